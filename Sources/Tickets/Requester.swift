package import Masking
package import Sealing
package import Text

/// The customer of a ticket, as far as the desk may see: hints and tokens, no values.
package struct Requester: Hashable, Sendable, Identifiable {
  package let id: CustomerID
  /// Initials: `M••• K•••`; empty where no name is known.
  package var nameHint: SanitizedText
  /// What is known of them, and what they mentioned.
  package var identifiers: [IdentifierSummary]
  package var ticketCount: Int

  package init(
    id: CustomerID, nameHint: SanitizedText, identifiers: [IdentifierSummary], ticketCount: Int
  ) {
    self.id = id
    self.nameHint = nameHint
    self.identifiers = identifiers
    self.ticketCount = ticketCount
  }

  /// The pseudonym used in the log: `c-88`.
  package var pseudonym: SanitizedText { "c-\(id.rawValue)" }
}

/// What everybody may see of an identifier.
package struct IdentifierSummary: Hashable, Sendable {
  package let token: Token
  package let hint: SanitizedText
  /// Whether it is part of the profile, and not only mentioned.
  package let isProfile: Bool
  package let escalation: EscalationClass
  /// Why it was masked; `nil` where that was not kept.
  package let reason: MaskReason?

  package init(
    token: Token, hint: SanitizedText, isProfile: Bool, escalation: EscalationClass,
    reason: MaskReason? = nil
  ) {
    self.token = token
    self.hint = hint
    self.isProfile = isProfile
    self.escalation = escalation
    self.reason = reason
  }
}
