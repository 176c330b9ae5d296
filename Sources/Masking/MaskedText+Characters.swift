public import Text

// Places in a masked text, in characters: words as they were written, tokens and placeholders by
// their screen form.
extension MaskedText {
  /// Where words stand: between the tokens.
  public var rangesOfWords: [Range<Int>] {
    var start = 0
    return segments.compactMap { segment in
      defer { start += segment.characterCount }
      guard case .text = segment else { return nil }
      return start..<start + segment.characterCount
    }
  }

  /// The words in a range of characters; `nil` where a token or placeholder reaches into it.
  public func words(in range: Range<Int>) -> SanitizedText? {
    var start = 0
    for segment in segments {
      let end = start + segment.characterCount
      if case .text(let words) = segment, range.lowerBound >= start, range.upperBound <= end {
        let characters = words.string.dropFirst(range.lowerBound - start).prefix(range.count)
        return SanitizedText(characters, of: words)
      }
      start = end
    }
    return nil
  }
}

extension MaskedText.Segment {
  fileprivate var characterCount: Int {
    switch self {
    case .text(let words): words.string.count
    case .token(let token): token.screenForm.string.count
    case .placeholder(let placeholder): placeholder.screenForm.string.count
    }
  }
}
