package import Text

/// Puts a message together at the moment of hand-over (RFC 5322, MIME).
///
/// Values that are sealed until then come as spans and go straight into memory that is overwritten
/// afterwards. Nothing that comes in can end a header's line.
package struct OutboundMessageBuilder: ~Copyable {
  /// Which header names a recipient.
  package enum RecipientField: Sendable {
    case to, cc
  }

  private let header: OutboundHeader
  private var to = HeaderWriter()
  private var cc = HeaderWriter()
  private var toCount = 0
  private var ccCount = 0
  private var recipients = WipedBuffer()
  private var subject = WipedBuffer()
  private var body = WipedBuffer()
  private var files = WipedBuffer()
  private var fileCount = 0

  /// The encodings of text and files never contain `=_`.
  private static let boundary = "=_sealdesk_part"

  /// Starts a message without recipients, subject or text.
  package init(header: OutboundHeader) {
    self.header = header
  }

  /// Adds somebody to the header and to the envelope.
  ///
  /// - Throws: `recipientNotPlain` for an address that would need quoting or SMTPUTF8 (RFC 6531),
  ///   `lineBreakInHeader`.
  package mutating func addRecipient(
    _ field: RecipientField, address: Span<UInt8>, name: Span<UInt8>
  ) throws(OutboundMessageError) {
    guard MailboxAddress.isPlain(address) else { throw .recipientNotPlain }
    try Self.checkLine(name)
    switch field {
    case .to:
      Self.append(address: address, name: name, count: toCount, to: &to)
      toCount += 1
    case .cc:
      Self.append(address: address, name: name, count: ccCount, to: &cc)
      ccCount += 1
    }
    recipients.append(address)
    recipients.append(0)
  }

  /// Adds words to the subject; its lines are joined.
  package mutating func appendToSubject(_ text: SanitizedText) {
    for byte in text.string.utf8 {
      subject.append(byte == ASCII.lineFeed || byte == ASCII.tab ? ASCII.space : byte)
    }
  }

  /// Adds a sealed value to the subject.
  ///
  /// - Throws: `lineBreakInHeader`.
  package mutating func appendToSubject(
    secret: Span<UInt8>
  ) throws(OutboundMessageError) {
    try Self.checkLine(secret)
    subject.append(secret)
  }

  /// Adds words to the text.
  package mutating func append(_ text: SanitizedText) {
    body.append(text.string)
  }

  /// Adds a sealed value, in UTF-8, to the text.
  package mutating func append(secret: Span<UInt8>) {
    body.append(secret)
  }

  /// Adds a file; `mediaType` is `application/octet-stream` where it is none.
  ///
  /// - Throws: `lineBreakInHeader` for such a name.
  package mutating func attach(
    name: Span<UInt8>, mediaType: SanitizedText, bytes: Span<UInt8>
  ) throws(OutboundMessageError) {
    try Self.checkLine(name)
    var part = HeaderWriter()
    let isType =
      mediaType.string.utf8.allSatisfy {
        $0.isLetter || $0.isDigit || "/+-.".utf8.contains($0)
      } && mediaType.string.split(separator: "/").count == 2 && mediaType.string.utf8.count < 100
    part.raw("--\(Self.boundary)\nContent-Type: ")
    part.raw(isType ? mediaType.string : "application/octet-stream")
    part.raw("\nContent-Disposition: attachment")
    if !name.isEmpty { part.parameter("filename", name) }
    part.raw("\n")
    part.field("Content-Transfer-Encoding", "base64")
    part.finish().withSpan { files.append($0) }
    files.append(ASCII.lineFeed)
    Base64.encode(bytes, lineByteCount: 76, into: &files)
    fileCount += 1
  }

  /// Ends the message.
  ///
  /// - Throws: `noRecipients`.
  package consuming func finish() throws(OutboundMessageError) -> OutboundMessage {
    guard toCount + ccCount > 0 else { throw .noRecipients }
    var writer = HeaderWriter()
    header.write(into: &writer)
    if toCount > 0 {
      to.finish().withSpan {
        writer.raw("To: "); writer.raw($0); writer.raw("\n")
      }
    }
    if ccCount > 0 {
      cc.finish().withSpan {
        writer.raw("Cc: "); writer.raw($0); writer.raw("\n")
      }
    }
    if let tag = header.tag {
      if subject.count > 0 { subject.append(ASCII.space) }
      subject.append(tag.subjectForm.string)
    }
    subject.withSpan { writer.field("Subject", text: $0) }
    if fileCount > 0 {
      writer.field("Content-Type", "multipart/mixed; boundary=\"\(Self.boundary)\"")
      writer.raw("\n--\(Self.boundary)\n")
    }
    writer.field("Content-Type", "text/plain; charset=utf-8")
    writer.field("Content-Transfer-Encoding", "quoted-printable")
    writer.raw("\n")
    var content = writer.finish()
    body.withSpan { QuotedPrintable.encode($0, into: &content) }
    if fileCount > 0 {
      files.withSpan { content.append($0) }
      content.append("--\(Self.boundary)--\n")
    }
    return OutboundMessage(
      content: content, recipients: recipients, recipientCount: toCount + ccCount, header: header)
  }

  private static func append(
    address: Span<UInt8>, name: Span<UInt8>, count: Int, to writer: inout HeaderWriter
  ) {
    if count > 0 { writer.raw(",\n ") }
    if !name.isEmpty {
      writer.phrase(name)
      writer.raw("\n ")
    }
    writer.raw("<")
    writer.raw(address)
    writer.raw(">")
  }

  private static func checkLine(_ bytes: Span<UInt8>) throws(OutboundMessageError) {
    for index in bytes.indices
    where bytes[index] < 0x20 && bytes[index] != ASCII.tab || bytes[index] == 0x7F {
      throw .lineBreakInHeader
    }
  }
}

/// Why a message cannot be built.
package enum OutboundMessageError: Error, Hashable, Sendable {
  /// An address that would need quoting, or an internationalised mail system.
  case recipientNotPlain
  /// A control character in what would stand in a header.
  case lineBreakInHeader
  case noRecipients
}
