/// The shape of a site's own numbers, in a notation for people: `LT-#####`, `@@ ###{1,2}`, `(AB|CD)*{6}`.
///
/// `#` is a digit, `@` a letter, `*` either, `[A-F0-9]` one of some, `(…|…)` a group; `?` after something says that
/// it may be left out, `{2}` and `{2,4}` count it; a backslash takes the meaning off. Letters stand for
/// themselves in either case. It is deliberately no regular expression: without endless repetition and
/// without going back, a site's pattern cannot slow the masker down.
package struct IdentifierPattern: Hashable, Sendable {
  /// How a dash, dot, slash, underscore or blank in the pattern is read.
  package enum Separators: Hashable, Sendable {
    /// As any of them, or nothing; digits also as the letters typed for them: for what is masked.
    case tolerant
    /// As itself: for what is left readable.
    case exact
  }

  /// As it was written.
  package let source: String
  let automaton: PatternAutomaton
  /// How many letters and digits it takes.
  package let characterCounts: ClosedRange<Int>
  /// How many of them are `#`, at least.
  private let leastDigitCount: Int
  /// Whether it takes letters and none of them is fixed, so that it could be a number plate.
  let takesAnyLetters: Bool

  /// Reads a pattern.
  package init(_ source: String, separators: Separators = .tolerant) throws(PatternFault) {
    self.source = source
    var parser = PatternParser(source, separators: separators)
    let node = try parser.parse()
    automaton = try PatternAutomaton(node)
    characterCounts = node.counts { !$0.intersection(.letterOrDigit).isEmpty }
    leastDigitCount = node.counts { $0 == .digit || $0 == .digitOrLookAlike }.lowerBound
    let fixedLetters = node.counts { $0.isOneLetter }
    let letters = node.counts {
      $0 != .digitOrLookAlike && !$0.intersection(.letter).isEmpty
    }
    takesAnyLetters = fixedLetters.lowerBound == 0 && letters.upperBound > 0
    let startsOddly = (0..<UInt8(128)).contains { [automaton] byte in
      automaton.mayBegin(with: byte) && !Byte.isAlphanumeric(byte)
    }
    if startsOddly { throw PatternFault(offset: 0, problem: .start) }
  }

  /// The end of what begins at a place and ends where a word does.
  func end(
    in text: FoldedReader, from start: Int, lengths: ClosedRange<Int>?, passesGaps: Bool
  ) -> Int? {
    automaton.longestMatch(in: text, at: start, passesGaps: passesGaps) { range in
      guard text.isWordEnd(range.upperBound) else { return false }
      var digits = 0
      var characters = 0
      for byte in text.bytes[range] {
        if Byte.isDigit(byte) { digits += 1 }
        if Byte.isAlphanumeric(byte) { characters += 1 }
      }
      // Letters typed for digits are believed where half of the digits are some.
      return digits * 2 >= leastDigitCount && lengths?.contains(characters) != false
    }
  }

  /// The shortest of what it takes.
  var example: String { automaton.common(with: automaton) ?? source }

  /// Whether it takes the whole of a text.
  func takes(_ text: String) -> Bool {
    TextBytes.reading(Array(text.utf8)) { bytes in
      end(in: FoldedReader(bytes: bytes), from: 0, lengths: nil, passesGaps: false) == bytes.count
    }
  }
}
