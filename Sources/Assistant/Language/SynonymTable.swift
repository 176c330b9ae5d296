/// Words and phrases that are read as another word.
struct SynonymTable: Sendable {
  private struct Entry: Sendable {
    var phrase: [[UInt8]]
    var word: String
  }

  /// By the stem of the phrase's first word; longest phrases first.
  private var entries: [[UInt8]: [Entry]] = [:]

  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ phrase: String, for word: String) {
    let sequence = WordSequence(ofRuleText: phrase)
    let stems = sequence.words.map { Array(sequence.letters[$0.stem]) }
    guard let first = stems.first else { return }
    var list = entries[first] ?? []
    list.append(Entry(phrase: stems, word: word))
    list.sort { ($0.phrase.count, $1.word) > ($1.phrase.count, $0.word) }
    entries[first] = list
  }

  mutating func merge(_ other: SynonymTable) {
    entries.merge(other.entries) { mine, theirs in
      (mine + theirs).sorted { ($0.phrase.count, $1.word) > ($1.phrase.count, $0.word) }
    }
  }

  /// The words with every known phrase replaced.
  func rewrite(_ sequence: WordSequence) -> WordSequence {
    guard !entries.isEmpty else { return sequence }
    var rewritten = WordSequence()
    var position = 0
    while position < sequence.words.count {
      let stem = Array(sequence.letters[sequence.words[position].stem])
      if let entry = entries[stem]?.first(where: { fits($0, in: sequence, at: position) }) {
        rewritten.append(
          entry.word, from: sequence, words: position..<(position + entry.phrase.count))
        position += entry.phrase.count
      } else {
        rewritten.append(copying: sequence.words[position], of: sequence)
        position += 1
      }
    }
    return rewritten
  }

  private func fits(_ entry: Entry, in sequence: WordSequence, at position: Int) -> Bool {
    guard position + entry.phrase.count <= sequence.words.count else { return false }
    return entry.phrase.indices.allSatisfy {
      sequence.letters[sequence.words[position + $0].stem].elementsEqual(entry.phrase[$0])
    }
  }
}
