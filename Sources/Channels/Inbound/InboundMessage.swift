package import Foundation
package import Masking
import Text

/// A message as it came in: what can be read of it is on its way to the masker.
package struct InboundMessage: Sendable {
  private let subjectText: SanitizedText
  private let bodyText: SanitizedText

  /// Who wrote it, as far as the message says; empty where it does not.
  package let from: [InboundAddress]
  /// Whether our mail server vouches for that.
  package let authentication: SenderAuthentication
  /// Where answers are wanted, where that differs; says nothing about who wrote the message.
  package let replyTo: [InboundAddress]
  package let to: [InboundAddress]
  package let cc: [InboundAddress]
  /// By the sender's clock, or else by the first of our own mail systems that saw it.
  package let date: Date?
  /// Its own, or one made from its content, so that a second copy is known again.
  package let messageID: InternetMessageID
  package let inReplyTo: [InternetMessageID]
  /// Oldest first.
  package let references: [InternetMessageID]
  package let attachments: [InboundAttachment]
  /// Messages inside this one, as when a colleague forwards a customer's mail.
  package let forwarded: [InboundMessage]
  /// Who wrote the message that this one passes on, inside it or quoted in its text.
  package let originalSender: InboundAddress?
  package let loop: LoopVerdict
  /// What became of a message of ours; its enclosed original is no forwarded message.
  package let deliveryReport: DeliveryReport?
  /// The body in runs of whose words they are.
  package let sections: [BodySection]
  /// A BCP 47 primary subtag: `de`.
  package let language: String?
  package let notes: Set<MailNote>
  /// What the address it was delivered to asked for.
  package let deliveryExtension: DeliveryExtension?
  /// `[#1042-k7q]` in the subject, unchecked.
  package let subjectTag: ThreadTag?

  /// The subject, without our own tag.
  package func subject() -> UnmaskedText { UnmaskedText(received: subjectText) }

  /// The whole body.
  package func body() -> UnmaskedText { UnmaskedText(received: bodyText) }

  /// Messages within messages are read to this depth; deeper ones stay files.
  private static let maximumDepth = 2

  init(
    part: MIMEPart, parser: InboundMailParser, deliveryExtension: DeliveryExtension? = nil,
    depth: Int = 0
  ) {
    let header = part.header
    let content = MessageContent(of: part, limits: parser.limits)
    let from = header.all("from").flatMap { MailAddress.parseList($0) }
    let subject = SanitizedText(sanitizing: header.text("subject") ?? "").lines.first ?? .empty
    self.from = from.map(InboundAddress.init)
    authentication = SenderAuthentication(
      header: header, from: from, server: parser.authenticationServer)
    replyTo = Self.addresses("reply-to", in: header)
    to = Self.addresses("to", in: header)
    cc = Self.addresses("cc", in: header)
    date = Self.date(of: header)
    messageID =
      header.all("message-id").lazy.compactMap { InternetMessageID.parseList($0).first }.first
      ?? parser.makeMessageID(of: part)
    inReplyTo = header.all("in-reply-to").flatMap { InternetMessageID.parseList($0) }
    references = header.all("references").flatMap { InternetMessageID.parseList($0) }
    attachments = content.files.map(InboundAttachment.init)
    deliveryReport = content.deliveryReport
    let isRead = depth < Self.maximumDepth && !content.isReport
    let forwarded = (isRead ? content.enclosed : []).map {
      InboundMessage(part: $0, parser: parser, depth: depth + 1)
    }
    self.forwarded = forwarded
    loop = LoopVerdict(header: header, isReport: content.isReport, from: from, own: parser.own)
    (subjectText, subjectTag) = ThreadTag.removed(from: subject)
    bodyText = SanitizedText(sanitizing: content.text)
    let outline = BodyOutline(body: bodyText, subject: subject)
    sections = outline.sections
    originalSender = forwarded.first?.from.first ?? outline.originalSender.map(InboundAddress.init)
    language = LanguageGuess.guess(bodyText.string)
    notes = content.notes
    self.deliveryExtension = deliveryExtension
  }

  private static func addresses(_ name: String, in header: HeaderFields) -> [InboundAddress] {
    header.all(name).flatMap { MailAddress.parseList($0) }.map(InboundAddress.init)
  }

  private static func date(of header: HeaderFields) -> Date? {
    if let date = header["date"].flatMap(MailDate.parse) { return date }
    guard let received = header["received"], let mark = received.lastIndex(of: ASCII.semicolon)
    else { return nil }
    return MailDate.parse(received[(mark + 1)...])
  }
}
