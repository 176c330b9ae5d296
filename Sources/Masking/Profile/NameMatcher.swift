/// Finds known names: in full and in parts, in any order, with initials, whatever the case and
/// accents.
struct NameMatcher {
  /// Words of the names, folded and small.
  private var words: [[UInt8]] = []
  /// Whether a word begins with this byte.
  private var begins = [Bool](repeating: false, count: 256)

  /// Takes names as they are written, folded.
  init(names: [[UInt8]]) {
    for name in names {
      let isPart = { (byte: UInt8) in Byte.isLetter(byte) || byte == 0x2D || byte == 0x27 }
      for word in name.split(whereSeparator: { !isPart($0) }) {
        let isParticle = NameWord.particles.contains(word.startIndex..<word.endIndex, of: name)
        let small = word.map(Byte.lowercased)
        guard small.count >= 2, !isParticle, !words.contains(small) else { continue }
        words.append(small)
        begins[Int(small[0])] = true
        begins[Int(word[word.startIndex] & 0x80 == 0 ? small[0] & ~0x20 : small[0])] = true
      }
    }
  }

  /// Adds every run of known words; one word alone needs a capital and to be no common word.
  func examine(_ examination: inout Examination, certainty: Double, evidence: String) {
    guard !words.isEmpty else { return }
    var run = NameRun()
    var index = 0
    let bytes = examination.bytes
    examination.visits += bytes.count
    while let start = nextWord(in: bytes, from: index, isInRun: !run.words.isEmpty) {
      let end = wordEnd(in: bytes, from: start)
      if let match = match(in: bytes, start..<end) {
        if !run.accepts(match, in: bytes) { flush(&run, &examination, certainty, evidence) }
        run.words.append(match)
        index = match.upperBound
      } else {
        let isFiller =
          end - start == 1 && Byte.isCapital(bytes[start])
          || examination.isParticle(start..<end)
        if !isFiller { flush(&run, &examination, certainty, evidence) }
        index = end
      }
    }
    flush(&run, &examination, certainty, evidence)
  }

  /// The next word that may be a known one; any next word while a run is open.
  private func nextWord(in bytes: [UInt8], from start: Int, isInRun: Bool) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        guard Byte.isLetter(byte) else {
          index += 1
          continue
        }
        if isInRun || begins[Int(byte)] { return index }
        while index < bytes.count, Byte.isLetter(bytes[index]) { index += 1 }
      }
      return nil
    }
  }

  private func wordEnd(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, Byte.isLetter(bytes[index]) { index += 1 }
    return index
  }

  /// The known word that stands here, also where a dash or apostrophe joins more to it.
  private func match(in bytes: [UInt8], _ word: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    for known in words where known.count >= word.count && known.count > found?.count ?? 0 {
      let end = word.lowerBound + known.count
      guard end <= bytes.count, end == bytes.count || !Byte.isLetter(bytes[end]) else { continue }
      if zip(known, bytes[word.lowerBound..<end]).allSatisfy({ $0 == Byte.lowercased($1) }) {
        found = word.lowerBound..<end
      }
    }
    return found
  }

  private func flush(
    _ run: inout NameRun, _ examination: inout Examination, _ certainty: Double, _ evidence: String
  ) {
    if let range = run.range, run.isName(in: examination.reader) {
      examination.add(range, .person, certainty, evidence)
    }
    run.words = []
  }
}

/// Known words that stand together.
private struct NameRun {
  var words: [Range<Int>] = []

  var range: Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return first.lowerBound..<last.upperBound
  }

  /// Whether a word continues the run: beside it, perhaps after an initial, in the same line.
  func accepts(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let last = words.last else { return true }
    let between = bytes[last.upperBound..<word.lowerBound]
    return between.count <= 12 && words.count < 8
      && between.allSatisfy { Byte.isLetter($0) || Byte.isBlank($0) || $0 == 0x2C || $0 == 0x2E }
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
