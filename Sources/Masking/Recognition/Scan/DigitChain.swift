/// Digits that stand together, however they are written: in groups, with blanks or dashes between,
/// broken over lines, as words, with letters that imitate digits.
struct DigitChain {
  /// Values 0 to 9.
  private(set) var digits: [UInt8] = []
  /// Where each digit is written, and what stands before it.
  private(set) var places: [Place] = []
  /// Whether letters stand for digits.
  private(set) var hasLookAlikes = false
  /// Whether words stand for digits.
  private(set) var hasWords = false

  /// Where a digit is written.
  struct Place {
    // Half the width of `Int`, so that a chain's storage is one of malloc's small pieces.
    private let startOffset: Int32
    private let endOffset: Int32
    /// What separates it from the one before: 0 for nothing, a line feed where there is one.
    let gap: UInt8

    var start: Int { Int(startOffset) }
    var end: Int { Int(endOffset) }

    init(start: Int, end: Int, gap: UInt8) {
      startOffset = Int32(start)
      endOffset = Int32(end)
      self.gap = gap
    }
  }

  /// More than any number has; a longer chain goes on as another one.
  static let limit = 48

  var count: Int { digits.count }
  var isEmpty: Bool { digits.isEmpty }

  func range(_ slice: Range<Int>) -> Range<Int> {
    places[slice.lowerBound].start..<places[slice.upperBound - 1].end
  }

  /// Whether a digit begins a group.
  func isGroupStart(_ index: Int) -> Bool { index == 0 || index == count || places[index].gap != 0 }

  /// How many digits the groups of a slice have.
  func grouping(_ slice: Range<Int>) -> Grouping {
    var grouping: Grouping = 0
    for index in slice {
      if index == slice.lowerBound || places[index].gap != 0 {
        grouping.begin()
      } else {
        grouping.extend()
      }
    }
    return grouping
  }

  /// Whether a slice has a line break inside.
  func isBroken(_ slice: Range<Int>) -> Bool {
    slice.dropFirst().contains { places[$0].gap == 0x0A }
  }

  /// Whether every digit of a slice stands for itself.
  func isSpaced(_ slice: Range<Int>) -> Bool {
    slice.dropFirst().allSatisfy { places[$0].gap != 0 }
  }

  /// Whether all gaps of a slice are the same, line breaks aside.
  func isUniform(_ slice: Range<Int>) -> Bool {
    var common: UInt8 = 0
    for index in slice.dropFirst() where places[index].gap != 0 && places[index].gap != 0x0A {
      if common == 0 { common = places[index].gap }
      if places[index].gap != common { return false }
    }
    return true
  }

  func text(_ slice: Range<Int>) -> String {
    String(decoding: digits[slice].map { $0 + 0x30 }, as: UTF8.self)
  }

  /// No digits, and room for as many as fit.
  init(reservingCapacity count: Int = 0) {
    digits.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Reads a chain whose first digit is at `start`; empty where there is none.
  init(in bytes: TextBytes, at start: Int, limit: Int = DigitChain.limit) {
    read(in: bytes, at: start, limit: limit)
  }

  /// The same, of bytes that are held elsewhere.
  init(in bytes: [UInt8], at start: Int) {
    TextBytes.reading(bytes) { read(in: $0, at: start) }
  }

  /// Reads a chain in place of the one before, without giving up its storage.
  mutating func read(in bytes: TextBytes, at start: Int, limit: Int = DigitChain.limit) {
    digits.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    hasLookAlikes = false
    hasWords = false
    guard Byte.isAlphanumeric(bytes.byte(start)) else { return }
    var index = start
    var gap: UInt8 = 0
    while count < limit, index < bytes.count {
      if Byte.isDigit(bytes[index]) {
        append(bytes[index] - 0x30, from: index, to: index + 1, gap: gap)
        index += 1
      } else if let end = lookAlikes(in: bytes, at: index) {
        for position in index..<end {
          append(Self.imitated(bytes[position]), from: position, to: position + 1, gap: gap)
          gap = 0
        }
        index = end
      } else if isEmpty || hasWords && gap != 0, Byte.isLetter(bytes[index]),
        let word = NumberWords.trie.longestMatch(in: bytes, at: index)
      {
        append(UInt8(word.value), from: index, to: word.end, gap: gap)
        hasWords = true
        index = word.end
      } else {
        return
      }
      gap = 0
      let gapEnd = Self.gapEnd(in: bytes, at: index, gap: &gap)
      index = gapEnd
    }
  }

  private mutating func append(_ digit: UInt8, from start: Int, to end: Int, gap: UInt8) {
    digits.append(digit)
    places.append(Place(start: start, end: end, gap: count == 1 ? 0 : gap))
  }

  /// Passes over what may separate two digits.
  private static func gapEnd(in bytes: TextBytes, at start: Int, gap: inout UInt8) -> Int {
    var index = start
    var breaks = 0
    while index < bytes.count, index - start < 6, Byte.isSeparator(bytes[index]) {
      let byte = bytes[index]
      if byte == 0x0A {
        breaks += 1
        if breaks > 1 { return start }
        gap = byte
      } else if gap != 0x0A, gap == 0 || gap == 0x20 || byte != 0x20 {
        gap = byte
      }
      index += 1
    }
    return index
  }

  /// The end of letters that imitate digits: they touch a digit and no other letter.
  private mutating func lookAlikes(in bytes: TextBytes, at start: Int) -> Int? {
    guard Self.isLookAlike(bytes[start]) else { return nil }
    var end = start
    while end < bytes.count, end - start < 5, Self.isLookAlike(bytes[end]) { end += 1 }
    let touchesBefore = start > 0 && (Byte.isDigit(bytes[start - 1]) || bytes[start - 1] == 0x2B)
    let touchesAfter = end < bytes.count && Byte.isDigit(bytes[end])
    guard touchesBefore || touchesAfter || isWholeGroup(in: bytes, start..<end) else { return nil }
    if end < bytes.count, Byte.isLetter(bytes[end]) { return nil }
    if start > 0, Byte.isLetter(bytes[start - 1]) { return nil }
    hasLookAlikes = true
    return end
  }

  /// Whether nothing but letters that imitate digits stands between two separators in the chain.
  private func isWholeGroup(in bytes: TextBytes, _ range: Range<Int>) -> Bool {
    guard hasLookAlikes, range.count >= 2, range.upperBound + 1 < bytes.count,
      bytes[range.upperBound] != 0x0A, Byte.isSeparator(bytes[range.upperBound])
    else { return false }
    return Byte.isDigit(bytes[range.upperBound + 1])
      || Self.isLookAlike(bytes[range.upperBound + 1])
  }

  static func isLookAlike(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "O") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "l")
      || byte == UInt8(ascii: "I")
  }

  private static func imitated(_ byte: UInt8) -> UInt8 {
    byte | 0x20 == UInt8(ascii: "o") ? 0 : 1
  }
}

/// The names of the digits in the languages served.
enum NumberWords {
  static let trie = PhraseTrie(
    names.flatMap { digit, names in
      names.split(separator: " ").map { (phrase: String($0), value: digit) }
    })

  /// All names, for the trie of phrases.
  static var all: [String] { names.flatMap { $0.1.split(separator: " ").map(String.init) } }

  private static let names: [(Int, String)] = [
    (0, "zero oh null cero nul zerowy zera nought"),
    (1, "one eins un une uno uma um een jeden ein"),
    (2, "two zwei zwo deux dos due dois duas twee dwa"),
    (3, "three drei trois tres tre drie trzy"),
    (4, "four vier quatre cuatro quattro quatro cztery"),
    (5, "five funf fuenf cinq cinco cinque vijf piec"),
    (6, "six sechs seis sei zes szesc meia"),
    (7, "seven sieben sept siete sette sete zeven siedem"),
    (8, "eight acht huit ocho otto oito osiem"),
    (9, "nine neun neuf nueve nove negen dziewiec"),
  ]
}
