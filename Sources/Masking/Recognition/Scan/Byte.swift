/// What a byte of folded text is.
///
/// Sets of ASCII are two words of 64 bits each and tested by a shift: a table would have to be
/// initialised and looked after on every use.
enum Byte {
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- FoldedByte.letter < 2
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  @inline(__always)
  static func isCapital(_ byte: UInt8) -> Bool {
    byte &- 0x41 < 26 || byte == FoldedByte.capital
  }

  @inline(__always)
  static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte == FoldedByte.letter }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The eighth bit of each of eight bytes that is a blank or a control character, or stands above
  /// one of those: the lowest and, with no other between, the highest are right.
  @inline(__always)
  static func blanks(in eight: UInt64) -> UInt64 {
    (eight &- 0x2121_2121_2121_2121) & ~eight & 0x8080_8080_8080_8080
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  /// What may stand between the words of a label: blanks, line breaks, `-._/'` and the degree sign.
  @inline(__always)
  static func isGap(_ byte: UInt8) -> Bool {
    isMember(byte, 0x0000_E081_0000_0600, 0x0000_0000_8000_0000) || byte == FoldedByte.degree
  }

  /// What may stand between the groups of a number: blanks, line breaks and any of ``-./_()*`~|``.
  @inline(__always)
  static func isSeparator(_ byte: UInt8) -> Bool {
    isMember(byte, 0x0000_E701_0000_0600, 0x5000_0001_8000_0000)
  }

  /// What the local part of an address may hold (RFC 5322 atext, RFC 6531, and the dot).
  @inline(__always)
  static func isAddressText(_ byte: UInt8) -> Bool {
    isMember(byte, 0xA3FF_ECFA_0000_0000, 0x7FFF_FFFF_C7FF_FFFE)
      || byte &- FoldedByte.letter < 2
  }

  /// What a key or an encoded piece is made of: letters, digits and any of `+/=-_.`.
  @inline(__always)
  static func isKeyText(_ byte: UInt8) -> Bool {
    isMember(byte, 0x23FF_E800_0000_0000, 0x07FF_FFFE_87FF_FFFE)
  }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether a byte is in a set: `low` holds the bits of 0 to 63, `high` those of 64 to 127.
  @inline(__always)
  private static func isMember(_ byte: UInt8, _ low: UInt64, _ high: UInt64) -> Bool {
    byte < 64
      ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte &- 64) & 1 != 0
  }
}

extension UInt8 {
  /// Whether it is one of a few ASCII characters.
  ///
  /// The literal is known where it is used, so that this becomes a few comparisons.
  @inline(__always)
  func isOneOf(_ characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}
