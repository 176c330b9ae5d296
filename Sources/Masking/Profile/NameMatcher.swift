/// Finds known names: in full and in parts, in any order, with initials, whatever the case and
/// accents.
struct NameMatcher {
  /// Words of the names, folded and small.
  private let words: Set<String>

  init(names: [String]) {
    words = Set(
      names.flatMap { name in
        let folded = Folder.fold(Array(name.utf8)).bytes
        return folded.split(whereSeparator: { !Byte.isLetter($0) && $0 != 0x2D && $0 != 0x27 })
          .map { String(decoding: $0.map(Byte.lowercased), as: UTF8.self) }
          .filter { $0.utf8.count >= 2 && !NameWord.isParticle($0) }
      })
  }

  /// Adds every run of known words; one word alone needs a capital and to be no common word.
  func examine(_ examination: inout Examination, certainty: Double, evidence: String) {
    guard !words.isEmpty else { return }
    let initials = Set(words.compactMap(\.utf8.first))
    var index = 0
    let count = examination.count
    var runStart: Int?
    var runEnd = 0
    var runWords: [Range<Int>] = []
    func flush(_ examination: inout Examination) {
      if let runStart, isName(runWords, examination) {
        examination.add(runStart..<runEnd, .person, certainty, evidence)
      }
      runStart = nil
      runWords = []
    }
    while index < count {
      let byte = examination.bytes[index]
      guard Byte.isLetter(byte) else {
        if runStart != nil, !Byte.isBlank(byte), byte != 0x2C, byte != 0x2E, byte != 0x0A {
          flush(&examination)
        }
        index += 1
        continue
      }
      let end = examination.end(from: index) { Byte.isLetter($0) }
      let wordEnd = joinedEnd(end, examination)
      var matched: Int?
      if initials.contains(Byte.lowercased(byte)) {
        for candidate in Set([wordEnd, end]).sorted(by: >)
        where words.contains(examination.string(index..<candidate).lowercased()) {
          matched = candidate
          break
        }
      }
      if let matched, matched == end || matched == wordEnd {
        if let start = runStart,
          index - runEnd > 3 || examination.bytes[runEnd..<index].contains(0x0A) && start < runEnd
        {
          flush(&examination)
        }
        if runStart == nil { runStart = index }
        runEnd = matched
        runWords.append(index..<matched)
      } else if runStart != nil, !isFiller(index..<end, initials, examination) {
        flush(&examination)
      }
      index = max(matched ?? end, end)
    }
    flush(&examination)
  }

  private func joinedEnd(_ end: Int, _ examination: Examination) -> Int {
    var end = end
    while examination.byte(end) == 0x2D || examination.byte(end) == 0x27,
      Byte.isLetter(examination.byte(end + 1))
    {
      end = examination.end(from: end + 1) { Byte.isLetter($0) }
    }
    return end
  }

  /// Initials and particles between two known words.
  private func isFiller(_ range: Range<Int>, _ initials: Set<UInt8>, _ examination: Examination)
    -> Bool
  {
    range.count == 1 && Byte.isCapital(examination.bytes[range.lowerBound])
      || NameWord.isParticle(examination.string(range))
  }

  private func isName(_ run: [Range<Int>], _ examination: Examination) -> Bool {
    guard let first = run.first else { return false }
    if Set(run.map { examination.string($0).lowercased() }).count > 1 {
      return run.contains { Byte.isCapital(examination.bytes[$0.lowerBound]) }
        || run.allSatisfy { !NameWord.isStop(examination.string($0)) }
    }
    return first.count >= 3 && Byte.isCapital(examination.bytes[first.lowerBound])
      && !NameWord.isStop(examination.string(first))
  }
}
