import Audit
import Desk
import Foundation
import Masking
import Sealing
import Synchronization
import Text
import Tickets

@testable import TicketStore

/// A workspace in a directory of its own, which goes with it.
final class Workspace: Sendable {
  let directory: URL
  let secrets: WorkspaceSecrets<Practice>
  let clock: SettableClock

  static let user = UserID(rawValue: 1)

  init(
    in parent: URL = FileManager.default.temporaryDirectory,
    at start: Date = Date(timeIntervalSince1970: 1_800_000_000)
  ) throws {
    directory = parent.appending(path: "sealdesk-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    secrets = try WorkspaceKeyFiles<Practice>.create(
      in: directory, firstSupervisor: "ada", passphrase: Passphrase("correct horse"),
      derivation: .practice, now: start)
    clock = SettableClock(start)
  }

  /// A workspace that is there already.
  init(adopting directory: URL, secrets: WorkspaceSecrets<Practice>) throws {
    self.directory = directory
    self.secrets = secrets
    clock = SettableClock(Date(timeIntervalSince1970: 1_800_000_600))
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  var database: URL { directory.appending(path: "tickets.db") }

  /// A store as another process would open it: nothing is shared but the files.
  func open(
    _ configuration: StoreConfiguration = .standard
  ) throws -> TicketStore<Practice> {
    try Self.open(directory, secrets, configuration, now: { [clock] in clock.now })
  }

  /// A store in a directory that need not be the workspace's own.
  static func open(
    _ directory: URL, _ secrets: WorkspaceSecrets<Practice>, _ configuration: StoreConfiguration,
    now: @escaping @Sendable () -> Date
  ) throws -> TicketStore<Practice> {
    let origin = AuditOrigin(
      actor: Self.user, role: .supervisor, session: "s-1", host: "here", tty: nil, sshFrom: nil,
      app: "tests")
    return try TicketStore(
      in: directory, secrets: secrets, audit: AuditWriter(secrets: secrets, origin: origin),
      names: { "user \($0.rawValue)" }, configuration: configuration, now: now)
  }
}

extension Workspace {
  /// Whether the log is as it was written.
  func verifyLog(of store: TicketStore<Practice>) async throws -> Bool {
    let verifier = AuditVerifier<Practice>(
      workspace: secrets.workspace, people: secrets.people)
    return try await verifier.verify(store).isIntact
  }
}

/// A clock that stands still until it is told otherwise.
final class SettableClock: Sendable {
  private let time: Mutex<Date>

  init(_ time: Date) {
    self.time = Mutex(time)
  }

  var now: Date { time.withLock { $0 } }

  func advance(by seconds: TimeInterval) {
    time.withLock { $0 += seconds }
  }
}

extension TicketStore<Practice> {
  /// A customer with a name and an address, as mail would bring them.
  func customer(
    named name: SanitizedText = "Mara Keller", address: SanitizedText = "mara@example.org"
  ) async throws -> VersionedVault<Practice> {
    let id = try await addCustomer()
    var vault = try await vault(of: id)
    _ = try vault.vault.addProfile(UnmaskedText(received: name), kind: .person)
    _ = try vault.vault.addProfile(UnmaskedText(received: address), kind: .email)
    return vault
  }

  /// Opens a ticket with one message.
  @discardableResult
  func ticket(
    _ subject: SanitizedText, _ body: SanitizedText, from vault: VersionedVault<Practice>? = nil,
    priority: Priority = .normal, assignee: UserID? = nil, tags: [SanitizedText] = [],
    dueIn: TimeInterval? = 3_600
  ) async throws -> TicketID {
    let vault = if let vault { vault } else { try await customer() }
    var open = vault
    let masker = Masker()
    let masked = try masker.mask(UnmaskedText(received: body), into: &open.vault)
    let title = try masker.mask(UnmaskedText(received: subject), into: &open.vault)
    let outcome = try await perform(
      .open(
        NewTicket(
          customer: vault.vault.key.owner, subject: title, priority: priority,
          assignee: assignee, tags: tags, language: "en", createdAt: now(),
          dueAt: dueIn.map { now() + $0 }),
        NewMessage(
          author: .customer, kind: .incoming, body: masked, sentAt: now(),
          vault: open.addition)))
    guard let id = outcome.ticket else { throw RepositoryError.notFound }
    return id
  }

  /// A message of a ticket's customer or agent, without new identifiers.
  func message(
    _ body: SanitizedText, on ticket: TicketID, kind: Message.Kind = .incoming,
    delivery: Message.Delivery = .received
  ) async throws -> NewMessage<Practice> {
    var vault = try await vault(of: self.ticket(ticket).customer)
    let text = try Masker().mask(UnmaskedText(composed: body), into: &vault.vault)
    return NewMessage(
      author: kind == .incoming ? .customer : .agent(Workspace.user, name: "Ada Byron"),
      kind: kind, body: text, sentAt: now(), delivery: delivery, vault: vault.addition)
  }

  func rows(
    _ view: QueueView = .team, filter: SanitizedText = "", sort: QueueSort = .due,
    limit: Int = 200, offset: Int = 0
  ) async throws -> [QueueRow] {
    try await queue(
      QueueQuery(view: view, filter: filter, sort: sort, limit: limit, offset: offset),
      for: Workspace.user
    ).rows
  }
}

extension QueueRow {
  var subject: String { ticket.subject.screenForm.string }
}
