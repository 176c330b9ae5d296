/// Where each word begins that begins with one of some pairs of letters; others may be among them.
struct WordStarts: Sequence, IteratorProtocol {
  private let text: TextBytes
  private let pairs: LetterPairs
  private var block = -Scan.width
  private var starts = SetBits(0)
  private var carry: UInt64 = 0

  init(in text: TextBytes, beginningWith pairs: LetterPairs) {
    self.text = text
    self.pairs = pairs
  }

  @inline(__always)
  mutating func next() -> Int? {
    while true {
      if let place = starts.next() { return block &+ place }
      block &+= Scan.width
      guard block < text.endIndex else { return nil }
      let letters = Scan(text, from: block).letters
      var possible: UInt64 = 0
      for place in SetBits(letters & ~(letters << 1 | carry)) {
        let start = block &+ place
        possible |= pairs.mayContain(text.byte(start), text.byte(start &+ 1)) &<< UInt64(place)
      }
      starts = SetBits(possible)
      carry = letters >> 63
    }
  }
}

/// Pairs of letters in whatever case: a Bloom filter of two words with one hash each.
struct LetterPairs {
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  mutating func insert(_ initial: UInt8, _ next: UInt8) {
    first |= 1 &<< Self.hashes(initial, next).0
    second |= 1 &<< Self.hashes(initial, next).1
  }

  /// 1 where the pair may be among them, else 0.
  @inline(__always)
  func mayContain(_ initial: UInt8, _ next: UInt8) -> UInt64 {
    let (one, two) = Self.hashes(initial, next)
    return first &>> one & second &>> two & 1
  }

  @inline(__always)
  private static func hashes(_ initial: UInt8, _ next: UInt8) -> (UInt64, UInt64) {
    let initial = UInt64(initial & 31)
    let next = UInt64(next & 31)
    return ((initial &* 11 &+ next &* 5) & 63, (initial &+ next &* 13) & 63)
  }
}
