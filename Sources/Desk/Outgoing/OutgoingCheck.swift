package import Masking
package import Sealing
package import Text
package import Tickets

/// Looks at a reply before it leaves, and fails closed.
///
/// A value typed in clear, a secret, another customer's identifier or an unresolved placeholder
/// never leaves; contact details that this customer did not give leave with a reason.
package struct OutgoingCheck<R: Realm>: Sendable {
  package let masker: Masker
  package let lookupKey: LookupKey<R>
  package let policy: EscalationPolicy

  package init(masker: Masker, lookupKey: LookupKey<R>, policy: EscalationPolicy) {
    self.masker = masker
    self.lookupKey = lookupKey
    self.policy = policy
  }

  /// Kinds that no reply repeats in clear, whoever typed them.
  static var unsendable: Set<IdentifierKind> {
    [.card, .cardVerification, .iban, .password, .oneTimeCode, .apiKey, .passport, .bankAccount]
  }

  /// What speaks against sending.
  ///
  /// `typed` is the composer's text and `body` the same, masked. `ownedByOthers` are codes that belong
  /// to other customers only.
  package func findings(
    typed: SanitizedText, body: MaskedText, copies: [SanitizedText],
    vault: IdentifierVault<R>, values: PlaceholderValues<R>, ownedByOthers: Set<LookupCode>
  ) -> [OutgoingFinding] {
    placeholders(in: body, values: values)
      + typedValues(in: typed, vault: vault, ownedByOthers: ownedByOthers)
      + tokens(in: body, vault: vault)
      + copied(body, to: copies)
  }

  private func placeholders(
    in body: MaskedText, values: PlaceholderValues<R>
  ) -> [OutgoingFinding] {
    values.unresolved(in: body).map {
      OutgoingFinding(severity: .block, explanation: "\($0.screenForm) has no value yet")
    }
  }

  private func typedValues(
    in typed: SanitizedText, vault: IdentifierVault<R>, ownedByOthers: Set<LookupCode>
  ) -> [OutgoingFinding] {
    let (codes, _) = masker.lookUp(UnmaskedText(received: typed), with: lookupKey)
    let known = Dictionary(
      vault.identifiers.map { ($0.lookupCode, $0) }, uniquingKeysWith: { first, _ in first })
    return codes.compactMap { kind, code in
      if Self.unsendable.contains(kind) {
        return OutgoingFinding(
          severity: .block, explanation: "a \(kind.word) stands in clear; replies never carry one")
      }
      if let identifier = known[code], !vault.changed.contains(identifier) { return nil }
      if ownedByOthers.contains(code) {
        return OutgoingFinding(
          severity: .block, explanation: "this \(kind.word) belongs to another customer")
      }
      return OutgoingFinding(
        severity: .confirm, explanation: "this \(kind.word) did not come from this customer")
    }
  }

  private func tokens(in body: MaskedText, vault: IdentifierVault<R>) -> [OutgoingFinding] {
    body.tokens.compactMap { token in
      guard vault.contains(token) else {
        return OutgoingFinding(
          severity: .block, explanation: "\(token.screenForm) is not of this customer")
      }
      guard Self.unsendable.contains(token.kind) || policy.escalation(for: token.kind) == .never
      else { return nil }
      return OutgoingFinding(
        severity: .block,
        explanation: "\(token.screenForm) would be sent in clear; mention it by its last digits")
    }
  }

  private func copied(_ body: MaskedText, to copies: [SanitizedText]) -> [OutgoingFinding] {
    guard !copies.isEmpty, !body.tokens.isEmpty || !body.placeholders.isEmpty else { return [] }
    return [
      OutgoingFinding(
        severity: .confirm,
        explanation: "people on CC would read this customer's identifiers: that is a reveal")
    ]
  }
}
