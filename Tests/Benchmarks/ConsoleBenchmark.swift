import Assistant
import Audit
import Canvas
import Desk
import Foundation
import Screens
import Sealing
import Text
import TicketStore
import Tickets
import Training
import ViewModels

/// What a key costs before the terminal has it: models, store, frame and diff at 140×40.
@MainActor
struct ConsoleBenchmark {
  let scale: Scale

  private static let (rows, columns) = (40, 140)
  private static let moves = 200

  func figures() async throws -> [Figure] {
    let place = try TemporaryWorkspace()
    defer { place.remove() }
    let writer = try place.writer(place.secrets)
    let store = try place.open(place.secrets, audit: writer)
    defer { store.close() }
    let filling = try await Stopwatch.wall { try await fill(store) }
    let stage = Stage(
      desk: desk(store, AuditLog(journal: store, writer: writer)), rows: Self.rows,
      columns: Self.columns)
    await stage.open()
    defer { stage.console.tasks.cancelAll() }
    let count = Double(stage.console.queue.total)
    return [
      Figure(name: "file \(scale.tickets) tickets", value: filling / 1e6, unit: "s"),
      Figure(name: "tickets in the list", value: count, unit: ""),
    ] + drawing(stage) + listMoves(stage) + (await conversationMoves(stage))
  }

  private func fill(_ store: TicketStore<Practice>) async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../SampleData/tickets/lantern-tea.yaml").standardized
    let queue = try SampleQueue(yaml: String(contentsOf: file, encoding: .utf8))
    let user = User(id: TemporaryWorkspace.user, name: "bench", role: .supervisor)
    let names = queue.colleagues + ["me"]
    let filer = SampleFiler(
      repository: store, staff: Dictionary(uniqueKeysWithValues: names.map { ($0, user) }),
      now: Date())
    try await filer.file(queue.tickets(upTo: scale.tickets, seed: scale.seed))
  }

  private func desk(
    _ store: TicketStore<Practice>, _ log: AuditLog<Practice>
  ) -> SupportDesk<Practice> {
    let user = User(id: TemporaryWorkspace.user, name: "bench", role: .supervisor, isRevoked: false)
    return SupportDesk(
      session: DeskSession(
        workspaceName: "bench", isPractice: true, user: user, policy: .standard,
        colleagues: [user], undoWindow: .seconds(5)),
      repository: store, log: log, oversight: nil, assistant: Assistant.silent, observer: nil)
  }

  // MARK: Figures

  private func drawing(_ stage: Stage) -> [Figure] {
    let building = Stopwatch.median(rounds: 201) { _ = stage.wholeFrame() }
    let keeping = Stopwatch.median(rounds: 201) { _ = stage.frame() }
    let (one, other) = (stage.frame(), stage.frame())
    let comparing = Stopwatch.median(rounds: 201) { _ = FrameDiff(from: one, to: other) }
    let build = Figure(name: "build a frame", value: building.microseconds, unit: "µs")
    return [
      build,
      Figure(name: "build it again, nothing changed", value: keeping.microseconds, unit: "µs")
        .compared(to: build),
      Figure(name: "compare two frames", value: comparing.microseconds, unit: "µs")
        .compared(to: build),
    ]
  }

  /// The key's own frame: the conversation of the ticket is not there yet.
  private func listMoves(_ stage: Stage) -> [Figure] {
    let moves = (0..<Self.moves).map { stage.move($0) }
    return figures(of: moves, "move in the list")
  }

  private func conversationMoves(_ stage: Stage) async -> [Figure] {
    var moves: [Stage.Work] = []
    for number in 0..<Self.moves { moves.append(await stage.moveAndRead(number)) }
    return figures(of: moves, "move, read and show the conversation")
  }

  private func figures(of moves: [Stage.Work], _ name: String) -> [Figure] {
    func median(_ value: (Stage.Work) -> Double) -> Double {
      moves.map(value).sorted()[moves.count / 2]
    }
    return [
      Figure(name: name, value: median(\.microseconds), unit: "µs"),
      Figure(name: "\(name): cells", value: median { Double($0.cells) }, unit: "cells")
        .compared(
          to: Figure(
            name: "the screen", value: Double(Self.rows * Self.columns), unit: "cells")),
      Figure(name: "\(name): text", value: median { Double($0.bytes) }, unit: "bytes"),
    ]
  }
}

/// A console without a terminal.
@MainActor
private final class Stage {
  let console: ConsoleModel
  private let renderer = ConsoleRenderer()
  private let (rows, columns): (Int, Int)
  private var last: Frame?

  /// What a key brought about.
  struct Work {
    var microseconds: Double
    var cells: Int
    /// In UTF-8, without colours and cursor movements.
    var bytes: Int
  }

  init(desk: SupportDesk<Practice>, rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    console = ConsoleModel(
      desk: desk, calendar: .current, now: { Date() }, checkPassphrase: { _ in true },
      effect: { _ in })
  }

  func frame() -> Frame { renderer.frame(for: console, rows: rows, columns: columns) }

  /// The same with nothing kept of the one before.
  func wholeFrame() -> Frame {
    ConsoleRenderer().frame(for: console, rows: rows, columns: columns)
  }

  /// Shows the team's queue, and lets everything arrive.
  func open() async {
    console.start()
    await console.tasks.settle()
    console.queue.show(.team)
    await console.tasks.settle()
    _ = draw()
  }

  func move(_ number: Int) -> Work {
    work { console.handle(.key(Self.key(number))) }
  }

  func moveAndRead(_ number: Int) async -> Work {
    await console.tasks.settle()
    _ = draw()
    let clock = ContinuousClock()
    let start = clock.now
    console.handle(.key(Self.key(number)))
    await console.tasks.finish(.conversation)
    var work = draw()
    work.microseconds = start.duration(to: clock.now).microseconds
    return work
  }

  /// Down the list and up again.
  private static func key(_ number: Int) -> KeyPress {
    KeyPress(number % 40 < 20 ? .down : .up)
  }

  private func work(_ change: () -> Void) -> Work {
    let clock = ContinuousClock()
    let start = clock.now
    change()
    var work = draw()
    work.microseconds = start.duration(to: clock.now).microseconds
    return work
  }

  private func draw() -> Work {
    let frame = frame()
    let diff = FrameDiff(from: last, to: frame)
    last = frame
    let bytes = diff.spans.reduce(0) { sum, span in
      sum + span.columns.reduce(0) { $0 + (frame[span.row, $1].scalar.map { UTF8.width($0) } ?? 1) }
    }
    return Work(microseconds: 0, cells: diff.changedCellCount, bytes: bytes)
  }
}
