package import Sealing
package import Text
package import Tickets

/// Why the desk refused or could not; never with a value in it.
package enum DeskError: Error, Hashable, Sendable {
  /// The role may not do this.
  case notAllowed(Capability)
  /// The ticket, message or entry is not there.
  case notFound
  /// Somebody else changed the ticket in the meantime.
  case changedMeanwhile
  /// The policy shows this kind to nobody.
  case neverShown(SanitizedText)
  /// The policy lets nobody of this role save files that customers sent.
  case filesRefused
  /// The policy wants a supervisor's signature.
  case needsApproval(SanitizedText)
  /// A reason opens it: there is no glass to break.
  case reasonSuffices(SanitizedText)
  /// What was typed is not this person's passphrase, and it can be tried so often again.
  case wrongPassphrase(triesLeft: Int)
  /// Nobody approves what they asked for themselves.
  case ownRequest
  /// Nobody reviews their own looks.
  case ownLook
  /// The request was decided already, or has run out.
  case notPending
  /// There are as many as there may be; which.
  case tooMany(SanitizedText)
  /// It was sealed to the supervisors before this one came.
  case keyNotHeld(SanitizedText)
  /// The shift's privacy budget is used up.
  case budgetUsedUp(PrivacyBudget)
  /// The reason is missing or not one of the policy's.
  case reasonMissing
  /// The duration is longer than the policy allows.
  case durationTooLong
  /// The log could not be written, so nothing was opened.
  case notRecorded(SanitizedText)
  /// A customer is known by it, so that it cannot be said to identify nobody.
  case notLiftable(SanitizedText)
  /// Fewer letters or digits than can be told from chance.
  case tooShort
  /// The reply holds something that must not leave.
  case held([OutgoingFinding])
  /// The message has left and cannot be called back.
  case alreadySent
  /// The store could not be read or written.
  case storeUnavailable(SanitizedText)
  /// The file that was to be written cannot be, and for what reason.
  case cannotSave(SanitizedText)
  /// These customers' data is kept from being erased.
  case onHold([CustomerID])
  /// What is stored is damaged.
  case damaged(SanitizedText)
}

extension DeskError {
  /// What stands in the log for a refusal: a code of ours.
  var code: String? {
    switch self {
    case .notAllowed: "role"
    case .notFound: "not_found"
    case .neverShown: "never_shown"
    case .filesRefused: "files_refused"
    case .needsApproval: "needs_approval"
    case .reasonSuffices: "reason_suffices"
    case .wrongPassphrase: "wrong_passphrase"
    case .budgetUsedUp: "budget_used_up"
    case .reasonMissing: "reason_missing"
    case .durationTooLong: "duration_too_long"
    default: nil
    }
  }
}
