/// Base64 with line ends (RFC 2045, section 6.8).
enum Base64 {
  /// `lineByteCount` is a multiple of 4, or `nil` for one line.
  static func encode(
    _ bytes: Span<UInt8>, lineByteCount: Int?, into output: inout WipedBuffer
  ) {
    let digits = TransferEncoding.base64Digits
    var column = 0
    var index = 0
    while index < bytes.count {
      let second = index + 1 < bytes.count ? bytes[index + 1] : 0
      let third = index + 2 < bytes.count ? bytes[index + 2] : 0
      let bits = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
      output.append(digits[Int(bits >> 18)])
      output.append(digits[Int(bits >> 12 & 0x3F)])
      output.append(index + 1 < bytes.count ? digits[Int(bits >> 6 & 0x3F)] : ASCII.equals)
      output.append(index + 2 < bytes.count ? digits[Int(bits & 0x3F)] : ASCII.equals)
      index += 3
      column += 4
      if column == lineByteCount {
        output.append(ASCII.lineFeed)
        column = 0
      }
    }
    if lineByteCount != nil, column > 0 { output.append(ASCII.lineFeed) }
  }
}

/// Quoted-printable for text (RFC 2045, section 6.7), safe for every mail program on the way.
///
/// `From ` and `.` at the start of a line are escaped, so that neither a mailbox nor SMTP's end
/// mark can be forged from within.
enum QuotedPrintable {
  private static let maximumLineByteCount = 75

  static func encode(_ text: Span<UInt8>, into output: inout WipedBuffer) {
    var column = 0
    for index in text.indices {
      let byte = text[index]
      if byte == ASCII.lineFeed {
        output.append(byte)
        column = 0
        continue
      }
      let isEscaped = mustEscape(text, at: index, isLineStart: column == 0)
      if column + (isEscaped ? 3 : 1) > maximumLineByteCount {
        output.append(ASCII.equals)
        output.append(ASCII.lineFeed)
        column = 0
      }
      if isEscaped || mustEscape(text, at: index, isLineStart: column == 0) {
        output.append(ASCII.equals)
        output.append((byte >> 4).hexadecimalDigit)
        output.append(byte.hexadecimalDigit)
        column += 3
      } else {
        output.append(byte)
        column += 1
      }
    }
    if column > 0 { output.append(ASCII.lineFeed) }
  }

  private static func mustEscape(_ text: Span<UInt8>, at index: Int, isLineStart: Bool) -> Bool {
    let byte = text[index]
    switch byte {
    case ASCII.space, ASCII.tab:
      return index + 1 == text.count || text[index + 1] == ASCII.lineFeed
    case ASCII.equals: return true
    case ASCII.dot: return isLineStart
    case 0x46: return isLineStart && startsWithFrom(text, at: index)
    default: return !(0x21...0x7E).contains(byte)
    }
  }

  private static func startsWithFrom(_ text: Span<UInt8>, at index: Int) -> Bool {
    let mark: [UInt8] = [0x46, 0x72, 0x6F, 0x6D, 0x20]
    return index + mark.count <= text.count
      && mark.indices.allSatisfy { text[index + $0] == mark[$0] }
  }
}
