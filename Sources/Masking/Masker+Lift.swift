public import Sealing
import Text

/// Proof that somebody holds the very value of an identifier, and says that it identifies nobody:
/// the one way from a token back to words.
///
/// Whoever has the value has opened it, and so has a receipt behind them.
public struct LiftedMask: Sendable {
  /// What stood for it.
  public let token: Token
  /// Names the identifier.
  public let lookupCode: LookupCode
  /// Names the value, whatever names the identifier: by this it is known again in other texts.
  public let valueCode: LookupCode
  private let words: SanitizedText

  /// - Throws: `notAuthentic` where the value is another than the identifier's.
  public init<R: Realm>(
    of identifier: SealedIdentifier<R>, showing value: Span<UInt8>, lookup: LookupKey<R>
  ) throws(SealingError) {
    words = SanitizedText(sanitizing: value.indices.map { value[$0] })
    valueCode = lookup.code(for: words.string, kind: identifier.token.kind)
    guard identifier.value.isProtected || valueCode == identifier.lookupCode else {
      throw .notAuthentic
    }
    token = identifier.token
    lookupCode = identifier.lookupCode
  }

  /// The texts with words in the token's place; the vault gives the token to nothing else.
  public func restored<R: Realm>(
    in texts: [MaskedText], of vault: inout IdentifierVault<R>
  ) -> [MaskedText] {
    vault.lift(lookupCode)
    return texts.map { text in
      MaskedText(
        segments: text.segments.map { $0 == .token(token) ? .text(words) : $0 })
    }
  }
}
