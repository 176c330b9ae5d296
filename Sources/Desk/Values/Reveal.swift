package import Foundation
package import Masking
package import Text
package import Tickets

/// An agent's wish to see identifiers in clear.
package struct RevealRequest: Hashable, Sendable {
  package var ticket: TicketID
  package var tokens: [Token]
  /// One of the policy's codes.
  package var reasonCode: String
  /// A sentence of why.
  package var reason: SanitizedText
  package var duration: Duration

  package init(
    ticket: TicketID, tokens: [Token], reasonCode: String, reason: SanitizedText,
    duration: Duration
  ) {
    self.ticket = ticket
    self.tokens = tokens
    self.reasonCode = reasonCode
    self.reason = reason
    self.duration = duration
  }
}

/// How much an agent has looked in this shift.
package struct PrivacyBudget: Hashable, Sendable {
  package let used: Int
  package let limit: Int

  package init(used: Int, limit: Int) {
    self.used = used
    self.limit = limit
  }
}

/// The last time somebody looked at this customer.
package struct LastLook: Hashable, Sendable {
  package let name: SanitizedText
  package let at: Date
  package let reason: SanitizedText

  package init(name: SanitizedText, at: Date, reason: SanitizedText) {
    self.name = name
    self.at = at
    self.reason = reason
  }
}
