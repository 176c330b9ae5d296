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
    var tokens = TokenCounter()
    var segments: [MaskedText.Segment] = []
    var spans: [Span] = []
    var offset = 0
    for cut in text.cut(at: masker.detect(in: text, locale: locale, profile: profile)) {
      switch cut {
      case .words(let words):
        segments.append(.text(words))
        offset += words.string.unicodeScalars.count
      case .value(let value, let detection):
        segments.append(.token(tokens.token(for: String(value), kind: detection.kind)))
        let end = offset + value.unicodeScalars.count
        let source = map.source(of: offset..<end)
        spans.append(
          Span(
            start: source.lowerBound, end: source.upperBound, kind: detection.kind,
            certainty: detection.certainty, evidence: detection.evidence))
        offset = end
      }
    }
    return Outcome(masked: MaskedText(segments: segments).wireForm, spans: spans)
  }
}
