package import Foundation
package import Sealing

/// The checkpoint that a person keeps in their own sealed profile.
///
/// It is the witness that every workspace has: whoever cuts the log's end off, or puts an older file in
/// its place, cannot make the profile fit. (Someone who can also put an older profile back can; against
/// them stand the profiles of others, and what was printed.)
package struct CheckpointPin<R: Realm>: Sendable {
  private let files: WorkspaceKeyFiles<R>
  private let secrets: SessionSecrets<R>

  package init(files: WorkspaceKeyFiles<R>, secrets: some SignedIn<R>) {
    self.files = files
    self.secrets = secrets.session
  }

  /// What was pinned last, `nil` before the first time.
  /// - Throws: `notAuthentic`, `malformed`, `file`.
  package func checkpoint() throws(SealingError) -> AuditCheckpoint? {
    guard let bytes = try files.profile(of: secrets) else { return nil }
    return try AuditCheckpoint(decoding: bytes)
  }

  /// Pins what a verification found, if that is whole and no shorter than what was pinned.
  /// - Throws: `cipherUnavailable`, `notAuthentic`, `malformed`, `file`.
  @discardableResult
  package func pin(_ report: AuditReport, at time: Date) throws(SealingError) -> Bool {
    guard report.isIntact, report.head.seq == report.entryCount,
      report.entryCount >= (try checkpoint()?.size ?? 0)
    else { return false }
    let checkpoint = try AuditCheckpoint(
      size: report.entryCount, root: report.root, time: time, signedBy: secrets)
    try files.setProfile(checkpoint.encoded, of: secrets)
    return true
  }
}
