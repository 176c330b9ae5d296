import Assistant
import Audit
import Desk
import Foundation
import Masking
import Sealing
import Text
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

  /// What was written for the log, without what it may have said of anybody.
  func redacted(_ words: String) -> MaskedText {
    Masker(policy: configuration.masking).redact(
      UnmaskedText(received: SanitizedText(sanitizing: words)))
  }

  func close() {
    journal.close()
  }
}

extension SessionParts where R == Live {
  /// Asks who it is, checks the passphrase, opens the log, and records that somebody is here.
  static func open(_ options: WorkspaceOptions) async throws -> SessionParts {
    let parts = try signedIn(options)
    try await parts.log.recordOpening(
      of: parts.configuration, in: parts.directory, files: parts.files, by: parts.session)
    return parts
  }

  /// The same, with nothing written: the log of a full disk can be verified too.
  static func signedIn(_ options: WorkspaceOptions) throws -> SessionParts {
    let entrance = try Entrance(options)
    return try SessionParts(
      directory: entrance.directory,
      session: entrance.files.signIn(name: entrance.name, passphrase: entrance.passphrase),
      configuration: entrance.configuration)
  }
}

extension AuditLog {
  /// Records that somebody is here, and before it what could not be recorded until now.
  func recordOpening(
    of configuration: WorkspaceConfiguration, in directory: URL, files: WorkspaceKeyFiles<R>,
    by session: SessionSecrets<R>
  ) async throws {
    try await recordRefusals(in: files)
    // Another time will do where the keys are just being changed.
    try? files.coverByRecoveryKey(session)
    let digest = try configuration.policySummary.digest
    if let key = session.lookupKey {
      try await recordPolicy(digest, seen: SeenPolicy(in: directory, key: key))
    }
    _ = try await record(AuditEvent(.sessionOpen, policy: digest))
  }

  /// Records who was refused while nobody was there to sign an entry.
  private func recordRefusals(in files: WorkspaceKeyFiles<R>) async throws {
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
  func recordPolicy(_ digest: String, seen: SeenPolicy<R>) async throws {
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
