/// Finds known names: in full and in parts, in any order, with initials, whatever the case and
/// accents.
struct NameMatcher {
  /// A word of a name.
  private struct Word {
    /// Its first eight letters, small; those of a word of the text are compared with it first.
    let head: UInt64
    /// Where all of it stands among the letters.
    let letters: Range<Int>
  }

  private var words: [Word] = []
  /// The letters of all words, folded and small.
  private var letters: [UInt8] = []
  /// A bit for the hash of each head: most words of a text are none of these.
  private var heads: UInt64 = 0
  /// With which letters the words begin.
  private var initials: UInt32 = 0

  /// Takes a name as it is written, folded.
  mutating func know(_ name: TextBytes) {
    words.reserveCapacity(8)
    letters.reserveCapacity(64)
    var index = name.startIndex
    while index < name.endIndex {
      let start = index
      while index < name.endIndex, Self.isPart(name[index]) { index += 1 }
      if index - start >= 2 { know(word: start..<index, of: name) }
      index += 1
    }
  }

  private mutating func know(word: Range<Int>, of name: TextBytes) {
    guard !NameWord.particles.contains(word, of: name) else { return }
    let head = WordHead.of(name, at: word.lowerBound)
    let isKnown = words.contains {
      $0.head == head && $0.letters.count == word.count && matches($0, name, at: word.lowerBound)
    }
    guard !isKnown else { return }
    let start = letters.count
    for byte in name[word] { letters.append(Byte.lowercased(byte)) }
    words.append(Word(head: head, letters: start..<letters.count))
    heads |= Self.bit(of: head)
    initials |= WordStarts.bit(of: letters[start])
  }

  /// Whether a known word stands at a place, in whatever case; it does not end beyond the text.
  private func matches(_ word: Word, _ bytes: TextBytes, at start: Int) -> Bool {
    word.letters.allSatisfy {
      letters[$0] == Byte.lowercased(bytes[start + $0 - word.letters.lowerBound])
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    Byte.isLetter(byte) || byte == 0x2D || byte == 0x27
  }

  private static func bit(of head: UInt64) -> UInt64 {
    1 << ((head &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// Adds every run of known words; one word alone needs a capital and to be no common word.
  func examine(_ examination: inout Examination, certainty: Double, evidence: Evidence) {
    guard !words.isEmpty else { return }
    var run = NameRun()
    var reach = 0
    let bytes = examination.bytes
    examination.visits += bytes.count
    for start in WordStarts(in: bytes, withInitials: initials) where start >= reach {
      let head = WordHead.of(bytes, at: start)
      guard heads & Self.bit(of: head) != 0, let match = match(in: bytes, at: start, head) else {
        continue
      }
      if !run.accepts(match, in: examination.reader) {
        flush(&run, &examination, certainty, evidence)
      }
      run.words.append(match)
      reach = match.upperBound
    }
    flush(&run, &examination, certainty, evidence)
  }

  /// The longest known word that stands here, also where a dash or apostrophe joins more to it.
  private func match(in bytes: TextBytes, at start: Int, _ head: UInt64) -> Range<Int>? {
    var found: Range<Int>?
    for word in words where word.head == head && word.letters.count > found?.count ?? 0 {
      let end = start + word.letters.count
      guard end <= bytes.count, !Byte.isLetter(bytes.byte(end)), matches(word, bytes, at: start)
      else { continue }
      found = start..<end
    }
    return found
  }

  private func flush(
    _ run: inout NameRun, _ examination: inout Examination, _ certainty: Double,
    _ evidence: Evidence
  ) {
    if let range = run.range, run.isName(in: examination.reader) {
      examination.add(range, .person, certainty, evidence)
    }
    run.words.removeAll(keepingCapacity: true)
  }
}

/// Known words that stand together.
private struct NameRun {
  var words: [Range<Int>] = []

  var range: Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return first.lowerBound..<last.upperBound
  }

  /// Whether a word continues the run: beside it in the same line, perhaps after an initial or a
  /// particle such as `van`.
  func accepts(_ word: Range<Int>, in text: FoldedReader) -> Bool {
    guard let last = words.last else { return true }
    guard word.lowerBound - last.upperBound <= 12, words.count < 8 else { return false }
    var index = last.upperBound
    while index < word.lowerBound {
      if Byte.isLetter(text.byte(index)) {
        let end = text.end(from: index, while: Byte.isLetter)
        let isInitial = end - index == 1 && Byte.isCapital(text.byte(index))
        guard isInitial || text.isParticle(index..<end) else { return false }
        index = end
      } else if Byte.isBlank(text.byte(index)) || text.byte(index).isOneOf(",.") {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  func isName(in examination: FoldedReader) -> Bool {
    guard let first = words.first else { return false }
    let isCapital = words.contains { Byte.isCapital(examination.bytes[$0.lowerBound]) }
    let isRepeated = words.dropFirst().allSatisfy { word in
      examination.bytes[word].lazy.map(Byte.lowercased)
        .elementsEqual(examination.bytes[first].lazy.map(Byte.lowercased))
    }
    if words.count > 1, !isRepeated {
      return isCapital || words.allSatisfy { !examination.isStop($0) }
    }
    return first.count >= 3 && isCapital && !examination.isStop(first)
      && !NameWord.months.contains(first, of: examination.bytes)
  }
}
