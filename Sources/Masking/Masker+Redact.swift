import Text

extension Masker {
  /// Masks a text that belongs to no customer, such as a rule's template or a help article.
  ///
  /// There is no vault to seal into, so an identifier is blacked out for good. Placeholders keep
  /// their meaning in composed text.
  public func redact(_ text: consuming UnmaskedText) -> MaskedText {
    MaskedText(
      segments: text.pieces(knownTo: []).map { piece in
        guard case .text(let words) = piece else { return piece }
        return .text(redact(words))
      })
  }

  private func redact(_ words: SanitizedText) -> SanitizedText {
    let utf8 = words.string.utf8
    var redacted = SanitizedText.empty
    var position = utf8.startIndex
    for detection in detect(in: words) {
      let start = utf8.index(utf8.startIndex, offsetBy: detection.range.lowerBound)
      redacted += SanitizedText(words.string[position..<start], of: words) + "•••"
      position = utf8.index(utf8.startIndex, offsetBy: detection.range.upperBound)
    }
    return redacted + SanitizedText(words.string[position...], of: words)
  }
}
