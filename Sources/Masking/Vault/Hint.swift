import Text

/// What may be seen of a value without escalation, in the shape that the policy gives its kind.
///
/// A card shows at most its first six and last four digits (PCI DSS 4.0, 3.4.1), a secret shows nothing,
/// and what is so short that a part would give it away shows nothing either: never more than a third.
enum Hint {
  static func hint(for value: String, kind: IdentifierKind) -> SanitizedText {
    hint(for: value, kind: kind, as: .standard(for: kind))
  }

  static func hint(for value: String, kind: IdentifierKind, as shape: HintShape) -> SanitizedText {
    guard shape.suits(kind) else { return .empty }
    return switch shape {
    case .none: .empty
    case .initials: initials(value)
    case .firstLetters: email(value)
    case .last(let count): tail(value, kind: kind, count: count)
    case .countryAndLast(let count):
      kind == .iban ? iban(value, count: count) : phone(value, count: count)
    case .binAndLastFour: card(value)
    case .host: host(value)
    }
  }

  private static func email(_ value: String) -> SanitizedText {
    let parts = Normalizer.normalize(value, kind: .email).split(separator: "@", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 2, let first = parts[0].first,
      let dot = parts[1].lastIndex(of: "."), parts[1][..<dot].count >= 2, let host = parts[1].first
    else { return .empty }
    return SanitizedText(sanitizing: "\(first)•••@\(host)•••\(parts[1][dot...])")
  }

  private static func phone(_ value: String, count: Int) -> SanitizedText {
    let plain = Folder.fold(Array(value.utf8)).bytes.drop(while: Byte.isSpace)
    let digits = Normalizer.normalize(value, kind: .phone)
    let isInternational = plain.starts(with: "+".utf8) || plain.starts(with: "00".utf8)
    if isInternational, digits.count >= max(8, 3 * count),
      let country = NumberingPlan.countryCode(digits.utf8.map { $0 - 0x30 }[...])
    {
      return SanitizedText(sanitizing: "+\(country) ••• ••\(digits.suffix(count))")
    }
    return tail(value, kind: .phone, count: count)
  }

  private static func iban(_ value: String, count: Int) -> SanitizedText {
    let letters = Normalizer.normalize(value, kind: .iban)
    guard letters.count >= 15 else { return .empty }
    return SanitizedText(sanitizing: "\(letters.prefix(2))•• •••• \(letters.suffix(count))")
  }

  private static func initials(_ value: String) -> SanitizedText {
    let words: [Substring] = value.split { $0.isWhitespace }
    let shown = words.prefix(3).compactMap { word in
      word.count >= 2 ? word.first.map { "\($0)•••" } : nil
    }
    return SanitizedText(sanitizing: shown.joined(separator: " "))
  }

  /// Whose secret it is, and nothing of the path.
  private static func host(_ value: String) -> SanitizedText {
    guard let scheme = value.firstRange(of: "://") else { return .empty }
    let rest = value[scheme.upperBound...].prefix { !"/?#".contains($0) }
    let host = rest.split(separator: "@").last ?? ""
    return SanitizedText(sanitizing: "\(host)/•••")
  }

  /// A short card would show too few dots: it shows its last four like any other.
  private static func card(_ value: String) -> SanitizedText {
    let digits = Normalizer.normalize(value, kind: .card)
    guard digits.count >= 15 else { return tail(value, kind: .card, count: 4) }
    return SanitizedText(sanitizing: "\(digits.prefix(6))•••• \(digits.suffix(4))")
  }

  private static func tail(_ value: String, kind: IdentifierKind, count: Int) -> SanitizedText {
    let (least, dots): (Int, SanitizedText) =
      switch kind {
      case .card: (12, "•••• ")
      case .phone: (7, "••• ••")
      case .iban: (15, "•••• ")
      case .bankAccount: (8, "••• ")
      default: (4, "••• ")
      }
    // Groups and marks do not count: a hint is of letters and digits.
    let characters = characters(of: value, kind: kind)
    guard characters.count >= max(least, 3 * count) else { return .empty }
    return dots + SanitizedText(sanitizing: String(characters.suffix(count)))
  }

  private static func characters(of value: String, kind: IdentifierKind) -> String {
    switch kind {
    case .card, .phone, .bankAccount: Normalizer.normalize(value, kind: .card)
    default: Normalizer.normalize(value, kind: .iban)
    }
  }
}
