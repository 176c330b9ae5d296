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
  let session: DeskSession
  let codes: ThreadCodes

  /// `address` is the desk's own.
  package init(address: MailboxAddress, session: DeskSession, codes: ThreadCodes) {
    self.address = address
    self.session = session
    self.codes = codes
  }

  func values(
    ticket: Ticket, message: OutgoingMessage<Live>, identifiers: [SealedIdentifier<Live>]
  ) -> PlaceholderValues<Live> {
    PlaceholderValues(ticket: ticket, session: session, identifiers: identifiers)
  }

  /// Every token whose value the mail needs.
  func tokens(
    of message: OutgoingMessage<Live>, envelope: Envelope, values: PlaceholderValues<Live>
  ) -> Set<Token> {
    var tokens = Set(message.message.body.tokens + message.subject.tokens)
    tokens.insert(envelope.correspondent)
    tokens.formUnion(envelope.copies)
    for placeholder in message.message.body.placeholders {
      if case .identifier(let token, _)? = values.value(of: placeholder) { tokens.insert(token) }
    }
    return tokens
  }

  func compose(
    _ message: OutgoingMessage<Live>, envelope: Envelope, values: PlaceholderValues<Live>,
    clear: borrowing DispatchedIdentifiers, answering earlier: [Envelope], date: Date
  ) throws -> OutboundMessage {
    let ticket = message.message.ticket
    var header = OutboundHeader(
      from: address, fromName: session.workspaceName, returnPath: address, date: date,
      messageID: codes.messageID(ticket: ticket, message: message.message.id))
    let ids = earlier.compactMap { $0.mailID.flatMap { InternetMessageID(bytes: $0.utf8) } }
    header.references = ids
    header.inReplyTo = ids.last
    header.tag = codes.tag(for: ticket)
    var builder = OutboundMessageBuilder(header: header)
    try addRecipient(.to, envelope.correspondent, to: &builder, clear: clear)
    for copy in envelope.copies { try addRecipient(.cc, copy, to: &builder, clear: clear) }
    try appendSubject(message.subject, to: &builder, clear: clear)
    appendBody(message.message.body, to: &builder, values: values, clear: clear)
    return try builder.finish()
  }

  private func addRecipient(
    _ role: OutboundMessageBuilder.RecipientField, _ token: Token,
    to builder: inout OutboundMessageBuilder, clear: borrowing DispatchedIdentifiers
  ) throws {
    let noName: [UInt8] = []
    try clear.withBytes(of: token) { address throws(OutboundMessageError) in
      try builder.addRecipient(role, address: address, name: noName.span)
    }
  }

  private func appendSubject(
    _ subject: MaskedText, to builder: inout OutboundMessageBuilder,
    clear: borrowing DispatchedIdentifiers
  ) throws {
    builder.appendToSubject("Re: ")
    for segment in subject.segments {
      switch segment {
      case .text(let words): builder.appendToSubject(words)
      case .token(let token):
        try clear.withBytes(of: token) { value throws(OutboundMessageError) in
          try builder.appendToSubject(secret: value)
        }
      case .placeholder: break
      }
    }
  }

  private func appendBody(
    _ body: MaskedText, to builder: inout OutboundMessageBuilder,
    values: PlaceholderValues<Live>, clear: borrowing DispatchedIdentifiers
  ) {
    for segment in body.segments {
      switch segment {
      case .text(let words): builder.append(words)
      case .token(let token): clear.withBytes(of: token) { builder.append(secret: $0) }
      case .placeholder(let placeholder):
        switch values.value(of: placeholder) {
        case .words(let words): builder.append(words)
        case .identifier(let token, let part):
          clear.withBytes(of: token) { value in
            builder.append(secret: value.extracting(0..<part.byteCount(of: value)))
          }
        case nil: builder.append(SanitizedText(sanitizing: placeholder.fallback ?? ""))
        }
      }
    }
  }
}

extension PlaceholderValues.Part {
  /// How many bytes of the value are meant, from its beginning.
  func byteCount(of value: Span<UInt8>) -> Int {
    guard self == .firstWord else { return value.count }
    return value.indices.first { value[$0] == 0x20 } ?? value.count
  }
}
