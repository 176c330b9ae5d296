/// Finds known names that are written in other letters than Latin ones, which folding does not tell
/// apart: in the text as it came.
///
/// Where a script puts no blanks between words, a name is found inside of other characters.
struct ScriptNameMatcher {
  /// A name or a part of one.
  private struct Needle: Hashable {
    let scalars: [UInt32]
    /// How many letters of a case's ending may follow before the word ends; `nil` where words have
    /// no borders.
    let endingCount: Int?
    /// How many scalars behind it only prove it: a form of address.
    let proofCount: Int
  }

  private var needles: [Needle] = []

  /// Takes a name as it is written.
  mutating func know(_ name: String) {
    let words = name.split { $0.isWhitespace || $0 == "・" || $0 == "·" }
      .map { $0.unicodeScalars.map { Self.small($0.value) } }
      .filter { $0.contains(where: Self.isOtherLetter) }
    let joined = words.flatMap { $0 }
    guard joined.contains(where: Self.needsNoBlanks) else {
      for word in words { knowWord(word) }
      return
    }
    know(joined)
    know(words.reversed().flatMap { $0 })
    for word in words { know(word) }
    let family = words.count > 1 ? words[0] : Array(joined.prefix(1))
    for address in Self.addresses where !family.isEmpty {
      let proof = address.unicodeScalars.map(\.value)
      know(family + proof, proofCount: proof.count)
    }
  }

  /// Takes a word of an alphabet, and its stem where its last vowel changes with the case.
  private mutating func knowWord(_ word: [UInt32]) {
    know(word, endingCount: word.count >= 4 ? 3 : 0)
    if word.count >= 4, let last = word.last, Self.changing.contains(last) {
      know(Array(word.dropLast()), endingCount: word.count >= 5 ? 3 : 2)
    }
  }

  private mutating func know(
    _ scalars: [UInt32], endingCount: Int? = nil, proofCount: Int = 0
  ) {
    let needle = Needle(scalars: scalars, endingCount: endingCount, proofCount: proofCount)
    if scalars.count >= 2, !needles.contains(needle) { needles.append(needle) }
  }

  /// Adds every place where a known name stands.
  func examine(_ examination: inout Examination, source: TextBytes) {
    guard !needles.isEmpty else { return }
    var scalars: [UInt32] = []
    var places: [Int] = []
    var position = 0
    while position < source.count {
      let (scalar, width) = Folder.decode(source, at: position)
      if ScalarFold(of: scalar).count > 0 {
        scalars.append(Self.small(scalar))
        places.append(position)
      }
      position += width
    }
    places.append(source.count)
    examination.visits += source.count
    for needle in needles {
      for start in scalars.indices where scalars[start] == needle.scalars[0] {
        guard let end = end(of: needle, in: scalars, at: start) else { continue }
        let range = examination.folded.folded(of: places[start]..<places[end])
        examination.add(range, .person, 0.96, "the requester's own name")
      }
    }
  }

  /// Where a name ends that stands at a place, with the ending of its case.
  private func end(of needle: Needle, in scalars: [UInt32], at start: Int) -> Int? {
    let end = start + needle.scalars.count
    guard end <= scalars.count, scalars[start..<end].elementsEqual(needle.scalars) else {
      return nil
    }
    guard let reach = needle.endingCount else { return end - needle.proofCount }
    guard start == 0 || !Self.isLetter(scalars[start - 1]) else { return nil }
    var wordEnd = end
    while wordEnd < scalars.count, Self.isLetter(scalars[wordEnd]) {
      wordEnd += 1
      if wordEnd - end > reach { return nil }
    }
    return wordEnd
  }
}

// MARK: - Scripts

extension ScriptNameMatcher {
  /// Forms of address that follow a family's name without a blank.
  private static let addresses = [
    "先生", "女士", "小姐", "太太", "さん", "さま", "様", "氏", "君", "씨", "님",
  ]

  /// Last letters of Russian, Ukrainian and Greek names which the case replaces.
  private static let changing = Set("аяйоьіїήςηας".unicodeScalars.map(\.value))

  private static func isLetter(_ scalar: UInt32) -> Bool {
    Byte.isLetter(ScalarFold(of: scalar).first)
  }

  /// Greek and everything behind it in the code charts, extended Latin aside.
  private static func isOtherLetter(_ scalar: UInt32) -> Bool {
    scalar >= 0x370 && !(0x1E00..<0x1F00).contains(scalar) && !(0x2000..<0x2E80).contains(scalar)
      && isLetter(scalar)
  }

  /// Han, kana, hangul, Thai, Lao, Khmer, Burmese.
  private static func needsNoBlanks(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1100..<0x1200, 0x1780..<0x1800, 0x2E80..<0xA4D0,
      0xAC00..<0xD7B0, 0xF900..<0xFB00, 0x20000..<0x33480:
      true
    default: false
    }
  }

  /// The small letter of the same sound; ё is read as е.
  private static func small(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x410...0x42F, 0x391...0x3A9: scalar + 0x20
    case 0x401, 0x451: 0x435
    case 0x400...0x40F: scalar + 0x50
    default: scalar
    }
  }
}
