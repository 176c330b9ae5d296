import Text

/// Finds identifiers in sanitised text.
enum Recognition {
  /// Beyond this a text is sealed whole, unread: 16 MB, far more than any message of words.
  static let limitByteCount = 16 << 20

  /// Disjoint, sorted, on scalar boundaries, longest and most certain first.
  static func detect(
    in text: SanitizedText, locale: String?, profile: [ProfileFact],
    rules: PolicyRules = .standard, index: RecogniserIndex = .builtIn
  ) -> [Detection] {
    var source = text.string
    return source.withUTF8 { buffer in
      guard buffer.count <= limitByteCount else {
        return [
          Detection(
            range: 0..<buffer.count, kind: .unexamined, certainty: 1,
            reason: "too long to be examined")
        ]
      }
      return examining(buffer, region: Region.code(of: locale), rules: rules, index: index) {
        examination in
        rules.apply(to: &examination)
        let known = rules.masked(profile)
        if !known.isEmpty {
          TextBytes.reading(buffer) { ProfileMatcher(known).examine(&examination, source: $0) }
        }
        let found = settled(examination)
        if examination.folded.isIdentity { return found }
        return TextBytes.reading(buffer) { withMarks(of: found, in: $0) }
      }
    }
  }

  /// The same finds with the marks of their last characters, which folding leaves out: the stroke
  /// through a digit, the frame of a keycap.
  private static func withMarks(of found: [Detection], in source: TextBytes) -> [Detection] {
    found.indices.map { place in
      let detection = found[place]
      let limit = place + 1 < found.count ? found[place + 1].range.lowerBound : source.count
      var end = detection.range.upperBound
      while end < limit, let width = Folder.markWidth(in: source, at: end) { end += width }
      return detection.reaching(min(end, limit))
    }
  }

  /// Folds a text, runs every recogniser over it, and hands over what they found.
  static func examining<Result>(
    _ source: UnsafeBufferPointer<UInt8>, region: String?, rules: PolicyRules? = nil,
    index: RecogniserIndex = .builtIn,
    _ body: (inout Examination) -> Result
  ) -> Result {
    TextBytes.reading(source) { source in
      let folded = Folder.fold(source)
      return folded.reading(source) { bytes in
        var examination = Examination(bytes, of: folded, region: region, rules: rules)
        examination.visits += source.count
        examination.run(index)
        examination.repeatIntroducedNames()
        return body(&examination)
      }
    }
  }
}

/// The country of a locale's name.
enum Region {
  static func code(of locale: String?) -> String? {
    guard let locale,
      let part = locale.split(whereSeparator: { $0 == "_" || $0 == "-" }).dropFirst().last,
      part.count == 2
    else { return nil }
    return part.uppercased()
  }
}
