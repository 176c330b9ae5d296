package import Assistant
package import Audit
package import Desk
package import Foundation
import Masking
package import Sealing
import Text
package import TicketStore
package import Tickets

/// One person's place in a workspace: their keys, their store, their log.
package final class Place<R: Realm>: Sendable {
  package let workspace: Workspace<R>
  package let secrets: WorkspaceSecrets<R>
  package let user: User
  private let files: WorkspaceKeyFiles<R>
  package let store: TicketStore<R>
  package let log: AuditLog<R>
  /// What makes this session's entries.
  package let writer: AuditWriter<R>
  private let colleagues: [User]
  package let approvalKeys: ApprovalKeys<R>?

  package init(
    in workspace: Workspace<R>, secrets: WorkspaceSecrets<R>, members: [WorkspaceMember],
    sealing policy: EscalationPolicy = .standard
  ) throws {
    let people = members.map(User.init)
    let user = User(secrets.member)
    files = try WorkspaceKeyFiles(in: workspace.directory)
    let clock = workspace.clock
    writer = try AuditWriter(
      secrets: secrets,
      origin: AuditOrigin(
        actor: user.id, role: user.role, session: "s-\(user.name)", host: "here", tty: nil,
        sshFrom: nil, app: "tests"))
    let approvalKeys = try files.approvalKeys(for: secrets)
    self.approvalKeys = approvalKeys
    store = try TicketStore(
      in: workspace.directory, secrets: secrets, audit: writer,
      protection: approvalKeys.map {
        ValueProtection(keys: $0) { policy.isSealedToSupervisors($0) }
      },
      names: { id in people.first { $0.id == id }?.name }, now: { clock.now })
    log = AuditLog(journal: store, writer: writer)
    self.workspace = workspace
    self.secrets = secrets
    self.user = user
    colleagues = people
  }

  package var clock: FixtureClock { workspace.clock }

  package func session(
    policy: EscalationPolicy = .standard, role: Role? = nil, isRevoked: Bool = false
  ) -> DeskSession {
    DeskSession(
      workspaceName: "Lantern Tea", isPractice: R.self == Practice.self,
      user: User(id: user.id, name: user.name, role: role ?? user.role, isRevoked: isRevoked),
      policy: policy, colleagues: colleagues, undoWindow: .seconds(5))
  }

  /// What unlocking would say.
  package var passphraseCheck: PassphraseCheck {
    let (files, name) = (files, secrets.member.name)
    return { typed in
      typed.withBytes { bytes in
        (try? files.unlock(name: name, passphrase: Passphrase(utf8: bytes))) != nil
      }
    }
  }

  /// How many refused attempts to sign in are noted for the log.
  package func notedRefusals() throws -> Int { try files.refusals().count }

  package var oversight: Oversight<R>? {
    secrets.auditReader.map {
      Oversight(
        records: AuditRecordReader(reader: $0, people: secrets.people, journal: store),
        journal: store,
        verification: LogVerification(files: files, secrets: secrets, journal: store))
    }
  }

  /// What the log holds, read with the audit role.
  package func records() async throws -> [AuditRecord] {
    guard let reader = secrets.auditReader else { throw RepositoryError.notFound }
    return try await AuditRecordReader(reader: reader, people: secrets.people, journal: store)
      .records(matching: .everything, before: nil, limit: 1_000).reversed()
  }
}

extension Place<Practice> {
  package func desk(
    policy: EscalationPolicy = .standard, role: Role? = nil, isRevoked: Bool = false,
    assistant: any Suggester = Assistant(rules: RulePack()), log: AuditLog<Practice>? = nil,
    observer: (any DeskObserver)? = nil
  ) -> SupportDesk<Practice> {
    SupportDesk(
      session: session(policy: policy, role: role, isRevoked: isRevoked), repository: store,
      log: log ?? self.log, oversight: oversight, assistant: assistant, calendar: .utc,
      approvalKeys: approvalKeys, people: secrets.people, passphraseCheck: passphraseCheck,
      observer: observer, now: { [clock] in clock.now })
  }
}

extension Place<Live> {
  package func desk(policy: EscalationPolicy = .standard) -> SupportDesk<Live> {
    SupportDesk(
      session: session(policy: policy), repository: store, log: log, oversight: oversight,
      assistant: Assistant(rules: RulePack()),
      approvalKeys: approvalKeys, people: secrets.people, now: { [clock] in clock.now })
  }
}

extension Calendar {
  /// Whatever the machine's time zone.
  package static var utc: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }
}
