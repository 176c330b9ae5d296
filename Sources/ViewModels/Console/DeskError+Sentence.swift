package import Desk
package import Text
import Tickets

extension DeskError {
  /// What happened, what was kept, what to do next.
  package var sentence: SanitizedText {
    switch self {
    case .notAllowed(let capability):
      "Your role does not allow this: \(capability.wording). Nothing was changed."
    case .notFound:
      "It is not there any more. The list has been read again."
    case .changedMeanwhile:
      "Somebody else changed this ticket first. It has been read again; repeat if still needed."
    case .neverShown(let kind):
      "Nobody may see a \(kind). It stays masked; ask the customer to change it instead."
    case .filesRefused:
      "The policy does not let your role save what customers sent. Nothing was saved."
    case .needsApproval(let kind):
      "A \(kind) needs a supervisor's approval. Nothing was opened."
    case .reasonSuffices(let token):
      "A reason opens \(token): there is no glass to break. Nothing was opened."
    case .wrongPassphrase(let triesLeft):
      triesLeft > 0
        ? "That is not your passphrase; it is on record. \(triesLeft) more \(triesLeft == 1 ? "try" : "tries"). Nothing was opened."
        : "That was not your passphrase too often. Leave Sealdesk and come in again to break the glass."
    case .ownRequest:
      "Nobody approves their own request. Another supervisor has to decide it."
    case .ownLook:
      "Nobody reviews their own looks. Another supervisor has to. Nothing was noted."
    case .notPending:
      "It was decided already, or its time has run out. Ask again if it is still needed."
    case .tooMany(let what):
      "There are as many \(what) as there may be. Nothing was asked for."
    case .keyNotHeld(let token):
      "\(token) was sealed before you became a supervisor. Another supervisor has to open Sealdesk once."
    case .budgetUsedUp(let budget):
      "You have looked \(budget.used) times in this shift, the limit is \(budget.limit). Nothing was opened."
    case .reasonMissing:
      "Say why, in a sentence. Nothing was opened."
    case .durationTooLong:
      "The policy does not allow that long. Nothing was opened."
    case .notRecorded(let cause):
      "The log could not be written (\(cause)), so nothing was opened."
    case .notLiftable(let token):
      "\(token) is what a customer goes by, so it stays masked. Nothing was opened."
    case .tooShort:
      "Select at least three letters or digits; less would be masked all over the ticket."
    case .held(let findings):
      "Held back: \(findings.first?.explanation ?? "something must not leave"). The draft is kept."
    case .alreadySent:
      "It has left already and cannot be called back."
    case .storeUnavailable(let cause):
      "The store did not answer (\(cause)). What you wrote is kept; try again."
    case .cannotSave(let cause):
      "Not saved: \(cause). Nothing else was touched; choose another name or folder."
    case .onHold: "A legal hold keeps this customer's data. Nothing was erased."
    case .damaged(let place):
      "What is stored is damaged: \(place). Run `sealdesk audit verify` and restore a backup."
    }
  }
}

extension Capability {
  fileprivate var wording: SanitizedText {
    switch self {
    case .readTickets: "read tickets"
    case .workTickets: "work on tickets"
    case .reveal: "see identifiers"
    case .readAudit: "read the access log"
    case .manageUsers: "manage people"
    case .importTickets: "import tickets"
    case .approveReveals: "decide what others may see"
    case .remaskTickets: "mask stored tickets again"
    case .manageKeys: "renew keys"
    case .eraseCustomers: "erase customers"
    case .holdCustomers: "hold customers' data"
    case .backUp: "make backups"
    case .train: "prepare practice"
    case .deliverMail: "hand mail in"
    }
  }
}
