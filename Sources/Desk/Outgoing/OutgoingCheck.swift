import Masking
import Sealing
import Text
import Tickets

/// Looks at a reply before it leaves, and fails closed.
///
/// A card number or secret typed in clear, another customer's identifier and an unresolved
/// placeholder never leave. An identifier that did not come from this customer, in clear or as a
/// token, and a copy to somebody else leave with a reason.
struct OutgoingCheck<R: Realm>: Sendable {
  let masker: Masker
  let policy: EscalationPolicy
  let role: Role
  /// The customer's identifiers, with those that this reply brings in.
  let vault: IdentifierVault<R>
  let values: PlaceholderValues<R>
  /// What the customer told us: their profile, and what they wrote in this ticket.
  let given: Set<Token>
  /// Codes of the customer's vault that are in another customer's profile.
  let ownedByOthers: Set<LookupCode>

  /// What is found in a composition, which is `body` when masked.
  func findings(
    of composition: Composition, body: MaskedText, lookup: LookupKey<R>
  ) -> [OutgoingFinding] {
    findings(
      typed: composition.text, body: body, copies: composition.copies, lookup: lookup)
  }

  /// What is found in the composer's text, `typed`, which is `body` when masked.
  func findings(
    typed: SanitizedText, body: MaskedText, copies: [SanitizedText], lookup: LookupKey<R>
  ) -> [OutgoingFinding] {
    var findings: [OutgoingFinding] = values.unresolved(in: body).map {
      .block("\($0.screenForm) has no value yet")
    }
    findings += unknownTokens(in: typed)
    findings += typedValues(in: typed, lookup: lookup)
    findings += body.tokens.filter { typed.string.contains($0.screenForm.string) }
      .compactMap(finding(for:))
    findings += copied(body, to: copies)
    return findings
  }

  /// What looks like a token and is none of this customer's: it would leave as it stands.
  private func unknownTokens(in typed: SanitizedText) -> [OutgoingFinding] {
    let known = Set(vault.identifiers.map(\.token.screenForm.string))
    return typed.string.split(separator: "‹", omittingEmptySubsequences: false).dropFirst()
      .compactMap { rest -> OutgoingFinding? in
        guard let end = rest.firstIndex(of: "›") else { return nil }
        let token = "‹\(rest[..<end])›"
        return known.contains(token)
          ? nil : .block("\(SanitizedText(sanitizing: token)) is not of this customer")
      }
  }

  private func typedValues(
    in typed: SanitizedText, lookup: LookupKey<R>
  ) -> [OutgoingFinding] {
    let (codes, _) = masker.lookUp(UnmaskedText(received: typed), with: lookup)
    let known = Dictionary(
      vault.identifiers.map { ($0.lookupCode, $0) }, uniquingKeysWith: { first, _ in first })
    return codes.compactMap { kind, code -> OutgoingFinding? in
      guard policy.mayLeave(kind) else {
        return .block("a \(kind.word) stands in clear; replies never carry one")
      }
      // Everybody is greeted by a part of their name, and two may share it.
      guard kind != .person else { return nil }
      return finding(kind.word, given: known[code].map { given.contains($0.token) }, code: code)
    }
  }

  private func finding(for token: Token) -> OutgoingFinding? {
    guard let identifier = vault.identifiers.first(where: { $0.token == token }) else { return nil }
    guard policy.mayLeave(token.kind) else {
      return OutgoingFinding(
        severity: .inform, explanation: "\(token.screenForm) leaves as \(identifier.shownInReply)")
    }
    return finding(
      token.screenForm, given: given.contains(token), code: identifier.lookupCode)
  }

  private func finding(
    _ name: SanitizedText, given: Bool?, code: LookupCode
  ) -> OutgoingFinding? {
    if given == true { return nil }
    return ownedByOthers.contains(code)
      ? .block("\(name) belongs to another customer")
      : .confirm("\(name) did not come from this customer")
  }

  private func copied(_ body: MaskedText, to copies: [SanitizedText]) -> [OutgoingFinding] {
    let wrong = copies.filter { Recipient($0, in: vault, masker: masker) == nil }
    guard wrong.isEmpty else {
      return wrong.map { _ in .block("a copy goes to no e-mail address") }
    }
    guard hasStranger(among: copies) else { return [] }
    let leaving = self.leaving(with: body)
    guard !leaving.isEmpty else { return [] }
    let closed = leaving.filter { policy.escalation(for: $0.token.kind, as: role) != .selfService }
    guard closed.isEmpty else {
      return closed.map {
        .block("\($0.token.screenForm) takes a supervisor: nobody on CC may read it")
      }
    }
    return [.confirm("people on CC would read this customer's identifiers: that is a reveal")]
  }

  /// What would be read by somebody who is not its owner: all that leaves in clear where a copy goes
  /// to somebody else, and what did not come from this customer in any case.
  func disclosed(
    in body: MaskedText, copies: [SanitizedText]
  ) -> [SealedIdentifier<R>] {
    let leaving = leaving(with: body)
    return hasStranger(among: copies)
      ? leaving : leaving.filter { !given.contains($0.token) }
  }

  /// What stands in clear in the mail.
  private func leaving(with body: MaskedText) -> [SealedIdentifier<R>] {
    var tokens = Set(body.tokens)
    for placeholder in body.placeholders {
      if case .identifier(let token, _)? = values.value(of: placeholder) { tokens.insert(token) }
    }
    return vault.identifiers.filter { tokens.contains($0.token) && policy.mayLeave($0.token.kind) }
  }

  /// Whether a copy goes elsewhere than to another address that the customer goes by.
  private func hasStranger(among copies: [SanitizedText]) -> Bool {
    copies.contains { copy in
      guard case .known(let token)? = Recipient(copy, in: vault, masker: masker) else {
        return true
      }
      return !vault.identifiers.contains { $0.token == token && $0.isProfile }
    }
  }
}

/// Whom a copy goes to, as an agent wrote it.
enum Recipient: Hashable {
  case known(Token)
  case address(SanitizedText)

  /// `nil` for what is neither one of the customer's e-mail tokens nor an e-mail address.
  init?<R: Realm>(_ written: SanitizedText, in vault: IdentifierVault<R>, masker: Masker) {
    let identifiers = vault.identifiers
    if let known = identifiers.first(where: { $0.token.screenForm == written })?.token {
      guard known.kind == .email else { return nil }
      self = .known(known)
      return
    }
    let found = masker.detect(in: written)
    guard found.count == 1, let only = found.first, only.kind == .email,
      only.range == 0..<written.string.utf8.count
    else { return nil }
    self = .address(written)
  }
}

extension OutgoingFinding {
  static func block(_ explanation: SanitizedText) -> OutgoingFinding {
    OutgoingFinding(severity: .block, explanation: explanation)
  }

  static func confirm(_ explanation: SanitizedText) -> OutgoingFinding {
    OutgoingFinding(severity: .confirm, explanation: explanation)
  }
}
