/// A check-digit scheme that a policy names for a kind of its own.
public enum NamedChecksum: String, CaseIterable, Sendable {
  /// Luhn's mod 10 (ISO/IEC 7812-1, annex B), over the digits.
  case luhn
  /// Verhoeff's dihedral code, over the digits.
  case verhoeff
  /// ISO 7064 mod 97-10, letters counting 10 to 35: the remainder is 1.
  case mod97
  /// Weights 1, 2, 3 … from the right, mod 11, a last X counting 10 (ISBN-10, NHS number).
  case mod11
  /// ISO 7064 mod 11,10, over the digits.
  case mod11And10 = "mod11-10"
  /// Weights 1, 3, 1, 3 … from the right, mod 10 (GS1: EAN, GTIN), over the digits.
  case ean
  /// Weights 7, 3, 1 … from the left, mod 10, letters counting 10 to 35 (ICAO 9303, part 3).
  case icao

  /// Whether the check digits among these letters and digits fit.
  func holds(_ characters: [UInt8]) -> Bool {
    let digits = characters.filter(Byte.isDigit).map { $0 - 0x30 }
    guard digits.count >= 2 else { return false }
    return switch self {
    case .luhn: Checksum.luhn(digits[...])
    case .verhoeff: Checksum.verhoeff(digits[...])
    case .mod97: Self.remainderBy97(characters) == 1
    case .mod11: Self.sumByPosition(digits, endsWithX: characters.last == UInt8(ascii: "X")) == 0
    case .mod11And10: Checksum.mod11And10(digits[...])
    case .ean: Self.sumByThrees(digits) == 0
    case .icao: Checksum.icao(characters[...])
    }
  }

  private static func remainderBy97(_ characters: [UInt8]) -> Int {
    characters.reduce(0) { remainder, byte in
      Byte.isDigit(byte)
        ? (remainder * 10 + Int(byte - 0x30)) % 97
        : (remainder * 100 + Int(byte & ~0x20) - 0x41 + 10) % 97
    }
  }

  private static func sumByPosition(_ digits: [UInt8], endsWithX: Bool) -> Int {
    let values = digits.map(Int.init) + (endsWithX ? [10] : [])
    return values.reversed().enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } % 11
  }

  private static func sumByThrees(_ digits: [UInt8]) -> Int {
    digits.reversed().enumerated().reduce(0) { sum, digit in
      sum + Int(digit.element) * (digit.offset.isMultiple(of: 2) ? 1 : 3)
    } % 10
  }
}
