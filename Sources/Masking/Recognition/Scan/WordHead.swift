/// The first eight letters of a word, small, as one number; fewer where the word is shorter.
enum WordHead {
  /// All eight bytes are tested at once, each in its eight bits of one number.
  @inline(__always)
  static func of(_ bytes: TextBytes, at start: Int) -> UInt64 {
    let small = bytes.eight(from: start) | 0x2020_2020_2020_2020
    let plain = small & 0x7F7F_7F7F_7F7F_7F7F
    // The eighth bit of a byte says: at least `a`, and not beyond `z`, and ASCII.
    let letters =
      (plain &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(plain &+ 0x0505_0505_0505_0505) & ~small
      & 0x8080_8080_8080_8080
    let others = letters ^ 0x8080_8080_8080_8080
    // A word of eight letters or more, and one of none, are shifted too: there is no branch here.
    let bitCount = UInt64(others.trailingZeroBitCount & ~7)
    return bitCount == 0 ? 0 : small & (.max &>> (64 &- bitCount))
  }
}
