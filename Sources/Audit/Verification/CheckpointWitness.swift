/// Holds checkpoints where whoever changes the log cannot reach: a file on another medium, a program
/// that sends them away.
package protocol CheckpointWitness: Sendable {
  /// Takes a checkpoint; returns when it is kept.
  /// - Throws: `WitnessError`.
  func attest(_ checkpoint: AuditCheckpoint) throws

  /// What was attested before and can be read back; empty where it only goes out.
  func known() -> [AuditCheckpoint]
}

/// The log is whole, and a witness could not be told so.
package enum WitnessError: Error, Hashable, Sendable {
  case fileNotWritten
  case commandFailed
}
