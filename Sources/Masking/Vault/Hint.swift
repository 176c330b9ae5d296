import Text

/// What may be seen of a value without escalation.
///
/// A card shows at most its last four digits (PCI DSS 4.0, 3.4.1), a secret shows nothing, and what
/// is so short that a part would give it away shows nothing either.
enum Hint {
  static func hint(for value: String, kind: IdentifierKind) -> SanitizedText {
    switch kind {
    case .email: email(value)
    case .phone: phone(value)
    case .card: digitsTail(value, count: 4, least: 12, prefix: "•••• ")
    case .bankAccount: digitsTail(value, count: 2, least: 8, prefix: "••• ")
    case .iban: iban(value)
    case .person: initials(value)
    case .url: host(value)
    default: .empty
    }
  }

  private static func email(_ value: String) -> SanitizedText {
    let parts = Normalizer.normalize(value, kind: .email).split(separator: "@", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 2, let first = parts[0].first,
      let dot = parts[1].lastIndex(of: "."), parts[1][..<dot].count >= 2, let host = parts[1].first
    else { return .empty }
    return SanitizedText(sanitizing: "\(first)•••@\(host)•••\(parts[1][dot...])")
  }

  private static func phone(_ value: String) -> SanitizedText {
    let plain = Folder.fold(Array(value.utf8)).bytes.drop(while: Byte.isSpace)
    let digits = Normalizer.normalize(value, kind: .phone)
    let isInternational = plain.starts(with: "+".utf8) || plain.starts(with: "00".utf8)
    if isInternational,
      let country = NumberingPlan.countryCode(digits.utf8.map { $0 - 0x30 }[...])
    {
      return digitsTail(value, count: 2, least: 8, prefix: "+\(country) ••• ••")
    }
    return digitsTail(value, count: 2, least: 7, prefix: "••• ••")
  }

  private static func iban(_ value: String) -> SanitizedText {
    let letters = Normalizer.normalize(value, kind: .iban)
    guard letters.count >= 15 else { return .empty }
    return SanitizedText(sanitizing: "\(letters.prefix(2))•• •••• \(letters.suffix(4))")
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

  private static func digitsTail(
    _ value: String, count: Int, least: Int, prefix: SanitizedText
  ) -> SanitizedText {
    let digits = Normalizer.normalize(value, kind: .card)
    guard digits.count >= least else { return .empty }
    return prefix + SanitizedText(sanitizing: String(digits.suffix(count)))
  }
}
