/// Which words may begin a phrase: a Bloom filter with one hash for each question.
struct WordFilter: Sendable {
  /// 8 KB: a fraction of what the nearest cache holds.
  private var bits = [UInt64](repeating: 0, count: 1 << 10)

  /// Takes phrases, folded and small, with one blank between their words.
  init(_ phrases: [String]) {
    for phrase in phrases {
      let words = phrase.split(separator: " ").map { Array($0.utf8) }
      let head = TextBytes.reading(words[0]) { WordHead.of($0, at: 0) }
      // Beyond eight letters it does not see.
      if words.count == 1 || words[0].count >= 8 {
        insert(Self.hash(head))
      } else {
        let second = words[1].count > 1 ? words[1][1] - 0x61 : 26
        insert(Self.hash(head ^ Self.anyNext))
        insert(Self.hash(head ^ Self.pair(words[1][0] - 0x61, second)))
      }
    }
  }

  /// 1 where a phrase may begin with a word, else 0; `next` is the eight bytes behind it, the first
  /// one lowest.
  @inline(__always)
  func mayBegin(_ head: UInt64, before next: UInt64) -> UInt64 {
    let gap = UInt8(truncatingIfNeeded: next)
    let first = (UInt8(truncatingIfNeeded: next &>> 8) | 0x20) &- 0x61
    let second = (UInt8(truncatingIfNeeded: next &>> 16) | 0x20) &- 0x61
    // Behind more than one blank the next word is not looked for.
    let isFarther = first >= 26 && Byte.isGap(gap)
    let follower = isFarther ? Self.anyNext : Self.pair(first, min(second, 26))
    return contains(Self.hash(head)) | contains(Self.hash(head ^ follower))
  }

  private static var anyNext: UInt64 { 0xD6E8_FEB8_6659_FD93 }

  /// Two letters, each 0 to 25, and 26 for a second that is none.
  @inline(__always)
  private static func pair(_ first: UInt8, _ second: UInt8) -> UInt64 {
    (UInt64(first) &* 27 &+ UInt64(second) &+ 1) &* 0xC2B2_AE3D_27D4_EB4F
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let product = key &* 0x9E37_79B9_7F4A_7C15
    return (product ^ product &>> 29) &>> 48
  }

  private mutating func insert(_ bit: UInt64) { bits[Int(bit &>> 6)] |= 1 &<< (bit & 63) }

  @inline(__always)
  private func contains(_ bit: UInt64) -> UInt64 { bits[Int(bit &>> 6)] &>> (bit & 63) & 1 }
}
