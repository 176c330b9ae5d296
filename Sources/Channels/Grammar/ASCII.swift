/// A run of a message's bytes; everything is parsed in place.
typealias Bytes = ArraySlice<UInt8>

/// The bytes of mail's grammar by name.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let percent: UInt8 = 0x25
  static let apostrophe: UInt8 = 0x27
  static let openParenthesis: UInt8 = 0x28
  static let closeParenthesis: UInt8 = 0x29
  static let star: UInt8 = 0x2A
  static let comma: UInt8 = 0x2C
  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let less: UInt8 = 0x3C
  static let equals: UInt8 = 0x3D
  static let greater: UInt8 = 0x3E
  static let question: UInt8 = 0x3F
  static let at: UInt8 = 0x40
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let underscore: UInt8 = 0x5F
}

extension UInt8 {
  /// Space or tab (RFC 5322 WSP).
  var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// WSP or part of a line's end.
  var isWhitespace: Bool {
    isBlank || self == ASCII.lineFeed || self == ASCII.carriageReturn
  }

  var isDigit: Bool { (0x30...0x39).contains(self) }

  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

  /// The lower-case form of an ASCII letter; every other byte as it is.
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

  /// 0 to 15 for a hexadecimal digit.
  var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }

  /// The capital hexadecimal digit of the low four bits.
  var hexadecimalDigit: UInt8 {
    let value = self & 0x0F
    return value < 10 ? 0x30 + value : 0x41 + value - 10
  }
}

extension Collection<UInt8> {
  /// Whether the bytes start with ASCII text, its letters in either case.
  func hasASCIIPrefix(_ text: StaticString) -> Bool {
    var index = startIndex
    return text.withUTF8Buffer { prefix in
      for byte in prefix {
        guard index < endIndex, self[index].lowercased == byte.lowercased else { return false }
        formIndex(after: &index)
      }
      return true
    }
  }

  /// The bytes as a string of ASCII, lower-cased: for names, types and labels.
  var asciiLowercased: String {
    String(decoding: map(\.lowercased), as: UTF8.self)
  }
}

extension Bytes {
  /// Without blanks and line ends at either side.
  var trimmed: Bytes {
    var result = self
    while let first = result.first, first.isWhitespace { result.removeFirst() }
    while let last = result.last, last.isWhitespace { result.removeLast() }
    return result
  }
}
