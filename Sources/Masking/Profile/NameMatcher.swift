/// Finds known names: in full and in parts, in any order, with initials, declined, and joined as in
/// the names of files, whatever the case and accents.
struct NameMatcher {
  /// A word of a name, or what stays of it when it is declined.
  private struct Word {
    /// Its first eight letters, small; those of a word of the text are compared with it first.
    let head: UInt64
    /// Which bytes of a head are compared.
    let mask: UInt64
    /// Where all of it stands among the letters.
    let letters: Range<Int>
    /// What may follow it, and must where it is only a stem.
    let endings: NameEndings.Kind
  }

  private var words: [Word] = []
  /// The letters of all words, folded and small.
  private var letters: [UInt8] = []
  /// With which letters the words begin.
  private var beginnings = LetterPairs()

  /// Takes a name as it is written, folded.
  mutating func know(_ name: TextBytes) {
    words.reserveCapacity(16)
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
    // What has no plain letters is told apart by its own ones only, see `ScriptNameMatcher`.
    guard !NameWord.particles.contains(word, of: name),
      !name[word].contains(where: { $0 >= 0x80 })
    else { return }
    let start = letters.count
    for byte in name[word] { letters.append(Byte.lowercased(byte)) }
    let small = start..<letters.count
    know(small, small.count >= 4 ? .ofWhole : .none)
    knowStems(of: small)
    var part = small.lowerBound
    for index in small where !Byte.isLetter(letters[index]) {
      if index - part >= 4 { know(part..<index, .ofWhole) }
      part = index + 1
    }
    if part > small.lowerBound, small.upperBound - part >= 4 {
      know(part..<small.upperBound, .ofWhole)
    }
  }

  /// Stems of a small word whose last letters change when it is declined.
  private mutating func knowStems(of small: Range<Int>) {
    let end = small.upperBound
    let last = letters[end - 1]
    // Without its vowel: `Ann-` of Anna.
    if small.count >= 4, last.isOneOf("aeioy") { know(small.lowerBound..<end - 1, .ofStem) }
    // `Virtas-` of Virtanen.
    if small.count >= 6, letters[(end - 3)..<end].elementsEqual("nen".utf8) {
      know(stem: small.lowerBound..<end - 3, UInt8(ascii: "s"))
    }
    // `Dudk-` of Dudek.
    if small.count >= 5, letters[end - 2] == UInt8(ascii: "e"), last.isOneOf("klcr") {
      know(stem: small.lowerBound..<end - 2, last)
    }
  }

  /// Takes a stem that ends with another letter than its word.
  private mutating func know(stem: Range<Int>, _ last: UInt8) {
    let start = letters.count
    for index in stem { letters.append(letters[index]) }
    letters.append(last)
    know(start..<letters.count, .ofStem)
  }

  private mutating func know(_ small: Range<Int>, _ endings: NameEndings.Kind) {
    let head = TextBytes.reading(letters) { WordHead.of($0[small], at: small.lowerBound) }
    let isKnown = words.contains { word in
      word.head == head && word.endings == endings && word.letters.count == small.count
        && zip(word.letters, small).allSatisfy { letters[$0] == letters[$1] }
    }
    guard !isKnown else { return }
    let mask = UInt64.max >> UInt64(head.leadingZeroBitCount & ~7)
    words.append(Word(head: head, mask: mask, letters: small, endings: endings))
    beginnings.insert(letters[small.lowerBound], letters[small.lowerBound + 1])
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

  /// Adds every run of known words; one word alone needs a capital and to be no common word.
  func examine(_ examination: inout Examination, certainty: Double, evidence: Evidence) {
    guard !words.isEmpty else { return }
    var run = NameRun()
    var reach = 0
    let bytes = examination.bytes
    examination.visits += bytes.count
    for start in WordStarts(in: bytes, beginningWith: beginnings) where start >= reach {
      guard let match = match(in: bytes, at: start) else { continue }
      if !run.accepts(match.word, in: examination.reader) {
        flush(&run, &examination, certainty, evidence)
      }
      run.words.append(match.word)
      if let glued = match.glued { run.words.append(glued) }
      reach = (match.glued ?? match.word).upperBound
    }
    flush(&run, &examination, certainty, evidence)
  }

  /// The longest known word that stands here, also where a dash or apostrophe joins more to it, or
  /// another known word is glued to it.
  private func match(in bytes: TextBytes, at start: Int) -> (word: Range<Int>, glued: Range<Int>?)?
  {
    if let word = word(in: bytes, at: start) { return (word, nil) }
    let head = WordHead.of(bytes, at: start)
    for first in words where first.endings != .ofStem && first.letters.count >= 3 {
      let end = start + first.letters.count
      guard (head ^ first.head) & first.mask == 0, end < bytes.count,
        matches(first, bytes, at: start), let second = word(in: bytes, at: end), second.count >= 3
      else { continue }
      return (start..<end, second)
    }
    return nil
  }

  /// The longest known word that stands here by itself.
  private func word(in bytes: TextBytes, at start: Int) -> Range<Int>? {
    let head = WordHead.of(bytes, at: start)
    var found: Range<Int>?
    for word in words where (head ^ word.head) & word.mask == 0 {
      let end = start + word.letters.count
      guard end <= bytes.count, matches(word, bytes, at: start) else { continue }
      var wordEnd = end
      while wordEnd < bytes.count, wordEnd - end < 6, Byte.isLetter(bytes[wordEnd]) { wordEnd += 1 }
      guard NameEndings.accept(end..<wordEnd, of: bytes, word.endings),
        wordEnd - start > found?.count ?? 0
      else { continue }
      found = start..<wordEnd
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
    if word.lowerBound == last.upperBound { return true }
    guard word.lowerBound - last.upperBound <= 12, words.count < 8 else { return false }
    var index = last.upperBound
    while index < word.lowerBound {
      if Byte.isLetter(text.byte(index)) {
        let end = text.end(from: index, while: Byte.isLetter)
        let isInitial = end - index == 1 && Byte.isCapital(text.byte(index))
        guard isInitial || text.isParticle(index..<end) else { return false }
        index = end
      } else if Byte.isBlank(text.byte(index)) || text.byte(index).isOneOf(",.-_+") {
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
