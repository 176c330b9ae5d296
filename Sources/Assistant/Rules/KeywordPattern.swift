import Masking
import Text

/// A word or phrase to look for: `card`, `charged twice`, `deliver*`.
///
/// A plain word matches all its English forms; a star matches any ending.
package struct KeywordPattern: Hashable, Sendable {
  /// As it was written.
  package let source: String
  private let parts: [Part]

  fileprivate enum Part: Hashable, Sendable {
    case word(letters: [UInt8], stem: [UInt8])
    case prefix([UInt8])
  }

  /// `nil` where there is no word to look for.
  init?(_ source: String) {
    self.source = source
    parts = source.split(whereSeparator: \.isWhitespace).flatMap { piece -> [Part] in
      let words = WordSequence(ofRuleText: String(piece.drop { $0 == "*" }))
      return words.words.enumerated().map { index, word in
        let letters = Array(words.letters[word.letters])
        if piece.hasSuffix("*"), index == words.words.count - 1 { return .prefix(letters) }
        return .word(letters: letters, stem: Array(words.letters[word.stem]))
      }
    }
    if parts.isEmpty { return nil }
  }

  /// The words where it stands first.
  func firstMatch(in sequence: WordSequence) -> Range<Int>? {
    guard sequence.words.count >= parts.count else { return nil }
    for start in 0...(sequence.words.count - parts.count)
    where parts.indices.allSatisfy({ parts[$0].fits(sequence.words[start + $0], of: sequence) }) {
      return start..<(start + parts.count)
    }
    return nil
  }
}

extension KeywordPattern.Part {
  fileprivate func fits(_ word: WordSequence.Word, of sequence: WordSequence) -> Bool {
    switch self {
    case .word(let letters, let stem):
      sequence.letters[word.letters].elementsEqual(letters)
        || sequence.letters[word.stem].elementsEqual(stem)
    case .prefix(let letters):
      sequence.letters[word.letters].starts(with: letters)
    }
  }
}

/// The words that make a rule likely, or are needed for it.
package struct Keywords: Sendable {
  /// One of these must be there.
  package internal(set) var mustAny: [KeywordPattern] = []
  /// All of these must be there.
  package internal(set) var mustAll: [KeywordPattern] = []
  /// None of these may be there.
  package internal(set) var none: [KeywordPattern] = []
  /// Each of these makes the rule likelier.
  package internal(set) var boost: [KeywordPattern] = []

  var isEmpty: Bool { mustAny.isEmpty && mustAll.isEmpty && boost.isEmpty }

  /// What was found.
  struct Hits {
    var isAllowed = true
    var words: [Range<Int>] = []

    /// How sure the keywords alone are: each leaves less doubt, a phrase less than a word.
    var confidence: Double {
      guard isAllowed else { return 0 }
      let doubt = words.prefix(4).reduce(1) { $0 * ($1.count > 1 ? 0.35 : 0.48) }
      return min(0.95, 1 - doubt)
    }
  }

  func hits(in sequence: WordSequence) -> Hits {
    var hits = Hits()
    let any = mustAny.compactMap { $0.firstMatch(in: sequence) }
    let all = mustAll.compactMap { $0.firstMatch(in: sequence) }
    let boosts = boost.compactMap { $0.firstMatch(in: sequence) }
    hits.isAllowed =
      (mustAny.isEmpty || !any.isEmpty) && all.count == mustAll.count
      && !none.contains { $0.firstMatch(in: sequence) != nil }
    hits.words = any + all + boosts
    return hits
  }
}
