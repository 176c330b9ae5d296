package import Foundation
package import Text
package import Tickets

/// A look by break-glass that nobody has reviewed yet, as a supervisor is told of it.
package struct Emergency: Hashable, Sendable, Identifiable {
  /// The log's entry of it.
  package let id: Int64
  package let name: SanitizedText
  package let ticket: TicketID?
  /// `‹card 1›`.
  package let token: SanitizedText
  /// The reason's code, in the policy's words where it has some.
  package let reasonWording: SanitizedText
  package let reason: SanitizedText
  package let at: Date
  /// When it is masked again by itself.
  package let expiresAt: Date
  /// When it was masked again, where that is on record.
  package let endedAt: Date?
  package let reviewBy: Date
  /// Whether it was more than the person's budget had room for.
  package let isOverBudget: Bool
  /// Whether this supervisor has said that they have seen it.
  package let isSeen: Bool

  package init(
    id: Int64, name: SanitizedText, ticket: TicketID?, token: SanitizedText,
    reasonWording: SanitizedText, reason: SanitizedText, at: Date, expiresAt: Date,
    endedAt: Date?, reviewBy: Date, isOverBudget: Bool, isSeen: Bool
  ) {
    self.id = id
    self.name = name
    self.ticket = ticket
    self.token = token
    self.reasonWording = reasonWording
    self.reason = reason
    self.at = at
    self.expiresAt = expiresAt
    self.endedAt = endedAt
    self.reviewBy = reviewBy
    self.isOverBudget = isOverBudget
    self.isSeen = isSeen
  }

  /// Whether the value stands on somebody's screen.
  package func isOpen(at time: Date) -> Bool { endedAt == nil && time < expiresAt }

  package func isOverdue(at time: Date) -> Bool { reviewBy <= time }
}
