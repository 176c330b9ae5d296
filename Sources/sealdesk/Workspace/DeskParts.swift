import Assistant
import Audit
import Desk
import Foundation
import Glibc
import Masking
import Sealing
import Text
import TicketStore
import Tickets

/// A workspace of one realm, unlocked and put together: the one place where the parts meet.
struct DeskParts<R: Realm> {
  let directory: URL
  let configuration: WorkspaceConfiguration
  let files: WorkspaceKeyFiles<R>
  let secrets: WorkspaceSecrets<R>
  let store: TicketStore<R>
  let log: AuditLog<R>
  let masker: Masker
  /// What opens values that take approval, or seals to those who do.
  let approvalKeys: ApprovalKeys<R>?
  let user: User
  let colleagues: [User]

  init(
    directory: URL, secrets: WorkspaceSecrets<R>, configuration: WorkspaceConfiguration,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    files = try WorkspaceKeyFiles<R>(in: directory)
    let members = try files.members().map(User.init)
    guard let user = members.first(where: { $0.id.rawValue == secrets.member.id.rawValue }) else {
      throw CommandFailure(.notAllowed, "This person's access was revoked.")
    }
    let writer = try AuditWriter(
      secrets: secrets, origin: .here(user, policy: configuration.policySummary.digest))
    let names = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.name) })
    try files.tendApprovalKeys(by: secrets)
    let policy = configuration.policy
    let approvalKeys = try files.approvalKeys(for: secrets)
    store = try TicketStore(
      in: directory, secrets: secrets, audit: writer,
      protection: approvalKeys.map {
        ValueProtection(keys: $0) { policy.isSealedToSupervisors($0) }
      },
      names: { names[$0] }, now: now)
    log = AuditLog(journal: store, writer: writer)
    masker = Masker(policy: configuration.masking)
    self.approvalKeys = approvalKeys
    self.directory = directory
    self.configuration = configuration
    self.secrets = secrets
    self.user = user
    colleagues = members
  }

  fileprivate var session: DeskSession {
    DeskSession(
      workspaceName: configuration.name, isPractice: R.self == Practice.self, user: user,
      policy: configuration.policy, colleagues: colleagues.filter { !$0.isRevoked },
      undoWindow: configuration.undoWindow)
  }

  fileprivate var oversight: Oversight<R>? {
    secrets.auditReader.map {
      Oversight(
        records: AuditRecordReader(reader: $0, people: secrets.people, journal: store),
        journal: store, verification: verification)
    }
  }

  var verification: LogVerification<R> {
    LogVerification(
      files: files, secrets: secrets, journal: store, witnesses: configuration.witnesses)
  }

  /// The rules and articles of the workspace as they are written, and how to mask.
  func assistantBundle() throws -> AssistantBundle {
    AssistantBundle(
      rules: try SampleData.read(directory.appending(path: "rules"), extension: "yaml"),
      knowledge: try SampleData.read(directory.appending(path: "knowledge"), extension: "md"),
      policy: configuration.policySource)
  }

  func close() {
    store.close()
  }
}

extension DeskParts where R == Practice {
  /// A desk that is watched by who plays the customers.
  func desk(
    assistant: any Suggester, observer: any DeskObserver
  ) -> SupportDesk<Practice> {
    SupportDesk(
      session: session, repository: store, log: log, oversight: oversight, assistant: assistant,
      masker: masker, serviceLevel: configuration.serviceLevel, approvalKeys: approvalKeys,
      people: secrets.people, passphraseCheck: typedPassphraseCheck, observer: observer)
  }
}

extension DeskParts where R == Live {
  /// The desk that the console works at.
  func desk(assistant: any Suggester) -> SupportDesk<Live> {
    SupportDesk(
      session: session, repository: store, log: log, oversight: oversight, assistant: assistant,
      masker: masker, serviceLevel: configuration.serviceLevel, approvalKeys: approvalKeys,
      people: secrets.people, passphraseCheck: typedPassphraseCheck)
  }

  /// Asks who it is, unlocks, opens the store, and records that somebody is here.
  static func open(_ options: WorkspaceOptions) async throws -> DeskParts {
    let parts = try unlocked(options)
    try await parts.log.recordOpening(
      of: parts.configuration, in: parts.directory, files: parts.files, by: parts.secrets.session)
    return parts
  }

  static func unlocked(_ options: WorkspaceOptions) throws -> DeskParts {
    let entrance = try Entrance(options)
    return try DeskParts(
      directory: entrance.directory,
      secrets: entrance.files.unlock(name: entrance.name, passphrase: entrance.passphrase),
      configuration: entrance.configuration)
  }
}

extension AuditOrigin {
  /// This process, as the log names it.
  static func here(_ user: User, policy digest: String) -> AuditOrigin {
    let environment = ProcessInfo.processInfo.environment
    let tty = ttyname(STDIN_FILENO).map { String(cString: $0) }
    return AuditOrigin(
      actor: user.id, role: user.role, session: SanitizedText(sanitizing: UUID().uuidString),
      host: SanitizedText(sanitizing: ProcessInfo.processInfo.hostName),
      tty: tty.map { SanitizedText(sanitizing: $0) },
      sshFrom: environment["SSH_CONNECTION"]?.split(separator: " ").first
        .map { SanitizedText(sanitizing: String($0)) },
      app: SanitizedText(sanitizing: "sealdesk/\(Sealdesk.version)"),
      // Enough to tell one from another; `policy.change` has it whole.
      policy: SanitizedText(sanitizing: String(digest.prefix(16))))
  }
}
