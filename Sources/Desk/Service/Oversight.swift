package import Audit
package import Foundation
package import Sealing

/// What reads the log: only there for those with the audit role.
package struct Oversight<R: Realm>: Sendable {
  package let records: AuditRecordReader<R>
  let journal: any AuditJournal<R>
  let verification: LogVerification<R>

  package init(
    records: AuditRecordReader<R>, journal: any AuditJournal<R>,
    verification: LogVerification<R>
  ) {
    self.records = records
    self.journal = journal
    self.verification = verification
  }
}

/// Verifies the log against what this person knew of it, and pins what was found.
///
/// The log alone does not show that its end was cut off; a person's own profile, which remembers how
/// long it was, does.
package struct LogVerification<R: Realm>: Sendable {
  private let files: WorkspaceKeyFiles<R>
  private let secrets: SessionSecrets<R>
  private let journal: any AuditJournal<R>
  private let pin: CheckpointPin<R>
  private let witnesses: [any CheckpointWitness]

  /// The `witnesses` are told what was found whole, and asked what they know.
  package init(
    files: WorkspaceKeyFiles<R>, secrets: some SignedIn<R>, journal: any AuditJournal<R>,
    witnesses: [any CheckpointWitness] = []
  ) {
    self.witnesses = witnesses
    self.files = files
    self.secrets = secrets.session
    self.journal = journal
    pin = CheckpointPin(files: files, secrets: secrets)
  }

  /// Verifies every entry.
  /// - Throws: what the journal, the profile and the witnesses throw; `CancellationError`.
  package func run(
    at time: Date, progress: @Sendable (Int64) -> Void = { _ in }
  ) async throws -> AuditReport {
    let known = try pin.checkpoint().map { [$0] } ?? []
    // As they are now: a colleague may have come since this session was unlocked.
    let people = try files.people(trustedBy: secrets)
    let verifier = AuditVerifier<R>(
      workspace: secrets.workspace, people: people,
      checkpoints: known + witnesses.flatMap { $0.known() })
    let report = try await verifier.verify(journal, progress: progress)
    if try pin.pin(report, at: time), let checkpoint = try pin.checkpoint() {
      for witness in witnesses { try witness.attest(checkpoint) }
    }
    return report
  }
}
