package import Text

/// What the part behind `+` in our address asks for: a queue by its name, or a ticket.
package enum DeliveryExtension: Hashable, Sendable {
  /// `support+billing@`.
  case queue(SanitizedText)
  /// `support+1042-k7q@`; still to be checked by a `ThreadMatcher`.
  case ticket(ThreadTag)

  /// Reads the mail system's `EXTENSION`; `nil` for what is neither.
  package init?(environmentValue value: String) {
    if let tag = ThreadTag(value) {
      self = .ticket(tag)
      return
    }
    guard (1...40).contains(value.utf8.count), value.utf8.first?.isLetter == true,
      value.utf8.allSatisfy({ $0.isLetter || $0.isDigit || "-_.".utf8.contains($0) }),
      value.utf8.count(where: \.isDigit) <= 4
    else { return nil }
    self = .queue(SanitizedText(sanitizing: value.lowercased()))
  }
}
