/// How well a masker does on texts of which somebody said what is in them.
///
/// A find counts where it has the kind and covers at least half of both spans together, each gold span
/// once. Leaked are the characters of gold spans that nothing covers, whatever it is called; over-masked
/// the covered ones outside of gold and of what is to be ignored.
package struct MaskEvaluation: Sendable {
  /// The counts of one kind, or of all.
  package struct Figures: Hashable, Sendable {
    /// Spans that are there.
    package fileprivate(set) var gold = 0
    /// Spans that the masker found, those on ignored places left out.
    package fileprivate(set) var found = 0
    /// Spans that both agree on.
    package fileprivate(set) var matched = 0
    /// Characters of the spans that are there.
    package fileprivate(set) var characters = 0
    /// Characters of these that stay readable.
    package fileprivate(set) var leaked = 0

    package var precision: Double { Self.ratio(matched, found) }
    package var recall: Double { Self.ratio(matched, gold) }
    package var leakedShare: Double { Self.ratio(leaked, characters) }

    /// Precision and recall in one, a miss weighing four times a false alarm (van Rijsbergen's F, β = 2).
    package var f2: Double {
      let (precision, recall) = (precision, recall)
      return precision + recall == 0 ? 0 : 5 * precision * recall / (4 * precision + recall)
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }

    static func += (sum: inout Figures, other: Figures) {
      sum.gold += other.gold
      sum.found += other.found
      sum.matched += other.matched
      sum.characters += other.characters
      sum.leaked += other.leaked
    }
  }

  /// The least share of common characters at which two spans are the same find.
  private static let leastOverlap = 0.5

  private var byType: [String: Figures] = [:]
  package private(set) var messageCount = 0
  package private(set) var maskedMessageCount = 0
  package private(set) var leakingMessageCount = 0
  /// Characters outside of gold spans.
  package private(set) var otherCharacterCount = 0
  package private(set) var overMaskedCharacterCount = 0

  package init() {}

  /// The figures by kind, the most frequent first.
  package var kinds: [(type: String, figures: Figures)] {
    byType.map { ($0.key, $0.value) }.sorted {
      ($1.figures.gold, $0.type) < ($0.figures.gold, $1.type)
    }
  }

  /// All kinds together, each span counting once.
  package var total: Figures {
    byType.values.reduce(into: Figures()) { $0 += $1 }
  }

  package var overMaskedShare: Double {
    otherCharacterCount == 0
      ? 0 : Double(overMaskedCharacterCount) / Double(otherCharacterCount)
  }

  /// Takes a text of so many scalars: what is there, what does not count either way, what was found.
  ///
  /// All spans lie within the text.
  package mutating func add(
    scalarCount: Int, gold: [LabelledSpan], ignored: [LabelledSpan], found: [LabelledSpan]
  ) {
    let found = Self.unique(found)
    let covered = Self.cover(found, scalarCount)
    countGold(gold, found, covered)
    let matches = Self.matches(gold, found)
    for index in matches.gold { byType[gold[index].type, default: Figures()].matched += 1 }
    for (index, span) in found.enumerated() {
      let touchesOnlyIgnored =
        !matches.found.contains(index) && ignored.contains(where: span.overlaps)
        && !gold.contains(where: span.overlaps)
      if !touchesOnlyIgnored { byType[span.type, default: Figures()].found += 1 }
    }
    countOthers(covered, Self.cover(gold, scalarCount), Self.cover(ignored, scalarCount))
  }

  private mutating func countGold(
    _ gold: [LabelledSpan], _ found: [LabelledSpan], _ covered: [Bool]
  ) {
    var leaks = false
    for span in gold {
      let leaked = covered[span.range].count { !$0 }
      byType[span.type, default: Figures()].gold += 1
      byType[span.type, default: Figures()].characters += span.range.count
      byType[span.type, default: Figures()].leaked += leaked
      leaks = leaks || leaked > 0
    }
    messageCount += 1
    if leaks { leakingMessageCount += 1 }
    if covered.contains(true) { maskedMessageCount += 1 }
  }

  private mutating func countOthers(_ covered: [Bool], _ gold: [Bool], _ ignored: [Bool]) {
    for index in covered.indices where !gold[index] {
      otherCharacterCount += 1
      if covered[index], !ignored[index] { overMaskedCharacterCount += 1 }
    }
  }

  /// Pairs of the same kind, the best overlap first, each span in one pair.
  private static func matches(
    _ gold: [LabelledSpan], _ found: [LabelledSpan]
  ) -> (gold: Set<Int>, found: Set<Int>) {
    var pairs: [(overlap: Double, gold: Int, found: Int)] = []
    for (left, span) in gold.enumerated() {
      for (right, other) in found.enumerated() where span.type == other.type {
        let overlap = span.overlap(with: other)
        if overlap >= leastOverlap { pairs.append((overlap, left, right)) }
      }
    }
    pairs.sort { ($1.overlap, $0.gold, $0.found) < ($0.overlap, $1.gold, $1.found) }
    var taken: (gold: Set<Int>, found: Set<Int>) = ([], [])
    for pair in pairs
    where !taken.gold.contains(pair.gold) && !taken.found.contains(pair.found) {
      taken.gold.insert(pair.gold)
      taken.found.insert(pair.found)
    }
    return taken
  }

  private static func unique(_ spans: [LabelledSpan]) -> [LabelledSpan] {
    var seen: Set<LabelledSpan> = []
    return spans.filter { seen.insert($0).inserted }
  }

  private static func cover(_ spans: [LabelledSpan], _ count: Int) -> [Bool] {
    var covered = [Bool](repeating: false, count: count)
    for span in spans { for index in span.range { covered[index] = true } }
    return covered
  }
}
