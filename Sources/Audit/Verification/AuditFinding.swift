package import Sealing

/// Something that is wrong with the log, and where.
package struct AuditFinding: Hashable, Sendable {
  /// The entry it concerns.
  package let seq: Int64
  package let problem: Problem

  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// The entry was changed after it was signed, or is no entry any more.
    case edited
    /// The entry is whole, but whoever signed it is not who it names.
    case signedByStranger
    /// An entry of this number, and those up to `through`, are missing.
    case dropped(through: Int64)
    /// An entry that does not belong there: the one that the chain goes on from stands besides it.
    case inserted
    /// It stands where another belongs.
    case swapped(with: Int64)
    /// Two genuine entries continue the same one.
    case forked
    /// It does not continue the entry before it.
    case chainBroken
    /// It was copied from another workspace or realm.
    case foreign
    /// Its time is before the time of the entry before it.
    case clockWentBack(milliseconds: Int64)
    /// The log ends here, and a checkpoint knew it to be longer.
    case truncated(pinnedSize: Int64)
    /// Up to here the log is not the one that the checkpoint knew.
    case rewritten(pinnedSize: Int64)
    /// The checkpoint itself is not signed by somebody of this workspace.
    case checkpointNotGenuine
  }

  /// A clock that is set back is worth a look, but proves no tampering.
  package var isFatal: Bool {
    if case .clockWentBack = problem { false } else { true }
  }
}

/// What a verification found.
package struct AuditReport: Hashable, Sendable {
  package var entryCount: Int64
  package var head: AuditHead
  /// Of the Merkle tree over all entries.
  package var root: Digest256
  /// The first of them, in the order of the log; at most a thousand.
  package var findings: [AuditFinding]
  /// How many there were in all.
  package var findingCount: Int

  /// Whether nothing proves that somebody tampered with it.
  package var isIntact: Bool { !findings.contains(where: \.isFatal) }
}
