package import Desk
import Foundation
import Masking
import Text
package import Tickets

// Looks by break-glass at the fake desk.
extension FakeDesk {
  /// Account numbers may be opened at once.
  package static let glassBeforeAccounts: EscalationPolicy = {
    var policy = approvalForCards
    policy.classes[.iban] = .breakGlass
    return policy
  }()

  /// A look of Ben's, some time before noon.
  package static func emergency(
    _ entry: Int64, secondsAgo: Double, isSeen: Bool = false, isOverBudget: Bool = false
  ) -> Emergency {
    let at = noon.addingTimeInterval(-secondsAgo)
    return Emergency(
      id: entry, name: "ben", ticket: TicketID(rawValue: 4_079), token: "‹iban 1›",
      reasonWording: "fraud check",
      reason: "the bank stops the payment only now, and wants the whole number", at: at,
      expiresAt: at.addingTimeInterval(300),
      endedAt: secondsAgo > 300 ? at.addingTimeInterval(120) : nil,
      reviewBy: at.addingTimeInterval(86_400), isOverBudget: isOverBudget, isSeen: isSeen)
  }

  /// What a supervisor finds: one that is open just now, and one whose review is overdue.
  package func addEmergencies() {
    setEmergencies([
      Self.emergency(47_020, secondsAgo: 90_000, isSeen: true),
      Self.emergency(48_209, secondsAgo: 41, isOverBudget: true),
    ])
  }
}

extension Emergency {
  /// The same, seen.
  var seen: Emergency {
    Emergency(
      id: id, name: name, ticket: ticket, token: token, reasonWording: reasonWording,
      reason: reason, at: at, expiresAt: expiresAt, endedAt: endedAt, reviewBy: reviewBy,
      isOverBudget: isOverBudget, isSeen: true)
  }
}
