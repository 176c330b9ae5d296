import Text

/// Masks text that belongs to no customer and is not kept: what `sealdesk mask` does, and how the
/// quality of the recognisers is measured.
package struct MaskFilter: Sendable {
  /// One identifier, in Unicode scalars of the text as it was given.
  package struct Span: Hashable, Sendable {
    /// Where it starts.
    package let start: Int
    /// Where it ends, exclusively.
    package let end: Int
    /// What it is.
    package let kind: IdentifierKind
    /// 0 to 1.
    package let certainty: Double
    /// Why, in words.
    package let evidence: String
  }

  /// A masked text, and what was masked in it.
  package struct Outcome: Sendable {
    /// The wire form: tokens as `[[EMAIL_1]]`, the same for the same value.
    package let masked: String
    /// Sorted and disjoint.
    package let spans: [Span]
  }

  private let masker: Masker

  package init(masker: Masker = Masker()) {
    self.masker = masker
  }

  /// Masks a text of any origin; terminal controls are removed, and offsets count them.
  package func mask(
    _ raw: String, locale: String? = nil, profile: [ProfileFact] = []
  ) -> Outcome {
    let (text, map) = Sanitizer.sanitizeMapped(raw)
    let detections = masker.detect(in: text, locale: locale, profile: profile)
    let utf8 = text.string.utf8
    var tokens = TokenCounter()
    var segments: [MaskedText.Segment] = []
    var spans: [Span] = []
    var position = utf8.startIndex
    var byteOffset = 0
    var scalarOffset = 0
    for detection in detections {
      let start = utf8.index(position, offsetBy: detection.range.lowerBound - byteOffset)
      let end = utf8.index(start, offsetBy: detection.range.count)
      let words = text.string[position..<start]
      let value = text.string[start..<end]
      segments.append(.text(SanitizedText(words, of: text)))
      segments.append(.token(tokens.token(for: String(value), kind: detection.kind)))
      let first = scalarOffset + words.unicodeScalars.count
      scalarOffset = first + value.unicodeScalars.count
      let source = map.source(of: first..<scalarOffset)
      spans.append(
        Span(
          start: source.lowerBound, end: source.upperBound, kind: detection.kind,
          certainty: detection.certainty, evidence: detection.evidence))
      position = end
      byteOffset = detection.range.upperBound
    }
    segments.append(.text(SanitizedText(text.string[position...], of: text)))
    return Outcome(masked: MaskedText(segments: segments).wireForm, spans: spans)
  }
}

/// Numbers values as a vault does, and forgets them.
private struct TokenCounter {
  private var ordinals: [IdentifierKind: [String: Int]] = [:]

  mutating func token(for value: String, kind: IdentifierKind) -> Token {
    let normalized = Normalizer.normalize(value, kind: kind)
    let next = (ordinals[kind]?.count ?? 0) + 1
    let ordinal = ordinals[kind]?[normalized] ?? next
    ordinals[kind, default: [:]][normalized] = ordinal
    return Token(kind: kind, ordinal: ordinal)
  }
}
