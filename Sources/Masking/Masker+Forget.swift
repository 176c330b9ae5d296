import Text

extension Masker {
  /// Masks a text whose values nobody will need again, such as an example of a rule.
  ///
  /// Tokens are numbered within the text, the same value the same token, and the values are gone.
  /// Placeholders keep their meaning in composed text.
  public func maskForgetting(_ text: consuming UnmaskedText) -> MaskedText {
    var seen: [IdentifierKind: [Substring: Int]] = [:]
    return MaskedText(
      segments: text.pieces(knownTo: []).flatMap { piece -> [MaskedText.Segment] in
        guard case .text(let words) = piece else { return [piece] }
        return maskForgetting(words, seen: &seen)
      })
  }

  private func maskForgetting(
    _ words: SanitizedText, seen: inout [IdentifierKind: [Substring: Int]]
  ) -> [MaskedText.Segment] {
    let utf8 = words.string.utf8
    var segments: [MaskedText.Segment] = []
    var position = utf8.startIndex
    for detection in detect(in: words) {
      let start = utf8.index(utf8.startIndex, offsetBy: detection.range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: detection.range.upperBound)
      segments.append(.text(SanitizedText(words.string[position..<start], of: words)))
      let next = (seen[detection.kind]?.count ?? 0) + 1
      let ordinal = seen[detection.kind]?[words.string[start..<end]] ?? next
      seen[detection.kind, default: [:]][words.string[start..<end]] = ordinal
      segments.append(.token(Token(kind: detection.kind, ordinal: ordinal)))
      position = end
    }
    segments.append(.text(SanitizedText(words.string[position...], of: words)))
    return segments
  }
}
