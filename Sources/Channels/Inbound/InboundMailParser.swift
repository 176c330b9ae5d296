/// Reads messages: bytes in, values on their way to the masker out.
///
/// Total: any bytes give a message or are kept whole.
package struct InboundMailParser: Sendable {
  let own: OwnAddresses
  let limits: MailLimits
  let authenticationServer: MailDomain?
  private let digest: @Sendable ([UInt8]) -> [UInt8]

  /// A parser for the mail of these addresses.
  ///
  /// `authenticationServer` is how our mail server names itself in `Authentication-Results`;
  /// without it, nothing is known about senders. `digest` is a keyed hash of 16 bytes or more; it
  /// names messages that came without an id.
  package init(
    own: OwnAddresses, limits: MailLimits = MailLimits(), authenticationServer: MailDomain? = nil,
    digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.own = own
    self.limits = limits
    self.authenticationServer = authenticationServer
    self.digest = digest
  }

  /// - Complexity: linear in the length; about twice its size in memory.
  package func parse(
    _ bytes: [UInt8], deliveryExtension: DeliveryExtension? = nil
  ) -> InboundMail {
    guard !bytes.isEmpty else { return .unparsed(bytes, reason: .empty) }
    guard bytes.count <= limits.messageByteCount else {
      return .unparsed(bytes, reason: .tooLarge)
    }
    var parser = MIMEParser(limits: limits)
    let part = parser.parse(Self.withLineFeeds(bytes)[...])
    guard part.header.fields.contains(where: { Self.knownFields.contains($0.name) }) else {
      return .unparsed(bytes, reason: .noHeader)
    }
    return .message(
      InboundMessage(part: part, parser: self, deliveryExtension: deliveryExtension))
  }

  /// A message without an id gets the same one each time it comes.
  func makeMessageID(of part: MIMEPart) -> InternetMessageID {
    var content: [UInt8] = []
    for field in part.header.fields where Self.identifyingFields.contains(field.name) {
      content += Array(field.name.utf8) + [ASCII.colon] + field.value + [ASCII.lineFeed]
    }
    content += part.body.prefix(1 << 16)
    content += Array(String(part.body.count).utf8)
    let name = digest(content).prefix(16).flatMap {
      [($0 >> 4).hexadecimalDigit, $0.hexadecimalDigit]
    }
    guard let id = InternetMessageID(bytes: name + Array("@content.invalid".utf8)) else {
      preconditionFailure("hexadecimal digits are a message id")
    }
    return id
  }

  private static let identifyingFields: Set<String> = ["date", "from", "to", "subject"]

  /// One of these makes a header of what would otherwise be words with a colon.
  private static let knownFields: Set<String> = [
    "from", "sender", "to", "cc", "subject", "date", "message-id", "received", "return-path",
    "reply-to", "mime-version", "content-type", "in-reply-to", "references", "delivered-to",
  ]

  /// Very old systems end lines with a lone CR.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes[...].firstIndexOfLineFeed(from: 0) == nil,
      bytes[...].firstIndex(of: ASCII.carriageReturn, from: 0) != nil
    else { return bytes }
    return bytes.map { $0 == ASCII.carriageReturn ? ASCII.lineFeed : $0 }
  }
}
