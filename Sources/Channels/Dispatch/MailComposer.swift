import Audit
package import Desk
import Foundation
import Masking
import Sealing
import Text
import Tickets

/// Turns a reply and its opened identifiers into mail.
package struct MailComposer: Sendable {
  let address: MailboxAddress
  let bounceAddress: MailboxAddress
  let session: DeskSession
  let codes: ThreadCodes
  let suggestionField: MailFieldName?

  /// `address` is the desk's own; bounces go to `bounceAddress`, with the ticket's tag behind a `+`,
  /// or where there is none back to the desk.
  ///
  /// A reply that was begun with a suggestion carries `suggestionField`.
  package init(
    address: MailboxAddress, bounceAddress: MailboxAddress? = nil, session: DeskSession,
    codes: ThreadCodes, suggestionField: MailFieldName? = nil
  ) {
    self.address = address
    self.bounceAddress = bounceAddress ?? address
    self.session = session
    self.codes = codes
    self.suggestionField = suggestionField
  }

  func compose(
    _ draft: MailDraft, clear: borrowing DispatchedIdentifiers, date: Date
  ) throws -> OutboundMessage {
    guard draft.values.unresolved(in: draft.body).isEmpty else {
      throw MailDraftError.unresolvedPlaceholder
    }
    var builder = OutboundMessageBuilder(header: header(of: draft, date: date))
    try addRecipient(.to, draft.envelope.correspondent, to: &builder, clear: clear)
    for copy in draft.envelope.copies { try addRecipient(.cc, copy, to: &builder, clear: clear) }
    for words in Self.subject(answering: draft.message.subject) { builder.appendToSubject(words) }
    for segment in draft.body.segments {
      try append(segment, of: draft, to: &builder, clear: clear)
    }
    return try builder.finish()
  }

  private func header(of draft: MailDraft, date: Date) -> OutboundHeader {
    let message = draft.message.message
    let tag = codes.tag(for: message.ticket)
    var header = OutboundHeader(
      from: address, fromName: session.workspaceName, returnPath: returnPath(tag), date: date,
      messageID: codes.messageID(ticket: message.ticket, message: message.id))
    let earlier = draft.thread.prefix { $0.message < message.id }
    header.references = earlier.compactMap { id(of: $0, on: message.ticket) }
    header.inReplyTo = earlier.last { $0.envelope.mailID != nil }
      .flatMap { id(of: $0, on: message.ticket) }
    header.tag = tag
    if draft.envelope.suggestion != nil { header.suggestionField = suggestionField }
    return header
  }

  /// The Message-ID of a mail that came in, or the one that a reply of ours went out with.
  private func id(of mail: ThreadedMail, on ticket: TicketID) -> InternetMessageID? {
    guard let id = mail.envelope.mailID else {
      return codes.messageID(ticket: ticket, message: mail.message)
    }
    return InternetMessageID(bytes: id.utf8)
  }

  /// Where bounces go: only an address that is made for them is known to take a `+`.
  private func returnPath(_ tag: ThreadTag) -> MailboxAddress {
    guard bounceAddress != address else { return address }
    return bounceAddress.extended(by: tag) ?? bounceAddress
  }

  /// The customer's subject with one `Re:` before it, and identifiers blacked out.
  private static func subject(answering subject: MaskedText) -> [SanitizedText] {
    let words: [SanitizedText] = subject.segments.map { segment in
      if case .text(let words) = segment { words } else { "•••" }
    }
    let start = words.first?.string.prefix(4).lowercased() ?? ""
    return start.hasPrefix("re:") || start.hasPrefix("aw:") ? words : ["Re: "] + words
  }

  private func addRecipient(
    _ role: OutboundMessageBuilder.RecipientField, _ token: Token,
    to builder: inout OutboundMessageBuilder, clear: borrowing DispatchedIdentifiers
  ) throws {
    let noName: [UInt8] = []
    let added: Void? = try clear.withBytes(of: token) {
      address throws(OutboundMessageError) in
      try builder.addRecipient(role, address: address, name: noName.span)
    }
    guard added != nil else { throw MailDraftError.unknownToken }
  }

  private func append(
    _ segment: MaskedText.Segment, of draft: MailDraft, to builder: inout OutboundMessageBuilder,
    clear: borrowing DispatchedIdentifiers
  ) throws {
    switch segment {
    case .text(let words):
      builder.append(words)
    case .token(let token):
      try append(token, .whole, of: draft, to: &builder, clear: clear)
    case .placeholder(let placeholder):
      switch draft.values.value(of: placeholder) {
      case .words(let words): builder.append(words)
      case .identifier(let token, let part):
        try append(token, part, of: draft, to: &builder, clear: clear)
      case nil: builder.append(SanitizedText(sanitizing: placeholder.fallback ?? ""))
      }
    }
  }

  private func append(
    _ token: Token, _ part: PlaceholderValues<Live>.Part, of draft: MailDraft,
    to builder: inout OutboundMessageBuilder, clear: borrowing DispatchedIdentifiers
  ) throws {
    let added: Void? = clear.withBytes(of: token) { value in
      builder.append(secret: value.extracting(part.range(in: value)))
    }
    guard added == nil else { return }
    guard let identifier = draft.identifiers.first(where: { $0.token == token }) else {
      throw MailDraftError.unknownToken
    }
    builder.append(identifier.shownInReply)
  }
}
