import Foundation
import Masking
import Text

/// Finds sections by their words (BM25: Robertson and Zaragoza, 2009).
struct SectionIndex: Sendable {
  private static let saturation: Float = 1.2
  private static let lengthShare: Float = 0.75
  /// A word of the title counts as so many of the text.
  private static let titleWeight: Float = 3
  private static let matchLimit = 20

  /// The number of a stem, by its hash.
  private var terms: [UInt64: Int32] = [:]
  /// Where the sections of a term start in `postings`; one more entry holds the end.
  private var starts: [Int32] = []
  private var postings: [(section: Int32, impact: Float)] = []
  private var rarity: [Float] = []
  private var greatestRarity: Float = 1
  private let sectionCount: Int

  init(_ sections: [ArticleSection]) {
    sectionCount = sections.count
    var counts: [[Int32: Float]] = []
    var lengths: [Float] = []
    for section in sections {
      var weights: [Int32: Float] = [:]
      var length: Float = 0
      let title = Masker().redact(UnmaskedText(received: section.title))
      for (text, weight) in [(title, Self.titleWeight), (section.text, 1)] {
        let words = WordSequence(text, limit: 5_000)
        for word in words.words where !LanguageDetector.isSmall(words.letters[word.letters]) {
          let next = Int32(terms.count)
          let term = terms[Self.hash(words.letters[word.stem])] ?? next
          if term == next { terms[Self.hash(words.letters[word.stem])] = next }
          weights[term, default: 0] += weight
          length += weight
        }
      }
      counts.append(weights)
      lengths.append(length)
    }
    build(counts, lengths)
  }

  private mutating func build(_ counts: [[Int32: Float]], _ lengths: [Float]) {
    var lists = [[(section: Int32, impact: Float)]](repeating: [], count: terms.count)
    let meanLength = max(1, lengths.reduce(0, +) / Float(max(1, lengths.count)))
    for (section, weights) in counts.enumerated() {
      let norm =
        Self.saturation
        * (1 - Self.lengthShare + Self.lengthShare * lengths[section] / meanLength)
      for (term, weight) in weights {
        let impact = weight * (Self.saturation + 1) / (weight + norm)
        lists[Int(term)].append((section: Int32(section), impact: impact))
      }
    }
    for list in lists {
      starts.append(Int32(postings.count))
      let frequency = Float(list.count)
      let weight = log(1 + (Float(sectionCount) - frequency + 0.5) / (frequency + 0.5))
      rarity.append(weight)
      postings += list.map { (section: $0.section, impact: $0.impact * weight) }
    }
    starts.append(Int32(postings.count))
    greatestRarity = rarity.max() ?? 1
  }

  /// A section with words in common.
  struct Match {
    let section: Int
    let confidence: Double
    let words: [Int]
  }

  /// The best matches, best first.
  func search(_ words: WordSequence) -> [Match] {
    var places: [Int32: [Int]] = [:]
    var wanted: Float = 0
    var unknown: Set<UInt64> = []
    for (place, word) in words.words.enumerated()
    where !word.isSign && !LanguageDetector.isSmall(words.letters[word.letters]) {
      let hash = Self.hash(words.letters[word.stem])
      if let term = terms[hash] {
        if places[term] == nil { wanted += rarity[Int(term)] }
        places[term, default: []].append(place)
      } else if unknown.insert(hash).inserted {
        wanted += greatestRarity * 0.5
      }
    }
    guard !places.isEmpty else { return [] }
    let (scores, covered) = reckon(places.keys.sorted())
    let best = scores.indices.filter { scores[$0] > 0 }
      .sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(Self.matchLimit)
    return best.map { section in
      let shared = places.filter { holds(term: $0.key, section: section) }
      return Match(
        section: section,
        confidence: Self.confidence(
          score: scores[section], coverage: covered[section] / max(wanted, 1e-6),
          sharedTerms: shared.count),
        words: shared.values.flatMap(\.self).sorted())
    }
  }

  private func reckon(_ terms: [Int32]) -> (scores: [Float], covered: [Float]) {
    var scores = [Float](repeating: 0, count: sectionCount)
    var covered = [Float](repeating: 0, count: sectionCount)
    for term in terms {
      for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) {
        scores[Int(postings[place].section)] += postings[place].impact
        covered[Int(postings[place].section)] += rarity[Int(term)]
      }
    }
    return (scores, covered)
  }

  private func holds(term: Int32, section: Int) -> Bool {
    (Int(starts[Int(term)])..<Int(starts[Int(term) + 1]))
      .contains { Int(postings[$0].section) == section }
  }

  /// A word in common proves little; most of the text's weight in common proves much.
  private static func confidence(score: Float, coverage: Float, sharedTerms: Int) -> Double {
    let strength = 1 - exp(-Double(score) / 6)
    let breadth = sharedTerms > 1 ? 1 : 0.6
    return min(0.95, Double(coverage).squareRoot() * strength * breadth)
  }

  private static func hash(_ letters: ArraySlice<UInt8>) -> UInt64 {
    letters.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
