import Text

extension Masker {
  /// Masks a text whose values nobody will need again, such as an example of a rule.
  ///
  /// Tokens are numbered within the text, the same value the same token, and the values are gone.
  /// Placeholders keep their meaning in composed text.
  public func maskForgetting(_ text: consuming UnmaskedText) -> MaskedText {
    var tokens = TokenCounter()
    return MaskedText(
      segments: text.pieces(knownTo: [], rules: rules).flatMap { piece -> [MaskedText.Segment] in
        guard case .text(let words) = piece else { return [piece] }
        return words.cut(at: detect(in: words)).map { cut in
          switch cut {
          case .words(let between): .text(between)
          case .value(let value, let detection):
            .token(tokens.token(for: String(value), kind: detection.kind))
          }
        }
      })
  }
}

/// Numbers values as a vault does, and forgets them.
struct TokenCounter {
  private var ordinals: [IdentifierKind: [String: Int]] = [:]

  mutating func token(for value: String, kind: IdentifierKind) -> Token {
    let normalized = Normalizer.normalize(value, kind: kind)
    let next = (ordinals[kind]?.count ?? 0) + 1
    let ordinal = ordinals[kind]?[normalized] ?? next
    ordinals[kind, default: [:]][normalized] = ordinal
    return Token(kind: kind, ordinal: ordinal)
  }
}
