/// Says of most words, at the price of one look, that no phrase begins with them.
///
/// A Bloom filter with one hash over the first eight letters of a word; the trie of all phrases is
/// too large for the nearest caches, this is not.
struct PrefixFilter: Sendable {
  private var bits: [UInt64]

  /// Takes the first word of each phrase.
  init(_ phrases: some Sequence<String>) {
    bits = [UInt64](repeating: 0, count: 1 << 10)
    for phrase in phrases {
      let slot = TextBytes.reading(Array(phrase.utf8)) { Self.slot(in: $0, at: 0) }
      bits[slot >> 6] |= 1 << UInt64(slot & 63)
    }
  }

  /// Whether some phrase may begin at the word that starts here.
  @inline(__always)
  func mayBegin(in bytes: TextBytes, at start: Int) -> Bool {
    let slot = Self.slot(in: bytes, at: start)
    return bits[slot >> 6] >> UInt64(slot & 63) & 1 != 0
  }

  /// The first letters, hashed to 16 bits.
  @inline(__always)
  private static func slot(in bytes: TextBytes, at start: Int) -> Int {
    Int((WordHead.of(bytes, at: start) &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }
}

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
    return others == 0 ? small : small & ((1 << UInt64(others.trailingZeroBitCount & ~7)) &- 1)
  }
}
