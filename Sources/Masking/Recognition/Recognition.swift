import Text

/// Finds identifiers in sanitised text.
enum Recognition {
  /// Beyond this a text is sealed whole, unread: 16 MB, far more than any message of words.
  static let limitByteCount = 16 << 20

  /// Disjoint, sorted, on scalar boundaries, longest and most certain first.
  static func detect(
    in text: SanitizedText, locale: String?, profile: [ProfileFact]
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
    ProfileMatcher(profile).examine(&examination)
    return settled(examination)
  }

  /// Runs every recogniser over a text.
  static func examine(
    _ bytes: [UInt8], region: String?, index: RecogniserIndex = .builtIn
  ) -> Examination {
    var examination = Examination(Folder.fold(bytes), region: region)
    let scan = Scan(examination.bytes, phrases: index.phrases)
    examination.visits += bytes.count
    run(scan, index, &examination)
    examination.examineEncoded(scan.longTokens)
    examination.repeatIntroducedNames()
    return examination
  }

  static func run(_ scan: Scan, _ index: RecogniserIndex, _ examination: inout Examination) {
    runLabels(scan.labels, index, &examination)
    runChains(scan, index, &examination)
    for (places, recognisers) in [
      (scan.atSigns, index.atSigns), (scan.schemes, index.schemes), (scan.colons, index.colons),
    ] {
      for place in places {
        for recogniser in recognisers { recogniser.examine(&examination, place..<(place + 1)) }
      }
    }
    for token in scan.longTokens {
      for recogniser in index.longTokens { recogniser.examine(&examination, token) }
    }
  }

  /// A label inside a longer one that ends with it says less than the longer one.
  private static func runLabels(
    _ labels: [Scan.Label], _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    var reach = 0
    for label in labels {
      if label.range.upperBound <= reach { continue }
      reach = label.range.upperBound
      for recogniser in index.byPhrase[label.phrase] {
        recogniser.examine(&examination, label.range)
      }
    }
  }

  private static func runChains(
    _ scan: Scan, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    var reach = 0
    for start in scan.digits {
      if start >= reach {
        let first = examination.chainStart(before: start)
        examination.chain = DigitChain(in: examination.bytes, at: first)
        reach = examination.chain.ends.last ?? start + 1
        examination.visits += reach - first
        for recogniser in index.digits where recogniser.readsChains {
          recogniser.examine(&examination, start..<(start + 1))
        }
      }
      for recogniser in index.digits where !recogniser.readsChains {
        recogniser.examine(&examination, start..<(start + 1))
      }
    }
    reach = 0
    for start in scan.numberWords where start >= reach {
      examination.chain = DigitChain(in: examination.bytes, at: start)
      reach = examination.chain.ends.last ?? start + 1
      guard examination.chain.count >= 7 else { continue }
      for recogniser in index.digits where recogniser.readsChains {
        recogniser.examine(&examination, start..<(start + 1))
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
