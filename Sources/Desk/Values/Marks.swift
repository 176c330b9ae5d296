package import Masking
package import Text
package import Tickets

/// Words in a ticket that should have been masked.
package struct MarkRequest: Hashable, Sendable {
  package var ticket: TicketID
  /// As they stand in the text.
  package var words: SanitizedText
  package var kind: IdentifierKind

  package init(ticket: TicketID, words: SanitizedText, kind: IdentifierKind) {
    self.ticket = ticket
    self.words = words
    self.kind = kind
  }
}

/// A masked value of which somebody says that it identifies nobody.
package struct LiftRequest: Hashable, Sendable {
  package var ticket: TicketID
  package var token: Token
  /// One of the policy's codes.
  package var reasonCode: String
  /// Why it identifies nobody.
  package var reason: SanitizedText

  package init(ticket: TicketID, token: Token, reasonCode: String, reason: SanitizedText) {
    self.ticket = ticket
    self.token = token
    self.reasonCode = reasonCode
    self.reason = reason
  }
}
