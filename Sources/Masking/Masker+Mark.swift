public import Sealing
public import Text

extension Masker {
  /// What selected words most likely are; `nil` where no recogniser would know them even with a label
  /// before them.
  public func kind(of words: SanitizedText) -> IdentifierKind? {
    let hasCapital = words.string.contains(where: \.isUppercase)
    for (label, kind) in Self.labels where kind != .person || hasCapital {
      let whole = label + words
      let found = detect(in: whole).last { $0.range.upperBound == whole.string.utf8.count }
      guard let found, found.range.lowerBound <= label.string.utf8.count else { continue }
      if kind == nil || found.kind == kind { return found.kind }
    }
    return nil
  }

  /// Without a label first; then by labels, from the kind with the strictest form to the loosest.
  private static let labels: [(label: SanitizedText, kind: IdentifierKind?)] = [
    ("", nil), ("IBAN: ", .iban), ("card number: ", .card), ("date of birth: ", .dateOfBirth),
    ("phone: ", .phone), ("account number: ", .bankAccount), ("customer number: ", .customerID),
    ("address: ", .address), ("My name is ", .person),
  ]

  /// Seals words that were missed, wherever they stand in texts of the vault's customer, and learns
  /// them: from now on they are masked in every text of theirs, exactly and leniently.
  ///
  /// Values of fewer than four letters and digits are sealed here and not learned by pattern-free
  /// matching, which would find them everywhere.
  public func mark<R: Realm>(
    _ words: SanitizedText, as kind: IdentifierKind, in texts: [MaskedText],
    into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> [MaskedText] {
    let shape = policy.hint(for: kind)
    _ = try vault.add(words.string, kind: kind, as: .marked, because: .marked, showing: shape)
    let mark = Mark(words, kind: kind)
    let isWordSomewhere = texts.contains { mark.stands(in: $0, asWord: true) }
    var marked: [MaskedText] = []
    marked.reserveCapacity(texts.count)
    for text in texts {
      marked.append(try mark.sealed(in: text, asWord: isWordSomewhere, into: &vault, by: self))
    }
    return marked
  }
}

/// Words that an agent marked, and how they are found in texts.
private struct Mark {
  private let value: [UInt8]
  private let kind: IdentifierKind
  private let matcher: ProfileMatcher

  init(_ words: SanitizedText, kind: IdentifierKind) {
    value = Array(words.string.utf8)
    self.kind = kind
    matcher = ProfileMatcher([ProfileFact(kind: kind, value: words.string)])
  }

  /// `asWord`: whether it has to stand by itself, and not within a longer word.
  func stands(in text: MaskedText, asWord: Bool) -> Bool {
    text.segments.contains { segment in
      guard case .text(let words) = segment else { return false }
      return !places(in: words, asWord: asWord).isEmpty
    }
  }

  func sealed<R: Realm>(
    in text: MaskedText, asWord: Bool, into vault: inout IdentifierVault<R>, by masker: Masker
  ) throws(SealingError) -> MaskedText {
    var segments: [MaskedText.Segment] = []
    for segment in text.segments {
      guard case .text(let words) = segment else {
        segments.append(segment)
        continue
      }
      for cut in words.cut(at: detections(in: words, asWord: asWord)) {
        switch cut {
        case .words(let between): segments.append(.text(between))
        case .value(let found, let detection):
          segments.append(
            .token(
              try vault.token(
                for: String(found), kind: detection.kind, because: .marked,
                showing: masker.policy.hint(for: detection.kind))))
        }
      }
    }
    return MaskedText(segments: segments)
  }

  /// The exact places, and others where it is written in another way.
  private func detections(in words: SanitizedText, asWord: Bool) -> [Detection] {
    let exact = places(in: words, asWord: asWord)
    let lenient = otherSpellings(in: words).filter { found in
      !exact.contains { $0.overlaps(found.range) }
    }
    let marks = exact.map { Detection(range: $0, kind: kind, certainty: 1, evidence: "") }
    return (marks + lenient).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func otherSpellings(in words: SanitizedText) -> [Detection] {
    TextBytes.reading(Array(words.string.utf8)) { source in
      let folded = Folder.fold(source)
      return folded.reading(source) { bytes in
        var examination = Examination(bytes, of: folded, region: nil)
        matcher.examine(&examination, source: source)
        return Recognition.settled(examination)
      }
    }
  }

  private func places(in words: SanitizedText, asWord: Bool) -> [Range<Int>] {
    let bytes = Array(words.string.utf8)
    var places: [Range<Int>] = []
    var start = 0
    while let match = ProfileMatcher.firstMatch(of: value, in: bytes, from: start) {
      let place = match..<match + value.count
      let isWord = !asWord || words.isWord(place)
      if isWord { places.append(place) }
      start = isWord ? place.upperBound : match + 1
    }
    return places
  }
}

extension SanitizedText {
  /// Whether a range of UTF-8 is no part of a longer word; scripts without blanks have none.
  fileprivate func isWord(_ range: Range<Int>) -> Bool {
    let scalars = string.unicodeScalars
    let start = string.utf8.index(string.utf8.startIndex, offsetBy: range.lowerBound)
    let end = string.utf8.index(start, offsetBy: range.count)
    func joins(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x2E80
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
    let before = start > scalars.startIndex ? scalars[scalars.index(before: start)] : nil
    let after = end < scalars.endIndex ? scalars[end] : nil
    return before.map(joins) != true && after.map(joins) != true
  }
}
