package import Foundation
package import Masking
package import Text

/// One contribution to a conversation.
package struct Message: Hashable, Sendable, Identifiable {
  package let id: MessageID
  package let ticket: TicketID
  package var author: Author
  package var kind: Kind
  package var body: MaskedText
  package var sentAt: Date
  package var delivery: Delivery
  package var attachments: [Attachment]

  package init(
    id: MessageID, ticket: TicketID, author: Author, kind: Kind, body: MaskedText, sentAt: Date,
    delivery: Delivery = .received, attachments: [Attachment] = []
  ) {
    self.id = id
    self.ticket = ticket
    self.author = author
    self.kind = kind
    self.body = body
    self.sentAt = sentAt
    self.delivery = delivery
    self.attachments = attachments
  }

  /// Who wrote it.
  package enum Author: Hashable, Sendable {
    case customer
    /// Somebody on CC, or who was forwarded the ticket: not the requester.
    case participant
    case agent(UserID, name: SanitizedText)
    case system
  }

  /// What it is for.
  package enum Kind: String, Sendable, Codable {
    /// From the customer's side.
    case incoming
    /// To the customer.
    case reply
    /// For colleagues only.
    case note
    /// Something that happened: a status, an assignment.
    case event
    /// A message that could not be parsed: kept whole, sealed.
    case unparsed
  }

  /// How far an outgoing message has come.
  package enum Delivery: Hashable, Sendable {
    /// Came in, or stays inside.
    case received
    /// Can still be called back until then.
    case held(until: Date)
    /// In the outbox; `reason` says what it waits for.
    case waiting(reason: SanitizedText)
    /// Handed to the mail system.
    case sent(at: Date)
    /// The last attempt failed and will be repeated.
    case failed(reason: SanitizedText, attempts: Int)
  }
}

/// A file that came with a message.
///
/// It stays sealed; only a logged grant saves it.
package struct Attachment: Hashable, Sendable, Identifiable {
  package let id: AttachmentID
  package var name: MaskedText
  /// As the sender declared it: `image/png`.
  package var mediaType: SanitizedText
  package var byteCount: Int
  /// `false` where an import held only a link.
  package var isHeld: Bool

  package init(
    id: AttachmentID, name: MaskedText, mediaType: SanitizedText, byteCount: Int,
    isHeld: Bool = true
  ) {
    self.id = id
    self.name = name
    self.mediaType = mediaType
    self.byteCount = byteCount
    self.isHeld = isHeld
  }
}
