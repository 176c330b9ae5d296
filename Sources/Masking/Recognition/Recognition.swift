import Text

/// Finds identifiers in sanitised text.
enum Recognition {
  /// Beyond this a text is sealed whole, unread: 16 MB, far more than any message of words.
  static let limitByteCount = 16 << 20

  /// Disjoint, sorted, on scalar boundaries, longest and most certain first.
  static func detect(
    in text: SanitizedText, locale: String?, profile: [ProfileFact], rules: PolicyRules
  ) -> [Detection] {
    var source = text.string
    let bytes = source.withUTF8 { Array($0) }
    guard bytes.count <= limitByteCount else {
      return [
        Detection(
          range: 0..<bytes.count, kind: .unexamined, certainty: 1,
          evidence: "too long to be examined")
      ]
    }
    var examination = examine(bytes, region: Region.code(of: locale))
    rules.apply(to: &examination)
    ProfileMatcher(rules.masked(profile)).examine(&examination)
    return settled(examination)
  }

  /// Runs every recogniser over a text.
  static func examine(
    _ bytes: [UInt8], region: String?, index: RecogniserIndex = .builtIn
  ) -> Examination {
    var examination = Examination(Folder.fold(bytes), region: region)
    let scan = Scan(examination.bytes, index)
    examination.visits += bytes.count
    run(scan, index, &examination)
    examination.examineEncoded(scan.longTokens)
    examination.repeatIntroducedNames()
    return examination
  }

  /// Runs every recogniser from every place where it may start.
  static func run(_ scan: Scan, _ index: RecogniserIndex, _ examination: inout Examination) {
    runLabels(scan.labels, index, &examination)
    for start in scan.digits {
      for examine in index.digits { examine(&examination, start..<(start + 1)) }
    }
    runChains(from: scan.digits, index.chains, &examination)
    runChains(from: scan.numberWords, index.chains, &examination)
    for place in scan.atSigns {
      for examine in index.atSigns { examine(&examination, place..<(place + 1)) }
    }
    for place in scan.schemes {
      for examine in index.schemes { examine(&examination, place..<(place + 1)) }
    }
    for place in scan.colons {
      for examine in index.colons { examine(&examination, place..<(place + 1)) }
    }
    for token in scan.longTokens {
      for examine in index.longTokens { examine(&examination, token) }
    }
  }

  /// A label inside a longer one says less than the longer one.
  private static func runLabels(
    _ labels: [Scan.Label], _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    var reach = 0
    for label in labels where label.range.upperBound > reach {
      reach = label.range.upperBound
      for examine in index.byPhrase[label.phrase] { examine(&examination, label.range) }
    }
  }

  /// Reads each chain of digits once, and shows it to the recognisers if it is long enough for any.
  private static func runChains(
    from starts: [Int], _ recognisers: [RecogniserIndex.Examine], _ examination: inout Examination
  ) {
    var reach = 0
    for start in starts where start >= reach {
      let first = examination.chainStart(before: start)
      examination.chain.read(in: examination.bytes, at: first)
      reach = max(examination.chain.places.last?.end ?? 0, start + 1)
      examination.visits += reach - first
      guard examination.chain.count >= 7 else { continue }
      for examine in recognisers { examine(&examination, first..<reach) }
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
