/// How long numbers are behind each country code (ITU-T E.164 and the national plans).
enum NumberingPlan {
  /// The least and the most digits of a number that begins with a country code, the code included.
  static func bounds(_ digits: ArraySlice<UInt8>) -> (Int, Int)? {
    guard let first = digits.first, first != 0, digits.count >= 7 else { return nil }
    let one = Int(first)
    if one == 1 || one == 7 { return (11, 11) }
    let two = Checksum.remainder(digits.prefix(2), by: 100)
    if let (least, most) = national[two] {
      // A trunk zero in brackets is often left standing.
      let extra = digits.dropFirst(2).first == 0 ? 1 : 0
      return (2 + least, 2 + most + extra)
    }
    let three = Checksum.remainder(digits.prefix(3), by: 1000)
    guard isThreeDigitCode(three) else { return nil }
    let (least, most) = national[three] ?? (6, 11)
    return (3 + least, 3 + most)
  }

  /// The country code at the beginning of an international number.
  static func countryCode(_ digits: ArraySlice<UInt8>) -> Int? {
    guard bounds(digits) != nil, let first = digits.first else { return nil }
    if first == 1 || first == 7 { return Int(first) }
    let two = Checksum.remainder(digits.prefix(2), by: 100)
    return national[two] != nil ? two : Checksum.remainder(digits.prefix(3), by: 1000)
  }

  private static func isThreeDigitCode(_ code: Int) -> Bool {
    switch code {
    case 210...299, 350...389, 420...429, 500...509, 590...599, 670...699, 800, 808, 850...859,
      870...889, 960...999:
      true
    default: false
    }
  }

  private static let national: [Int: (Int, Int)] = [
    20: (8, 10), 27: (9, 9), 30: (10, 10), 31: (9, 9), 32: (8, 9), 33: (9, 9), 34: (9, 9),
    36: (8, 9), 39: (6, 11), 40: (9, 9), 41: (9, 9), 43: (7, 13), 44: (9, 10), 45: (8, 8),
    46: (7, 9), 47: (8, 8), 48: (9, 9), 49: (6, 12), 51: (8, 9), 52: (10, 11), 53: (8, 8),
    54: (10, 11), 55: (10, 11), 56: (9, 9), 57: (10, 10), 58: (10, 10), 60: (8, 10), 61: (9, 9),
    62: (8, 12), 63: (8, 10), 64: (8, 10), 65: (8, 8), 66: (8, 9), 81: (9, 10), 82: (8, 11),
    84: (9, 10), 86: (10, 11), 90: (10, 10), 91: (10, 10), 92: (9, 10), 93: (9, 9), 94: (9, 9),
    95: (7, 10), 98: (10, 10), 212: (9, 9), 213: (8, 9), 216: (8, 8), 234: (8, 10), 254: (9, 9),
    351: (9, 9), 352: (6, 9), 353: (7, 9), 354: (7, 9), 356: (8, 8), 357: (8, 8), 358: (6, 11),
    359: (8, 9), 370: (8, 8), 371: (8, 8), 372: (7, 8), 380: (9, 9), 381: (8, 9), 385: (8, 9),
    386: (8, 8), 420: (9, 9), 421: (9, 9), 852: (8, 8), 886: (8, 9), 966: (8, 9), 971: (8, 9),
    972: (8, 9), 974: (8, 8),
  ]
}

/// Whether a grouping is one in which national numbers are written.
struct NationalShape {
  let groups: Grouping
  let digits: ArraySlice<UInt8>
  let isBracketed: Bool
  let region: String?

  private var first: UInt8 { digits.first ?? 0 }
  private func digit(_ index: Int) -> UInt8 { digits[digits.startIndex + index] }

  /// Whether the grouping alone is proof enough beside words such as `order`.
  var isFirm: Bool { isBracketed }

  /// How sure the shape makes; `nil` where it is none.
  var certainty: Double? {
    if isNorthAmerican { return isBracketed ? 0.88 : 0.8 }
    if isBrazilian { return 0.85 }
    if isSingleDigits { return digits.count >= 10 && first != 0 || first == 0 ? 0.6 : nil }
    if first == 0 { return trunkCertainty }
    switch groups {
    case 0x3222 where (6...9).contains(first): return 0.75
    case 0x55 where first >= 6: return 0.68
    case 0x333 where first >= 5 && isNineDigitRegion: return 0.62
    case 0x2322 where isNineDigitRegion: return 0.7
    case 0x2222, 0x8, 0x44: return isEightDigitRegion ? 0.6 : nil
    case 0x9 where first >= 5: return isNineDigitRegion ? 0.55 : nil
    default: return nil
    }
  }

  private var isNorthAmerican: Bool {
    let hasAreaCode = { (offset: Int) in digit(offset) >= 2 && digit(offset + 3) >= 2 }
    return groups == 0x334 && hasAreaCode(0)
      || groups == 0x1334 && first == 1 && hasAreaCode(1)
      || groups == 0x37 && isBracketed && hasAreaCode(0)
  }

  private var isBrazilian: Bool {
    isBracketed && (groups == 0x244 || groups == 0x254 && digit(2) == 9)
      && first > 0 && digit(1) > 0
  }

  private var isSingleDigits: Bool {
    (9...11).contains(digits.count) && groups.allSatisfy { $0 == 1 }
  }

  private var isNineDigitRegion: Bool {
    switch region {
    case "ES", "PL", "PT", "FR": true
    default: false
    }
  }

  private var isEightDigitRegion: Bool {
    switch region {
    case "DK", "NO", "SG", "HK": true
    default: false
    }
  }

  /// A trunk zero, then 8 to 11 digits.
  private var trunkCertainty: Double? {
    guard (9...12).contains(digits.count), digit(1) != 0 else { return nil }
    if groups == 0x22222 { return 0.88 }
    if groups.count == 1 {
      return (10...11).contains(digits.count) ? 0.62 : region.map { _ in 0.6 }
    }
    guard groups.count <= 5, groups[0] >= 2, groups != 0x2244, groups != 0x324 else {
      return nil
    }
    return groups.allSatisfy { $0 >= 2 } ? 0.74 : nil
  }
}
