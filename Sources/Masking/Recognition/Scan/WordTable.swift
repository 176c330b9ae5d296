/// What single words stand for, looked up in folded bytes by two numbers that hold all their letters.
struct WordTable: Sendable {
  /// No word in a table is longer.
  static let letterLimit = 16

  private struct Entry {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var value = 0
  }

  private let entries: [Entry]
  private let mask: Int

  /// Words, folded and small, and what each stands for.
  init(_ words: [(word: String, value: Int)]) {
    mask = (1 << (Int.bitWidth - (2 * words.count).leadingZeroBitCount)) - 1
    var entries = Array(repeating: Entry(), count: mask + 1)
    for (word, value) in words {
      let letters = Array(word.utf8)
      precondition(
        (1...Self.letterLimit).contains(letters.count) && letters.allSatisfy(Byte.isASCIILetter),
        "words of a table are up to 16 small letters")
      let (head, tail) = TextBytes.reading(letters) {
        (WordHead.of($0, at: 0), WordHead.of($0, at: 8))
      }
      var place = Self.hash(head, tail) & mask
      while entries[place].head != 0 { place = (place + 1) & mask }
      entries[place] = Entry(head: head, tail: tail, value: value)
    }
    self.entries = entries
  }

  private static func hash(_ head: UInt64, _ tail: UInt64) -> Int {
    let product = (head ^ tail &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product &>> 40)
  }

  /// What a range of bytes stands for, in whatever case, if it is a whole word and one of the table.
  func value(of range: Range<Int>, in bytes: TextBytes) -> Int? {
    guard range.count <= Self.letterLimit, !Byte.isLetter(bytes.byte(range.upperBound)) else {
      return nil
    }
    let head = WordHead.of(bytes, at: range.lowerBound)
    let tail = range.count > 8 ? WordHead.of(bytes, at: range.lowerBound + 8) : 0
    let count = 16 - head.leadingZeroBitCount / 8 - tail.leadingZeroBitCount / 8
    guard head != 0, count == range.count else { return nil }
    var place = Self.hash(head, tail) & mask
    while entries[place].head != 0 {
      if entries[place].head == head, entries[place].tail == tail { return entries[place].value }
      place = (place &+ 1) & mask
    }
    return nil
  }
}
