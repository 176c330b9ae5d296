#if DEBUG
  import Foundation
  import Synchronization
#endif

/// A place at which a test kills the process, to see what a crash there would leave behind.
///
/// In debug builds `SEALDESK_FAILPOINT=store.before-commit` kills with SIGKILL on reaching that
/// place, `store.before-commit:3` on reaching it for the third time. Release builds hold none of
/// this.
package enum Failpoint: String, CaseIterable, Sendable {
  /// A write is complete in its transaction, which is not committed.
  case beforeCommit = "store.before-commit"
  /// A write is durable, and nobody has been told.
  case afterCommit = "store.after-commit"
  /// An entry of the log is in its transaction, which is not committed.
  case beforeRecord = "log.before-commit"
  /// An entry of the log is durable; its receipt is not made.
  case afterRecord = "log.after-commit"
  /// A request for approval, a decision on it or its end is in its transaction, not committed.
  case beforeApproval = "approval.before-commit"
  /// A request for approval, a decision on it or its end is durable, and nobody has been told.
  case afterApproval = "approval.after-commit"
  /// A customer's key is durable, the row is not.
  case afterKey = "store.after-key"
  /// Delivered mail is in its transaction, which is not committed.
  case beforeIntake = "intake.before-commit"
  /// Delivered mail is durable; the mail system has not been told.
  case afterIntake = "intake.after-commit"
  /// Delivered mail is claimed and not yet filed.
  case afterIntakeClaim = "intake.after-claim"
  /// An outgoing message is claimed and not handed over.
  case afterOutboxClaim = "outbox.after-claim"
  /// An outgoing message is handed over, and that is not on record.
  case afterHandover = "outbox.after-handover"
  /// An identifier is open and not yet shown.
  case afterOpening = "reveal.after-opening"
  /// A customer's rows are erased, and their key is there yet.
  case erasureRows = "erase.after-rows"
  /// A customer's key is destroyed, and the file's journal is there yet.
  case erasureKeys = "erase.after-keys"
  /// New keys are made, and nothing is wrapped under them.
  case renewalPlanned = "keys.after-plan"
  /// Some of the customers' keys are wrapped anew.
  case renewalWrapping = "keys.while-wrapping"
  /// All is wrapped anew, and the old keys are in force.
  case renewalPrepared = "keys.before-switch"
  /// The new keys are in force, and the old keyring is there yet.
  case renewalSwitched = "keys.after-switch"

  /// Dies here if this is the place that the environment names.
  @inline(__always)
  package static func reach(_ point: Failpoint) {
    #if DEBUG
      guard let chosen, chosen.point == point else { return }
      let isDue = remaining.withLock { remaining in
        remaining -= 1
        return remaining == 0
      }
      if isDue { kill(getpid(), SIGKILL) }
    #endif
  }

  #if DEBUG
    private static let chosen: (point: Failpoint, count: Int)? = {
      guard let words = ProcessInfo.processInfo.environment["SEALDESK_FAILPOINT"] else {
        return nil
      }
      let parts = words.split(separator: ":")
      guard let name = parts.first, let point = Failpoint(rawValue: String(name)) else {
        return nil
      }
      return (point, parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
    private static let remaining = Mutex(chosen?.count ?? 0)
  #endif
}
