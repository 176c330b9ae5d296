package import Masking
package import Sealing
package import Text
package import Tickets

/// A customer with known identifiers, and masked text that mentions them.
package struct FixtureCustomer: Sendable {
  package let id: CustomerID
  package let nameHint: SanitizedText
  package private(set) var identifiers: [IdentifierSummary] = []
  /// The values in clear: canaries that no frame may show unless they were revealed.
  package private(set) var values: [Token: String] = [:]
  private var vault: IdentifierVault<Practice>

  package init(_ number: Int64, nameHint: SanitizedText) {
    id = CustomerID(rawValue: number)
    self.nameHint = nameHint
    vault = IdentifierVault(key: .random(for: CustomerID(rawValue: number)), lookup: .ephemeral())
  }

  @discardableResult
  package mutating func add(
    _ value: String, _ kind: IdentifierKind, hint: SanitizedText, isProfile: Bool = false,
    under policy: EscalationPolicy = .standard
  ) -> Token {
    let mentioned = isProfile ? nil : mentionedToken(value, kind)
    guard let token = mentioned ?? ownToken(value, kind) else {
      preconditionFailure("a fresh practice key seals")
    }
    identifiers.append(
      IdentifierSummary(
        token: token, hint: hint, isProfile: isProfile,
        escalation: policy.escalation(for: kind, as: .agent), reason: reason(of: token)))
    values[token] = value
    return token
  }

  private mutating func ownToken(_ value: String, _ kind: IdentifierKind) -> Token? {
    let text = UnmaskedText(received: SanitizedText(sanitizing: value))
    return try? vault.addProfile(text, kind: kind)
  }

  private mutating func mentionedToken(_ value: String, _ kind: IdentifierKind) -> Token? {
    let text = UnmaskedText(received: SanitizedText(sanitizing: value))
    let tokens = try? Masker().mask(text, into: &vault).tokens
    return tokens?.first { $0.kind == kind }
  }

  /// As the masker gives it where the value stands in a text.
  private func reason(of token: Token) -> MaskReason? {
    vault.identifiers.first { $0.token == token }?.reason
  }

  /// Masks text with tokens (`‹card 1›`) and placeholders in it.
  package func text(_ composed: SanitizedText) -> MaskedText {
    var vault = self.vault
    guard let text = try? Masker().mask(UnmaskedText(composed: composed), into: &vault) else {
      preconditionFailure("a fresh practice key seals")
    }
    return text
  }

  package func requester(ticketCount: Int) -> Requester {
    Requester(id: id, nameHint: nameHint, identifiers: identifiers, ticketCount: ticketCount)
  }
}
