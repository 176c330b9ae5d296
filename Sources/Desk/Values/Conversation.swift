package import Foundation
package import Masking
package import Text
package import Tickets

/// A ticket opened.
package struct Conversation: Hashable, Sendable {
  package var ticket: Ticket
  package var requester: Requester
  package var assigneeName: SanitizedText?
  /// Oldest first.
  package var messages: [Message]
  /// This person's unfinished reply.
  package var draft: Draft?
  package var presence: [Presence]

  package init(
    ticket: Ticket, requester: Requester, assigneeName: SanitizedText?, messages: [Message],
    draft: Draft?, presence: [Presence]
  ) {
    self.ticket = ticket
    self.requester = requester
    self.assigneeName = assigneeName
    self.messages = messages
    self.draft = draft
    self.presence = presence
  }
}

/// An unfinished reply or note, kept sealed.
package struct Draft: Hashable, Sendable {
  package var body: MaskedText
  package var purpose: Message.Kind
  package var savedAt: Date

  package init(body: MaskedText, purpose: Message.Kind, savedAt: Date) {
    self.body = body
    self.purpose = purpose
    self.savedAt = savedAt
  }
}

/// A change to a ticket's fields.
package enum TicketChange: Hashable, Sendable {
  case status(TicketStatus)
  case priority(Priority)
  case assign(UserID?)
  case addTag(SanitizedText)
  case removeTag(SanitizedText)
  case snooze(until: Date)
  case wake
}

/// What the composer holds when it is sent.
package struct Composition: Hashable, Sendable {
  /// As typed: tokens as `‹phone 1›`, placeholders in braces.
  package var text: SanitizedText
  package var purpose: Message.Kind
  /// Further recipients, by token of this customer or as typed.
  package var copies: [SanitizedText]
  /// The rule whose suggestion it began with.
  package var suggestion: String?
  /// Why it may leave although the outgoing check held it.
  package var overrideReason: SanitizedText?

  package init(
    text: SanitizedText, purpose: Message.Kind, copies: [SanitizedText] = [],
    suggestion: String? = nil, overrideReason: SanitizedText? = nil
  ) {
    self.text = text
    self.purpose = purpose
    self.copies = copies
    self.suggestion = suggestion
    self.overrideReason = overrideReason
  }
}

/// What was found in a reply before it leaves.
package struct OutgoingFinding: Hashable, Sendable {
  package let severity: Severity
  package let explanation: SanitizedText

  package init(severity: Severity, explanation: SanitizedText) {
    self.severity = severity
    self.explanation = explanation
  }

  package enum Severity: Hashable, Sendable {
    /// It does not leave like this.
    case block
    /// It leaves with a reason, which is logged.
    case confirm
    /// Worth knowing.
    case inform
  }
}

/// A message that was accepted for sending and can still be called back.
package struct HeldMessage: Hashable, Sendable {
  package let message: MessageID
  package let ticket: TicketID
  package let until: Date

  package init(message: MessageID, ticket: TicketID, until: Date) {
    self.message = message
    self.ticket = ticket
    self.until = until
  }
}
