import Foundation

/// Brings the ways of writing one value to one form, for looking it up.
enum Normalizer {
  static func normalize(_ value: String, kind: IdentifierKind) -> String {
    let folded = value.precomposedStringWithCompatibilityMapping
    switch kind {
    case .email:
      return folded.lowercased().filter { !$0.isWhitespace }
    case .phone:
      let digits = folded.filter(\.isWholeNumber)
      // The plus sign and a leading 00 say the same.
      return digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
    case .card, .cardVerification, .oneTimeCode:
      return folded.filter(\.isWholeNumber)
    case .person, .address:
      return folded.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .password, .apiKey, .url, .unexamined:
      return value
    default:
      return folded.uppercased().filter { $0.isLetter || $0.isNumber }
    }
  }
}
