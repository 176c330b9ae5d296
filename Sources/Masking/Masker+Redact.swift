import Text

extension Masker {
  /// Masks a text that belongs to no customer, such as a rule's template or a help article.
  ///
  /// There is no vault to seal into, so an identifier is blacked out for good. Placeholders keep
  /// their meaning in composed text.
  public func redact(_ text: consuming UnmaskedText) -> MaskedText {
    MaskedText(
      segments: text.pieces(knownTo: [], rules: rules).map { piece in
        guard case .text(let words) = piece else { return piece }
        return .text(redact(words))
      })
  }

  private func redact(_ words: SanitizedText) -> SanitizedText {
    words.cut(at: detect(in: words)).reduce(.empty) { redacted, cut in
      switch cut {
      case .words(let between): redacted + between
      case .value: redacted + "•••"
      }
    }
  }
}
