import Masking
import Text

/// Turns places in a sequence of words into runs of the last customer's text.
struct EvidenceBuilder {
  private let situation: Situation
  private let text: MaskedText

  init(_ situation: Situation) {
    self.situation = situation
    text = situation.context.lastCustomerText
  }

  /// Runs in the order of the text; neighbours become one.
  func evidence(at indices: [Int]) -> [Suggestion.Evidence] {
    var runs: [(segment: Int, range: Range<Int>, last: Int)] = []
    for index in Set(indices).sorted() {
      let word = situation.words.words[index]
      guard word.segment != Situation.elsewhere else { continue }
      if let run = runs.last, run.last + 1 == index, run.segment == word.segment,
        !word.source.isEmpty, word.source.lowerBound >= run.range.lowerBound
      {
        let end = max(run.range.upperBound, word.source.upperBound)
        runs[runs.count - 1] = (run.segment, run.range.lowerBound..<end, index)
      } else {
        runs.append((word.segment, word.source, index))
      }
    }
    return runs.compactMap { words(of: $0.segment, $0.range) }
  }

  private func words(of segment: Int, _ range: Range<Int>) -> Suggestion.Evidence? {
    guard text.segments.indices.contains(segment) else { return nil }
    switch text.segments[segment] {
    case .text(let words):
      let utf8 = words.string.utf8
      guard !range.isEmpty, range.upperBound <= utf8.count else { return nil }
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      let end = utf8.index(start, offsetBy: range.count)
      return .init(
        words: SanitizedText(words.string[start..<end], of: words), segment: segment, range: range)
    case .token(let token):
      return .init(words: token.screenForm, segment: segment, range: 0..<0)
    case .placeholder:
      return nil
    }
  }
}

extension Assistant {
  /// The words that spoke for a candidate: its keywords, and what its examples have most in common
  /// with the text.
  func evidence(for candidate: Candidate, in situation: Situation) -> [Suggestion.Evidence] {
    var indices = candidate.hits.words.flatMap { Array($0) }
    if let ranker {
      indices += Self.strongest(
        ranker.contributions(toRule: candidate.place, in: situation.words))
    }
    return EvidenceBuilder(situation).evidence(at: indices)
  }

  private static let evidenceWordLimit = 5

  private static func strongest(_ contributions: [Float]) -> [Int] {
    guard let most = contributions.max(), most > 0 else { return [] }
    return contributions.indices.filter { contributions[$0] >= most * 0.4 }
      .sorted { (contributions[$0], $1) > (contributions[$1], $0) }
      .prefix(evidenceWordLimit).map { $0 }
  }
}
