import ArgumentParser
import Desk
import Foundation
import Masking
import Sealing
import Terminal
import Text
import Tickets

/// Masks stored tickets again.
struct RemaskCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remask",
    abstract: "Examines stored tickets again and seals what was missed; a supervisor may.",
    discussion: """
      Subjects, messages, notes, drafts and names of files are examined by the recognisers and the \
      policy of today. What is sealed already is not opened, and nothing becomes readable. It can be \
      interrupted by ^C, or by anything else, and goes on where it was when it is run again.
      """)

  @OptionGroup var options: WorkspaceOptions

  @Flag(help: "Begins with the first ticket, whatever an earlier run has done.")
  var fromStart = false

  @Flag(help: "Prints the counts as JSON.")
  var json = false

  func execute(on main: MainLoop) async throws {
    let parts = try await DeskParts<Live>.open(options)
    defer { parts.close() }
    let examiner = StoredTextExaminer(
      repository: parts.store, masker: parts.masker, user: parts.user)
    let interruption = Interruption()
    var progress = RemaskProgress()
    let step = try await examiner.run(fromStart: fromStart) { step in
      progress.show(step)
      await interruption.settle()
      return interruption.isRaised ? .stop : .goOn
    }
    progress.finish()
    let summary = Summary(step)
    StandardOutput.write(json ? try JSONLine.encode(summary) + "\n" : summary.words)
    guard step.isFinished else {
      throw CommandFailure(
        .tryAgain, "Interrupted. What was sealed is sealed; run it again and it goes on from here.")
    }
    guard step.report.unreadableCount == 0 else {
      throw CommandFailure(
        .badData,
        "Some texts do not open, so nobody can examine or read them; restore them from a backup.")
    }
  }

  private struct Summary: Encodable {
    let tickets: Int
    let sealed: [String: Int]
    let unreadable: Int
    let finished: Bool

    init(_ step: ExaminationStep) {
      tickets = step.report.ticketCount
      sealed = step.report.sealed
      unreadable = step.report.unreadableCount
      finished = step.isFinished
    }

    var words: String {
      let total = sealed.values.reduce(0, +)
      let kinds = sealed.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "  \($0.value)  \(IdentifierKind(rawValue: $0.key)?.word.string ?? $0.key)\n" }
      let examined = tickets == 1 ? "1 ticket" : "\(tickets) tickets"
      let places = total == 1 ? "1 place" : "\(total) places"
      return "\(examined) examined, \(places) sealed\n" + kinds.joined()
        + (unreadable > 0 ? "\(unreadable) texts do not open\n" : "")
    }
  }
}

/// A line on standard error, where that is a terminal.
private struct RemaskProgress {
  private let started = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1
  private var first: Int?

  mutating func show(_ step: ExaminationStep) {
    let count = step.report.ticketCount
    // A run that goes on has the tickets of earlier runs in its report.
    let before = first ?? max(0, count - StoredTextExaminer<Live>.ticketsAStep)
    first = before
    guard isShown else { return }
    let share = step.totalCount == 0 ? 100 : min(100, count * 100 / step.totalCount)
    let seconds = started.duration(to: .now) / .seconds(1)
    let rate = Double(count - before) / max(seconds, 0.001)
    let left = Int((Double(max(0, step.totalCount - count)) / max(rate, 0.001)).rounded(.up))
    StandardError.write(
      "\r\u{1B}[K\(share) %  \(count) of \(step.totalCount) tickets, "
        + "\(step.report.sealedCount) sealed, \(Int(rate)) a second, \(left) s left ")
  }

  func finish() {
    if isShown { StandardError.write("\r\u{1B}[K") }
  }
}
