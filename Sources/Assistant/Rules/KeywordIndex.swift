/// Finds the keywords of all rules in one walk over the words of a text.
///
/// Patterns are filed under their first word, and a pattern that several rules name is looked for
/// once. What a text costs depends on its words and on what they begin, hardly on the number of rules.
struct KeywordIndex: Sendable {
  /// Number of a pattern.
  private typealias Number = Int32

  /// The keywords of one rule, by number; each once.
  private struct Entry: Sendable {
    var mustAny: [Number] = []
    var mustAll: [Number] = []
    var none: [Number] = []
    var boost: [Number] = []
  }

  private var patterns: [KeywordPattern] = []
  private var numbers: [[KeywordPattern.Part]: Number] = [:]
  /// By the hash of the first word, and of its stem.
  private var byWord: [UInt64: [Number]] = [:]
  /// By the hash of the beginning that the first word must have.
  private var byBeginning: [UInt64: [Number]] = [:]
  /// The lengths of those beginnings, in bytes, ascending.
  private var beginningLengths: [Int] = []
  private var entries: [Entry] = []

  init(_ rules: [Rule]) {
    for rule in rules {
      let keywords = rule.keywords
      entries.append(
        Entry(
          mustAny: file(keywords.mustAny), mustAll: file(keywords.mustAll),
          none: file(keywords.none), boost: file(keywords.boost)))
    }
  }

  private mutating func file(_ patterns: [KeywordPattern]) -> [Number] {
    patterns.reduce(into: []) { filed, pattern in
      let number = number(of: pattern)
      if !filed.contains(number) { filed.append(number) }
    }
  }

  private mutating func number(of pattern: KeywordPattern) -> Number {
    if let known = numbers[pattern.parts] { return known }
    let number = Number(patterns.count)
    patterns.append(pattern)
    numbers[pattern.parts] = number
    switch pattern.parts[0] {
    case .word(let letters, let stem):
      byWord[Self.hash(letters[...]), default: []].append(number)
      if stem != letters { byWord[Self.hash(stem[...]), default: []].append(number) }
    case .prefix(let letters):
      byBeginning[Self.hash(letters[...]), default: []].append(number)
      if !beginningLengths.contains(letters.count) {
        beginningLengths.append(letters.count)
        beginningLengths.sort()
      }
    }
    return number
  }

  /// Where the patterns stand in one text.
  struct Matches {
    /// The first word of each pattern's first place; -1 where it does not stand at all.
    fileprivate var starts: [Int32]
  }

  /// Looks for all patterns at once.
  func matches(in sequence: WordSequence) -> Matches {
    var matches = Matches(starts: [Int32](repeating: -1, count: patterns.count))
    for (place, word) in sequence.words.enumerated() {
      let letters = sequence.letters[word.letters]
      note(byWord[Self.hash(letters)], at: place, of: sequence, into: &matches)
      if word.stem != word.letters {
        let stem = sequence.letters[word.stem]
        note(byWord[Self.hash(stem)], at: place, of: sequence, into: &matches)
      }
      for length in beginningLengths {
        guard length <= letters.count else { break }
        let beginning = Self.hash(letters.prefix(length))
        note(byBeginning[beginning], at: place, of: sequence, into: &matches)
      }
    }
    return matches
  }

  private func note(
    _ numbers: [Number]?, at place: Int, of sequence: WordSequence, into matches: inout Matches
  ) {
    guard let numbers else { return }
    for number in numbers where matches.starts[Int(number)] < 0 {
      if patterns[Int(number)].fits(sequence, at: place) {
        matches.starts[Int(number)] = Int32(place)
      }
    }
  }

  /// What was found of the keywords of a rule, by its place in the pack.
  func hits(ofRule rule: Int, in matches: Matches) -> Keywords.Hits {
    let entry = entries[rule]
    var hits = Keywords.Hits()
    guard !entry.none.contains(where: { stands($0, in: matches) }),
      entry.mustAll.allSatisfy({ stands($0, in: matches) }),
      entry.mustAny.isEmpty || entry.mustAny.contains(where: { stands($0, in: matches) })
    else {
      hits.isAllowed = false
      return hits
    }
    for list in [entry.mustAny, entry.mustAll, entry.boost] {
      for number in list where stands(number, in: matches) {
        let start = Int(matches.starts[Int(number)])
        hits.words.append(start..<(start + patterns[Int(number)].parts.count))
      }
    }
    return hits
  }

  private func stands(_ number: Number, in matches: Matches) -> Bool {
    matches.starts[Int(number)] >= 0
  }

  /// FNV-1a; what shares a hash is told apart by `fits`.
  private static func hash(_ letters: ArraySlice<UInt8>) -> UInt64 {
    letters.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
