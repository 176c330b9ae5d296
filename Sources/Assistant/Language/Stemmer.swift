/// Cuts English endings, as in Porter, “An algorithm for suffix stripping”, 1980.
///
/// Other languages pass through it as well, the same on both sides of a comparison; there the
/// characters' features carry the weight.
enum Stemmer {
  /// The stem of a folded word; words with other than ASCII letters come back unchanged.
  static func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 2, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
    var stem = PorterWord(bytes: word)
    stem.removePlural()
    stem.removePast()
    stem.turnY()
    stem.shorten(by: PorterWord.doubleSuffixes, measure: 1)
    stem.shorten(by: PorterWord.adjectiveSuffixes, measure: 1)
    stem.removeLongSuffix()
    stem.tidy()
    return stem.bytes
  }
}

/// The word in the making.
private struct PorterWord {
  var bytes: [UInt8]

  static let doubleSuffixes = suffixes([
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "abli": "able", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous",
    "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
  ])
  static let adjectiveSuffixes = suffixes([
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
  ])
  static let longSuffixes = suffixes(
    Dictionary(
      uniqueKeysWithValues: [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion",
        "ou", "ism", "ate", "iti", "ous", "ive", "ize",
      ].map { ($0, "") }))

  /// Longest first, so that the first that fits is the one meant.
  private static func suffixes(_ table: [String: String]) -> [(from: [UInt8], to: [UInt8])] {
    table.map { (from: Array($0.key.utf8), to: Array($0.value.utf8)) }
      .sorted { $0.from.count > $1.from.count }
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      false
    case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  /// How often a vowel run is followed by a consonant run in the first `count` letters.
  private func measure(_ count: Int) -> Int {
    var measure = 0
    var afterVowel = false
    for index in 0..<count {
      let consonant = isConsonant(index)
      if consonant && afterVowel { measure += 1 }
      afterVowel = !consonant
    }
    return measure
  }

  private func hasVowel(_ count: Int) -> Bool {
    (0..<count).contains { !isConsonant($0) }
  }

  private func endsDoubled() -> Bool {
    let count = bytes.count
    return count > 1 && bytes[count - 1] == bytes[count - 2] && isConsonant(count - 1)
  }

  /// Consonant, vowel, consonant, the last not w, x or y.
  private func endsShort(_ count: Int) -> Bool {
    guard count > 2, isConsonant(count - 1), !isConsonant(count - 2), isConsonant(count - 3)
    else { return false }
    return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(bytes[count - 1])
  }

  private func ends(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard bytes.count > count else { return false }
    return bytes.suffix(count).elementsEqual(
      UnsafeBufferPointer(start: suffix.utf8Start, count: count))
  }

  mutating func removePlural() {
    if ends("sses") || ends("ies") {
      bytes.removeLast(2)
    } else if ends("s"), !ends("ss") {
      bytes.removeLast()
    }
  }

  mutating func removePast() {
    if ends("eed") {
      if measure(bytes.count - 3) > 0 { bytes.removeLast() }
      return
    }
    let cut = ends("ed") ? 2 : ends("ing") ? 3 : 0
    guard cut > 0, hasVowel(bytes.count - cut) else { return }
    bytes.removeLast(cut)
    if ends("at") || ends("bl") || ends("iz") {
      bytes.append(UInt8(ascii: "e"))
    } else if endsDoubled(), !"lsz".utf8.contains(bytes[bytes.count - 1]) {
      bytes.removeLast()
    } else if measure(bytes.count) == 1, endsShort(bytes.count) {
      bytes.append(UInt8(ascii: "e"))
    }
  }

  mutating func turnY() {
    if ends("y"), hasVowel(bytes.count - 1) { bytes[bytes.count - 1] = UInt8(ascii: "i") }
  }

  mutating func shorten(by suffixes: [(from: [UInt8], to: [UInt8])], measure least: Int) {
    for (from, to) in suffixes
    where bytes.count > from.count && bytes.suffix(from.count).elementsEqual(from) {
      if measure(bytes.count - from.count) >= least {
        bytes.replaceSubrange((bytes.count - from.count)..., with: to)
      }
      return
    }
  }

  mutating func removeLongSuffix() {
    if ends("ion"), !ends("sion"), !ends("tion") { return }
    shorten(by: Self.longSuffixes, measure: 2)
  }

  mutating func tidy() {
    if ends("e") {
      let measure = measure(bytes.count - 1)
      if measure > 1 || (measure == 1 && !endsShort(bytes.count - 1)) { bytes.removeLast() }
    }
    if endsDoubled(), bytes.last == UInt8(ascii: "l"), measure(bytes.count) > 1 {
      bytes.removeLast()
    }
  }
}
