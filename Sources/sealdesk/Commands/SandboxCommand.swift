import ArgumentParser
import Assistant
import Desk
import Foundation
import Sealing
import Terminal
import Text
import TicketStore
import Tickets
import Training

/// Opens the console on invented customers.
struct SandboxCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Opens the console on invented customers who answer live.",
    discussion: """
      Needs no set-up, reaches no real store, and leaves nothing behind. Its keys are cheap to \
      derive, so that it starts at once: it is for practice only.
      """)

  @OptionGroup var look: ConsoleOptions

  @Option(help: "Whom you play: agent or supervisor.")
  var role = MemberRole.agent

  @Option(help: "A scenario to practise, as in helpful-stranger.")
  var scenario: String?

  @Option(help: "Fills the queue up to this many tickets, for measurements.")
  var tickets = 0

  func execute(on main: MainLoop) async throws {
    try TerminalCheck.requireTerminal()
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "sealdesk-sandbox-\(UUID().uuidString)", directoryHint: .isDirectory)
    try WorkspaceFiles.makeDirectory(directory)
    defer { try? FileManager.default.removeItem(at: directory) }

    let sandbox = try await Sandbox(in: directory, role: role)
    let guide = try await sandbox.fill(scenario: scenario, ticketCount: tickets)
    let console = ConsoleProgram(
      desk: try sandbox.desk(guide: guide), options: look,
      themes: try look.themes(preferring: "sealdesk-dark"),
      logFile: directory.appending(path: "console.log"), guide: guide,
      checkPassphrase: { _ in true })
    let working = Task { await sandbox.run() }
    let end: LoopEnd
    do {
      end = try await console.run(on: main)
    } catch {
      working.cancel()
      throw error
    }
    working.cancel()
    _ = await working.value
    sandbox.parts.close()
    if end != .stopped {
      try? FileManager.default.removeItem(at: directory)
      throw ExitCode(end.exitCode)
    }
  }
}

/// A practice workspace: its own realm, its own keys, gone with its directory.
struct Sandbox {
  let parts: DeskParts<Practice>
  private let queue: SampleQueue
  private let customers: SimulatedCustomers
  private let filer: SampleFiler

  init(in directory: URL, role: MemberRole) async throws {
    guard let text = try SampleData.files(in: "tickets", extension: "yaml").values.first else {
      throw CommandFailure(.unavailable, "The program's sample tickets are not beside it.")
    }
    queue = try SampleQueue(yaml: text)
    let passphrase = Passphrase("practice makes perfect")
    let supervisor = try WorkspaceKeyFiles<Practice>.create(
      in: directory, firstSupervisor: role == .supervisor ? Self.me : "otto",
      passphrase: passphrase, derivation: .practice, now: Date())
    let files = try WorkspaceKeyFiles<Practice>(in: directory)
    let present = Set(try files.members().map(\.name))
    let others = Set(queue.colleagues + [Self.me]).subtracting(present).sorted()
    for name in others {
      _ = try files.addMember(
        name: name, role: .agent, passphrase: passphrase, derivation: .practice, by: supervisor,
        now: Date())
    }
    var configuration = WorkspaceConfiguration()
    configuration.name = SanitizedText(sanitizing: queue.workspace)
    parts = try DeskParts<Practice>(
      directory: directory,
      secrets: files.unlock(name: Self.me, passphrase: passphrase), configuration: configuration)
    customers = SimulatedCustomers(repository: parts.store, now: { Date() })
    var staff = Dictionary(
      uniqueKeysWithValues: parts.colleagues.map { ($0.name.string, $0.id) })
    staff["me"] = parts.user.id
    filer = SampleFiler(repository: parts.store, staff: staff, now: Date())
  }

  private static let me = "ines"

  /// Files the sample tickets, and a scenario's.
  func fill(scenario name: String?, ticketCount: Int) async throws -> ScenarioPlayer? {
    for sample in queue.tickets {
      let ticket = try await filer.file(sample)
      await customers.learn(sample.live ?? [], for: ticket)
    }
    var random = SystemRandomNumberGenerator()
    for _ in queue.tickets.count..<max(queue.tickets.count, ticketCount) {
      guard let sample = queue.tickets.randomElement(using: &random) else { break }
      try await filer.file(sample)
    }
    guard let name else { return nil }
    guard
      let text = try SampleData.files(in: "scenarios", extension: "yaml")["\(name).yaml"]
    else {
      throw CommandFailure(.usage, "There is no scenario \(name).")
    }
    return try await ScenarioPlayer(
      Scenario(yaml: text), filer: filer, customers: customers, now: { Date() })
  }

  /// The practice desk: the same use cases as a live one, built on a different store type.
  func desk(guide: ScenarioPlayer?) throws -> SupportDesk<Practice> {
    let rules = try RulePack.load(files: SampleData.files(in: "rules", extension: "yaml"))
    let knowledge = try KnowledgeBase.load(
      files: SampleData.files(in: "knowledge", extension: "md"))
    return parts.desk(
      assistant: Assistant(rules: rules, knowledge: knowledge), observer: guide ?? customers)
  }

  /// Plays the customers and empties the outbox into nowhere, until cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await customers.run() }
      group.addTask { await PracticeOutbox(repository: parts.store, now: { Date() }).run() }
      group.addTask { await TicketWaker(repository: parts.store).run() }
    }
  }
}
