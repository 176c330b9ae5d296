/// One of the desk's own addresses: fit for a header and for a command's argument.
package struct MailboxAddress: Hashable, Sendable {
  package let text: String

  /// Accepts `local@domain` of plain characters; `nil` for anything that would need quoting.
  package init?(_ text: String) {
    guard Self.isPlain(Array(text.utf8).span) else { return nil }
    self.text = text
  }

  /// The same mailbox with a ticket's tag behind `+`, as for bounces: `bounce+1042-k7q@`.
  ///
  /// `nil` where that gets too long for an address.
  func extended(by tag: ThreadTag) -> MailboxAddress? {
    guard let at = text.lastIndex(of: "@") else { return nil }
    return MailboxAddress("\(text[..<at])+\(tag.ticketNumber)-\(tag.check)\(text[at...])")
  }

  /// RFC 5322's dot-atoms on both sides of one `@`, or a domain literal; never a leading `-`.
  static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    guard (3...254).contains(bytes.count), bytes[0] != ASCII.hyphen else { return false }
    var at: Int?
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == ASCII.at {
        guard at == nil else { return false }
        at = index
      } else if at == nil {
        guard byte.isLetter || byte.isDigit || isLocalPunctuation(byte) else { return false }
      } else {
        guard
          byte.isLetter || byte.isDigit || byte == ASCII.hyphen || byte == ASCII.dot
            || byte == ASCII.openBracket || byte == ASCII.closeBracket || byte == ASCII.colon
        else { return false }
      }
    }
    guard let at else { return false }
    return at > 0 && at + 1 < bytes.count
  }

  private static func isLocalPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E:
      true
    default: false
    }
  }
}
