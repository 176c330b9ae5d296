import Masking
import Text

/// A word or phrase to look for: `card`, `charged twice`, `deliver*`.
///
/// A plain word matches all its English forms; a star matches any ending.
package struct KeywordPattern: Hashable, Sendable {
  /// As it was written.
  package let source: String
  private(set) var parts: [Part]

  enum Part: Hashable, Sendable {
    case word(letters: [UInt8], stem: [UInt8])
    case prefix([UInt8])
  }

  /// `nil` where there is no word to look for.
  init?(_ source: String) {
    self.source = source
    parts = source.split(whereSeparator: \.isWhitespace).flatMap { piece -> [Part] in
      let words = WordSequence(ofRuleText: String(piece.drop { $0 == "*" }))
      var parts = Self.parts(of: words)
      if piece.hasSuffix("*"), case .word(let letters, _)? = parts.popLast() {
        parts.append(.prefix(letters))
      }
      return parts
    }
    if parts.isEmpty { return nil }
  }

  /// The same pattern as it has to be looked for in text whose synonyms were replaced.
  func reading(_ synonyms: SynonymTable) -> KeywordPattern {
    guard !synonyms.isEmpty, !source.contains("*") else { return self }
    var pattern = self
    pattern.parts = Self.parts(of: synonyms.rewrite(WordSequence(ofRuleText: source)))
    return pattern.parts.isEmpty ? self : pattern
  }

  private static func parts(of sequence: WordSequence) -> [Part] {
    sequence.words.map { word in
      .word(
        letters: Array(sequence.letters[word.letters]), stem: Array(sequence.letters[word.stem]))
    }
  }

  /// The words where it stands first.
  func firstMatch(in sequence: WordSequence) -> Range<Int>? {
    guard sequence.words.count >= parts.count else { return nil }
    let last = sequence.words.count - parts.count
    return (0...last).first { fits(sequence, at: $0) }.map { $0..<($0 + parts.count) }
  }

  /// Whether it stands at a word.
  func fits(_ sequence: WordSequence, at start: Int) -> Bool {
    start + parts.count <= sequence.words.count
      && parts.indices.allSatisfy { parts[$0].fits(sequence.words[start + $0], of: sequence) }
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
