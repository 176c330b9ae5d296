/// What a byte of folded text is, by one table look-up.
enum Byte {
  static func isLetter(_ byte: UInt8) -> Bool { table[Int(byte)] & letter != 0 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { table[Int(byte)] & (letter | digit) != 0 }
  static func isCapital(_ byte: UInt8) -> Bool {
    byte &- 0x41 < 26 || byte == FoldedByte.capital
  }
  static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte == FoldedByte.letter }
  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
  /// What may stand between the words of a label: blanks, line breaks, `-._/'` and the degree sign.
  static func isGap(_ byte: UInt8) -> Bool { table[Int(byte)] & gap != 0 }
  /// What may stand between the groups of a number.
  static func isSeparator(_ byte: UInt8) -> Bool { table[Int(byte)] & separator != 0 }
  /// What the local part of an address may hold (RFC 5322 atext, and the dot).
  static func isAddressText(_ byte: UInt8) -> Bool { table[Int(byte)] & addressText != 0 }
  /// What a key or an encoded piece is made of.
  static func isKeyText(_ byte: UInt8) -> Bool { table[Int(byte)] & keyText != 0 }
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  static let letter: UInt8 = 1
  static let digit: UInt8 = 2
  static let gap: UInt8 = 4
  static let separator: UInt8 = 8
  static let addressText: UInt8 = 16
  static let keyText: UInt8 = 32

  static let table: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    let isASCIILetter = (byte | 0x20) &- 0x61 < 26
    var bits: UInt8 = 0
    if isASCIILetter || byte == FoldedByte.letter || byte == FoldedByte.capital { bits |= letter }
    if byte &- 0x30 < 10 { bits |= digit }
    if " \t\n-._/'".utf8.contains(byte) || byte == FoldedByte.degree { bits |= gap }
    if " \t\n-./_()*`~|".utf8.contains(byte) { bits |= separator }
    let isWord = bits & (letter | digit) != 0
    if isWord || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte) { bits |= addressText }
    if (isASCIILetter || byte &- 0x30 < 10) || "+/=-_.".utf8.contains(byte) { bits |= keyText }
    return bits
  }
}
