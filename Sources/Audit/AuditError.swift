package import Sealing

/// Why something was not recorded, or the record could not be read.
package enum AuditError: Error, Hashable, Sendable {
  /// The record is not known to be on disk: what it was to record must not happen.
  case recordNotDurable
  /// The record that was read back is not the one that was written.
  case recordDiffers(seq: Int64)
  /// More looks than the limit allows; so many are on record.
  case lookLimitReached(used: Int)
  /// The event does not name what the receipt is asked for.
  case eventDoesNotFit
  /// A stored entry is damaged beyond reading.
  case malformed(seq: Int64)
  /// The head that an entry is to follow is not one.
  case headMissing
  /// The entry's content key is not in the log, or the role does not open it.
  case notReadable(seq: Int64)
  /// Keys or cipher failed.
  case sealing(SealingError)
}
