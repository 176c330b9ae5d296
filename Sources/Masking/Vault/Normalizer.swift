import Foundation

/// Brings the ways of writing one value to one form, for looking it up.
///
/// It must never bring two values to one form: whoever is shown a token's value would be shown the
/// wrong one.
enum Normalizer {
  static func normalize(_ value: String, kind: IdentifierKind) -> String {
    switch kind {
    case .email: email(value)
    case .phone: phone(value)
    case .card, .cardVerification, .oneTimeCode: digits(value)
    case .person, .address:
      visible(value).lowercased().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    case .password, .apiKey, .url, .unexamined: value
    default: code(value)
    }
  }

  /// Compatibility forms (Unicode Standard Annex 15) without invisible characters.
  private static func visible(_ value: String) -> String {
    let scalars = value.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func folded(_ value: String) -> [UInt8] {
    Folder.fold(Array(value.utf8)).bytes
  }

  /// Small letters; spelled signs and encoded characters as what they stand for.
  ///
  /// Accents stay: they tell two addresses apart.
  private static func email(_ value: String) -> String {
    let plain = visible(value).lowercased()
    let isPlain =
      plain.contains("@") && !plain.contains { $0.isWhitespace || "&%=\\<`*".contains($0) }
    if isPlain { return plain }
    let bytes = folded(value)
    if bytes.contains(UInt8(ascii: "@")) {
      let kept = bytes.filter { !Byte.isSpace($0) && $0 != 0x2A && $0 != 0x60 }
      return String(decoding: kept, as: UTF8.self).lowercased()
    }
    let words = String(decoding: bytes, as: UTF8.self).lowercased()
      .split(whereSeparator: { " ()[]{}<>\n\t".contains($0) })
    return words.map { word in
      let bytes = Array(word.utf8)
      if SpelledAddress.dot.longestMatch(in: bytes, at: 0)?.end == bytes.count { return "." }
      if SpelledAddress.at.longestMatch(in: bytes, at: 0)?.end == bytes.count { return "@" }
      return String(word)
    }.joined()
  }

  /// Digits with the country code where there is one; the plus sign and a leading 00 say the same,
  /// and a bracketed trunk zero says nothing.
  private static func phone(_ value: String) -> String {
    let bytes = folded(value)
    let isInternational = bytes.first { !Byte.isSpace($0) && $0 != 0x28 } == UInt8(ascii: "+")
    var text = digits(value)
    if !isInternational, text.hasPrefix("00") { text.removeFirst(2) }
    let plain = String(decoding: bytes, as: UTF8.self)
    if plain.contains("(0)"), let zero = text.dropFirst(2).prefix(2).firstIndex(of: "0") {
      text.remove(at: zero)
    }
    return text
  }

  /// Digits however they are written, as words too.
  private static func digits(_ value: String) -> String {
    let bytes = folded(value)
    var text = ""
    var index = 0
    while index < bytes.count {
      let chain = DigitChain(in: bytes, at: index)
      text += chain.text(0..<chain.count)
      index = max(chain.places.last?.end ?? 0, index + 1)
    }
    return text
  }

  private static func code(_ value: String) -> String {
    let bytes = folded(value).filter(Byte.isAlphanumeric)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return visible(value) }
    return String(decoding: bytes, as: UTF8.self).uppercased()
  }
}
