import Assistant
import Audit
import Desk
import Foundation
import Sealing
import TicketStore
import Tickets

/// Somebody who signed in, with the log and no ticket: what commands about keys, people and the log
/// itself need, whatever the person's role opens.
struct SessionParts<R: Realm> {
  let directory: URL
  let configuration: WorkspaceConfiguration
  let files: WorkspaceKeyFiles<R>
  let session: SessionSecrets<R>
  let journal: LogStore<R>
  let log: AuditLog<R>
  let user: User
  let colleagues: [User]

  init(
    directory: URL, session: SessionSecrets<R>, configuration: WorkspaceConfiguration
  ) throws {
    files = try WorkspaceKeyFiles<R>(in: directory)
    user = User(session.member)
    let writer = try AuditWriter(
      secrets: session, origin: .here(user, policy: configuration.policySummary.digest))
    journal = try LogStore(in: directory, audit: writer)
    log = AuditLog(journal: journal, writer: writer)
    colleagues = try files.members().map(User.init)
    self.directory = directory
    self.configuration = configuration
    self.session = session
  }

  /// The ids of the workspace's rules; none where they cannot be read.
  func ruleNames() -> [String] {
    let files = try? SampleData.read(directory.appending(path: "rules"), extension: "yaml")
    let pack = files.flatMap { try? RulePack.load(files: $0) }
    return pack?.rules.map(\.id.rawValue) ?? []
  }

  /// Checks the log; everybody may, it opens nothing.
  var verification: LogVerification<R> {
    LogVerification(
      files: files, secrets: session, journal: journal, witnesses: configuration.witnesses)
  }

  /// - Throws: `CommandFailure` where the person's role may not.
  func require(_ capability: Capability) throws {
    guard user.role.capabilities.contains(capability) else {
      throw CommandFailure(DeskError.notAllowed(capability))
        ?? CommandFailure(.notAllowed, "Your role may not do this.")
    }
  }

  /// Changes who holds which keys, once it is on record that this is being done: no change goes
  /// unrecorded, and one that fails is recorded as such.
  func changeKeys(
    recording event: AuditEvent, _ change: (WorkspaceKeyFiles<R>) throws(SealingError) -> Void
  ) async throws {
    _ = try await log.record(event)
    do {
      try change(files)
    } catch {
      var failed = event
      failed.outcome = .failed
      _ = try await log.record(failed)
      throw error
    }
  }

  func close() {
    journal.close()
  }
}

extension SessionParts where R == Live {
  /// Asks who it is, checks the passphrase, opens the log, and records that somebody is here.
  static func open(_ options: WorkspaceOptions) async throws -> SessionParts {
    let parts = try signedIn(options)
    try await parts.log.recordRefusals(in: parts.files)
    // Another time will do where the keys are just being changed.
    try? parts.files.coverByRecoveryKey(parts.session)
    if let key = parts.session.lookupKey {
      try await parts.log.recordPolicy(of: parts.configuration, in: parts.directory, key: key)
    }
    let digest = try parts.configuration.policySummary.digest
    _ = try await parts.log.record(AuditEvent(.sessionOpen, policy: digest))
    return parts
  }

  /// The same, with nothing written: the log of a full disk can be verified too.
  static func signedIn(_ options: WorkspaceOptions) throws -> SessionParts {
    let directory = options.directory
    let configuration = try WorkspaceConfiguration.load(from: directory)
    let files = try WorkspaceKeyFiles<Live>(in: directory)
    let name = try options.user ?? Person.asked(among: files.members())
    let passphrase = try PassphrasePrompt(file: options.passphraseFile)
      .ask("Passphrase of \(name): ")
    return try SessionParts(
      directory: directory, session: files.signIn(name: name, passphrase: passphrase),
      configuration: configuration)
  }
}

extension AuditLog {
  /// Records who was refused while nobody was there to sign an entry.
  func recordRefusals(in files: WorkspaceKeyFiles<R>) async throws {
    let refusals = try files.refusals()
    for refusal in refusals {
      var event = AuditEvent(.sessionRefuse, outcome: .denied)
      event.member = refusal.member.map { UserID(rawValue: $0.rawValue) }
      event.happenedAt = refusal.time
      _ = try await record(event)
    }
    try files.forgetRefusals(refusals.count)
  }

  /// Records that another policy counts than when the workspace was last opened, whoever edited it.
  ///
  /// First the record, then what it is told by: a crash in between records the change twice.
  func recordPolicy(
    of configuration: WorkspaceConfiguration, in directory: URL, key: LookupKey<R>
  ) async throws {
    let digest = try configuration.policySummary.digest
    let seen = SeenPolicy(in: directory, key: key)
    let earlier = seen.earlier
    guard earlier != .digest(digest) else { return }
    var event = AuditEvent(.policyChange, policy: digest)
    switch earlier {
    case .digest(let before): event.earlierPolicy = before
    case .nothing: event.earlierPolicy = try PolicySummary(PolicyFile()).digest
    case .altered: event.error = "policy.seen.altered"
    }
    if event.earlierPolicy != digest { _ = try await record(event) }
    try seen.remember(digest)
  }
}
