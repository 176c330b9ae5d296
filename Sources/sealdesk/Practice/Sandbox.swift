import Assistant
import Desk
import Foundation
import Masking
import Sealing
import Text
import TicketStore
import Tickets
import Training

/// A practice workspace: its own realm and its own keys, which are cheap to derive.
struct Sandbox {
  let parts: DeskParts<Practice>
  private let customers: SimulatedCustomers

  /// Who plays it: everybody has the same passphrase, for there is nothing to keep from anybody.
  private static let me = "ines"
  private static let otherSupervisor = "otto"
  private static let passphrase = "practice makes perfect"

  private init(
    _ secrets: WorkspaceSecrets<Practice>, in directory: URL, name: String, policy: PolicyFile
  ) throws {
    var configuration = WorkspaceConfiguration()
    configuration.name = SanitizedText(sanitizing: name)
    configuration.policy = policy.escalation
    configuration.masking = policy.masking
    configuration.policySource = policy.source
    parts = try DeskParts<Practice>(
      directory: directory, secrets: secrets, configuration: configuration)
    customers = SimulatedCustomers(
      repository: parts.store, masker: parts.masker, now: { Date() })
  }

  /// Makes a workspace, and files the sample tickets and more like them up to `ticketCount`.
  static func make(
    in directory: PracticeDirectory, role: MemberRole, policy: PolicyFile, ticketCount: Int,
    seed: UInt64
  ) async throws -> Sandbox {
    let queue = try samples()
    let secrets = try makeKeys(in: directory.url, role: role, colleagues: queue.colleagues)
    let sandbox = try Sandbox(
      secrets, in: directory.url, name: queue.workspace, policy: policy)
    let tickets = try await sandbox.filer.file(queue.tickets(upTo: ticketCount, seed: seed))
    for (ticket, sample) in zip(tickets, queue.tickets) {
      await sandbox.customers.learn(sample.live ?? [], for: ticket)
    }
    try directory.setFilled()
    return sandbox
  }

  /// Opens a workspace that was kept, whose customers have said what they had to say.
  static func open(
    in directory: PracticeDirectory, role: MemberRole, policy: PolicyFile
  ) throws -> Sandbox {
    let files = try WorkspaceKeyFiles<Practice>(in: directory.url)
    let members = try files.members().filter { $0.role == role }
    guard let member = members.first(where: { $0.name == me }) ?? members.first else {
      throw CommandFailure(.badData, "Nobody in this practice workspace has that role.")
    }
    let secrets = try files.unlock(name: member.name, passphrase: Passphrase(passphrase))
    return try Sandbox(secrets, in: directory.url, name: "Practice", policy: policy)
  }

  private static func samples() throws -> SampleQueue {
    guard let text = try SampleData.files(in: "tickets", extension: "yaml").values.first else {
      throw CommandFailure(.unavailable, "The program's sample tickets are not beside it.")
    }
    return try SampleQueue(yaml: text)
  }

  private static func makeKeys(
    in directory: URL, role: MemberRole, colleagues: [String]
  ) throws -> WorkspaceSecrets<Practice> {
    let passphrase = Passphrase(passphrase)
    let founder = role == .supervisor ? me : otherSupervisor
    let supervisor = try WorkspaceKeyFiles<Practice>.create(
      in: directory, firstSupervisor: founder, passphrase: passphrase, derivation: .practice,
      now: Date())
    let files = try WorkspaceKeyFiles<Practice>(in: directory)
    for name in Set(colleagues + [me]).subtracting([founder]).sorted() {
      _ = try files.addMember(
        name: name, role: .agent, passphrase: passphrase, derivation: .practice, by: supervisor,
        now: Date())
    }
    try files.tendApprovalKeys(by: supervisor)
    return try files.unlock(name: me, passphrase: passphrase)
  }

  private var filer: SampleFiler {
    var staff = Dictionary(
      uniqueKeysWithValues: parts.colleagues.map { ($0.name.string, $0) })
    staff["me"] = parts.user
    return SampleFiler(
      repository: parts.store, staff: staff, masker: parts.masker, now: Date())
  }

  /// Files a scenario's ticket, and returns who leads through it.
  func play(scenario name: String) async throws -> ScenarioPlayer {
    guard
      let text = try SampleData.files(in: "scenarios", extension: "yaml")["\(name).yaml"]
    else {
      throw CommandFailure(.usage, "There is no scenario \(name).")
    }
    return try await ScenarioPlayer(
      Scenario(yaml: text), filer: filer, customers: customers, now: { Date() })
  }

  /// The practice desk: the same use cases as a live one, built on a different store type.
  ///
  /// Its assistant is silent until the rules are learnt, which `run` sees to.
  func desk(guide: ScenarioPlayer?) -> SupportDesk<Practice> {
    parts.desk(assistant: Assistant.silent, observer: guide ?? customers)
  }

  /// Plays the customers and empties the outbox into nowhere, until cancelled.
  func run(_ desk: SupportDesk<Practice>) async {
    await withDiscardingTaskGroup { group in
      group.addTask { [parts] in
        await desk.keepAssistant(
          { try Self.assistantBundle(policy: parts.configuration.policySource) },
          masker: parts.masker)
      }
      group.addTask { await customers.run() }
      group.addTask { await PracticeOutbox(repository: parts.store, now: { Date() }).run() }
      group.addTask { await TicketWaker(repository: parts.store).run() }
    }
  }

  private static func assistantBundle(policy: String?) throws -> AssistantBundle {
    AssistantBundle(
      rules: try SampleData.files(in: "rules", extension: "yaml"),
      knowledge: try SampleData.files(in: "knowledge", extension: "md"), policy: policy)
  }
}
