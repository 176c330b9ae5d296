import Text

/// What may be seen of a value without escalation.
///
/// A card shows at most its last four digits (PCI DSS 4.0, 3.4.1), a secret shows nothing.
enum Hint {
  static func hint(for value: String, kind: IdentifierKind) -> SanitizedText {
    switch kind {
    case .email: email(value)
    case .phone: phone(value)
    case .card: digitsTail(value, count: 4, prefix: "•••• ")
    case .iban: iban(value)
    case .person: initials(value)
    default: .empty
    }
  }

  private static func email(_ value: String) -> SanitizedText {
    let parts = value.split(separator: "@", maxSplits: 1)
    guard parts.count == 2, let first = parts[0].first, let host = parts[1].first,
      let dot = parts[1].lastIndex(of: ".")
    else { return .empty }
    return SanitizedText(sanitizing: "\(first)•••@\(host)•••\(parts[1][dot...])")
  }

  private static func phone(_ value: String) -> SanitizedText {
    digitsTail(value, count: 2, prefix: "••• ••")
  }

  private static func iban(_ value: String) -> SanitizedText {
    let letters = value.uppercased().filter { $0.isLetter || $0.isNumber }
    guard letters.count > 8 else { return .empty }
    return SanitizedText(sanitizing: "\(letters.prefix(2))•• •••• \(letters.suffix(4))")
  }

  private static func initials(_ value: String) -> SanitizedText {
    let words = value.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }).prefix(3)
    return SanitizedText(
      sanitizing: words.compactMap { $0.first.map { "\($0)•••" } }.joined(separator: " "))
  }

  private static func digitsTail(
    _ value: String, count: Int, prefix: SanitizedText
  ) -> SanitizedText {
    let digits = value.filter(\.isWholeNumber)
    guard digits.count > count + 4 else { return .empty }
    return prefix + SanitizedText(sanitizing: String(digits.suffix(count)))
  }
}
