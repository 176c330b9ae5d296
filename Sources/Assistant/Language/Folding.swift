import Foundation

/// Brings letters into one form: compatibility forms resolved, lower case, marks dropped.
///
/// `É`, `é` and `ｅ` are all `e`, so that a customer's keyboard does not decide what is found.
enum Folding {
  /// What a scalar contributes to a word.
  enum Contribution {
    case letters([UInt8])
    /// A letter that is a word of its own, as in scripts without spaces.
    case ideograph([UInt8])
    case apostrophe
    /// A combining mark or joiner: part of the word, but of no weight.
    case nothing
    case separator
  }

  static func contribution(of scalar: Unicode.Scalar) -> Contribution {
    switch scalar.value {
    case 0x2019, 0x02BC, 0x00B4, 0x2018, 0xFF07:
      return .apostrophe
    case 0x300...0x36F, 0x200C, 0x200D, 0x00AD, 0xFE00...0xFE0F:
      return .nothing
    case 0x80..<0x250:
      let letters = latin[Int(scalar.value) - 0x80]
      return letters.isEmpty ? .separator : .letters(letters)
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return .ideograph(folded(scalar))
    default:
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isWord ? .letters(folded(scalar)) : .separator
    }
  }

  /// Latin-1 to Latin Extended-B, computed once; empty where there is no letter.
  private static let latin: [[UInt8]] = (0x80..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)),
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    else { return [] }
    return folded(scalar)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    if let special = special[scalar] { return special }
    let decomposed = String(scalar).decomposedStringWithCompatibilityMapping.lowercased()
    var bytes: [UInt8] = []
    for part in decomposed.unicodeScalars where !(0x300...0x36F).contains(part.value) {
      bytes += special[part] ?? Array(String(part).utf8)
    }
    return bytes
  }

  /// Letters which Unicode does not take apart, and readers do.
  private static let special: [Unicode.Scalar: [UInt8]] = [
    "ß": Array("ss".utf8), "ẞ": Array("ss".utf8), "æ": Array("ae".utf8), "Æ": Array("ae".utf8),
    "œ": Array("oe".utf8), "Œ": Array("oe".utf8), "ø": Array("o".utf8), "Ø": Array("o".utf8),
    "ł": Array("l".utf8), "Ł": Array("l".utf8), "đ": Array("d".utf8), "Đ": Array("d".utf8),
    "ı": Array("i".utf8), "þ": Array("th".utf8), "Þ": Array("th".utf8),
  ]
}
