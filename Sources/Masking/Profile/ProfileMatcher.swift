/// Finds what is known of the requester, with no pattern needed.
struct ProfileMatcher {
  private var names = NameMatcher()
  private var otherScripts = ScriptNameMatcher()
  private let values: [(kind: IdentifierKind, core: [UInt8])]

  init(_ facts: [ProfileFact]) {
    values = facts.filter { $0.kind != .person }.compactMap { fact in
      let core = Self.core(of: fact)
      return core.count >= 4 ? (fact.kind, core) : nil
    }
    for fact in facts where fact.kind == .person {
      for word in fact.value.split(separator: " ") {
        for spelling in NameSpelling.spellings(of: word) {
          TextBytes.reading(Folder.fold(Array(spelling.utf8)).bytes) { names.know($0) }
        }
      }
      otherScripts.know(fact.value)
    }
  }

  /// The part of a value that stays the same however it is written: letters and digits, small; of a
  /// telephone number the last nine digits.
  private static func core(of fact: ProfileFact) -> [UInt8] {
    let folded = Folder.fold(Array(fact.value.utf8)).bytes
    if fact.kind == .phone {
      let digits = folded.filter(Byte.isDigit)
      let national = digits.drop { $0 == 0x30 }
      return Array(national.suffix(national.count > 10 ? 9 : max(7, min(9, national.count))))
    }
    return folded.filter(Byte.isAlphanumeric).map(Byte.lowercased)
  }

  /// Adds every place where a known value stands; `source` is the text before it was folded.
  func examine(_ examination: inout Examination, source: TextBytes) {
    otherScripts.examine(&examination, source: source)
    names.examine(&examination, certainty: 0.96, evidence: "the requester's own name")
    guard !values.isEmpty else { return }
    // The text's letters and digits alone, and where each stands.
    var core: [UInt8] = []
    var places: [Int] = []
    for (index, byte) in examination.bytes.enumerated() where Byte.isAlphanumeric(byte) {
      core.append(Byte.lowercased(byte))
      places.append(index)
    }
    for value in values {
      find(value, in: core, places, &examination)
    }
  }

  private func find(
    _ value: (kind: IdentifierKind, core: [UInt8]), in core: [UInt8], _ places: [Int],
    _ examination: inout Examination
  ) {
    var start = 0
    while let match = Self.firstMatch(of: value.core, in: core, from: start) {
      start = match + 1
      let range = places[match]..<(places[match + value.core.count - 1] + 1)
      // Spread over half a page it is chance.
      guard range.count <= value.core.count * 4 + 8,
        let whole = widened(range, kind: value.kind, examination)
      else { continue }
      examination.add(whole, value.kind, 0.97, "known of the requester")
      start = match + value.core.count
    }
  }

  /// Checks the borders; a telephone number takes its area and country codes along.
  private func widened(
    _ range: Range<Int>, kind: IdentifierKind, _ examination: Examination
  ) -> Range<Int>? {
    guard !Byte.isDigit(examination.byte(range.upperBound)) else { return nil }
    if kind == .phone {
      var start = examination.start(before: range.lowerBound, limit: 10) {
        Byte.isDigit($0) || $0.isOneOf(" +-/().")
      }
      while start < range.lowerBound, examination.byte(start).isOneOf(" -/.)") { start += 1 }
      return start..<range.upperBound
    }
    guard examination.isWordStart(range.lowerBound), examination.isWordEnd(range.upperBound) else {
      return nil
    }
    return range
  }

  /// Rabin and Karp's search, so that no text makes it slow.
  static func firstMatch(of needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    let count = needle.count
    guard count > 0, start + count <= text.count else { return nil }
    let base: UInt64 = 257
    var wanted: UInt64 = 0
    var hash: UInt64 = 0
    var power: UInt64 = 1
    for index in 0..<count {
      wanted = wanted &* base &+ UInt64(needle[index])
      hash = hash &* base &+ UInt64(text[start + index])
      if index > 0 { power = power &* base }
    }
    var index = start
    while true {
      if hash == wanted, text[index..<(index + count)].elementsEqual(needle) { return index }
      guard index + count < text.count else { return nil }
      hash = (hash &- UInt64(text[index]) &* power) &* base &+ UInt64(text[index + count])
      index += 1
    }
  }
}
