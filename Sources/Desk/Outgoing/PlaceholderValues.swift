package import Masking
package import Sealing
package import Text
package import Tickets

/// What the placeholders of a reply stand for.
///
/// Words are filled in at once; a customer's identifier stays a token until the reply is handed over.
package struct PlaceholderValues<R: Realm>: Sendable {
  /// What a placeholder stands for.
  package enum Value: Hashable, Sendable {
    case words(SanitizedText)
    case identifier(Token, Part)
  }

  private let values: [PlaceholderName: Value]
  private let masker: Masker

  /// Where somebody goes by several names or addresses, the first that was known counts.
  package init(
    ticket: Ticket, session: DeskSession, identifiers: [SealedIdentifier<R>],
    masker: Masker = Masker()
  ) {
    self.masker = masker
    var values: [PlaceholderName: Value] = [
      .agentName: .words(session.user.name),
      .workspaceName: .words(session.workspaceName),
      .ticketNumber: .words("#\(ticket.id.rawValue)"),
    ]
    func profile(_ kind: IdentifierKind) -> Token? {
      identifiers.first { $0.isProfile && $0.token.kind == kind }?.token
    }
    if let name = profile(.person) {
      values[.customerName] = .identifier(name, .whole)
      values[.customerFirstName] = .identifier(name, .givenName)
    }
    if let email = profile(.email) { values[.customerEmail] = .identifier(email, .whole) }
    if let phone = profile(.phone) { values[.customerPhone] = .identifier(phone, .whole) }
    self.values = values
  }

  /// What this placeholder stands for; `nil` where nobody knows.
  package func value(of placeholder: Placeholder) -> Value? {
    PlaceholderName(rawValue: placeholder.name).flatMap { values[$0] }
  }

  /// What the assistant may fill in at once: the words, never an identifier.
  package var facts: [String: MaskedText] {
    values.reduce(into: [:]) { facts, entry in
      guard case .words(let words) = entry.value else { return }
      facts[entry.key.rawValue] = masker.redact(UnmaskedText(received: words))
    }
  }

  /// The placeholders of a text that nothing is known for and that have no words to fall back on.
  package func unresolved(in text: MaskedText) -> [Placeholder] {
    text.placeholders.filter { placeholder in
      value(of: placeholder) == nil && (placeholder.isRequired || placeholder.fallback == nil)
    }
  }

  /// The text with words filled in and identifiers as tokens: how the customer will read it, masked.
  package func fill(_ text: MaskedText) -> MaskedText {
    text.filling { placeholder in
      switch value(of: placeholder) {
      case .words(let words): masker.redact(UnmaskedText(received: words))
      case .identifier(let token, _): MaskedText(token)
      case nil:
        placeholder.fallback.map { fallback in
          masker.redact(UnmaskedText(received: SanitizedText(sanitizing: fallback)))
        }
      }
    }
  }
}
