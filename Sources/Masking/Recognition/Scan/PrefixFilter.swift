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
      let slot = Array(phrase.utf8).withUnsafeBufferPointer { Self.slot(in: $0, at: 0) }
      bits[slot >> 6] |= 1 << UInt64(slot & 63)
    }
  }

  /// Whether some phrase may begin at the word that starts here.
  @inline(__always)
  func mayBegin(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let slot = Self.slot(in: bytes, at: start)
    return bits[slot >> 6] >> UInt64(slot & 63) & 1 != 0
  }

  /// The first eight letters, fewer where the word is shorter, hashed to 16 bits.
  ///
  /// All eight bytes are tested at once, each in its eight bits of one word.
  @inline(__always)
  private static func slot(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    let small = eightBytes(bytes, start) | 0x2020_2020_2020_2020
    let plain = small & 0x7F7F_7F7F_7F7F_7F7F
    // The eighth bit of a byte says: at least `a`, and not beyond `z`, and ASCII.
    let letters =
      (plain &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(plain &+ 0x0505_0505_0505_0505) & ~small
      & 0x8080_8080_8080_8080
    let others = letters ^ 0x8080_8080_8080_8080
    let kept = others == 0 ? small : small & ((1 << UInt64(others.trailingZeroBitCount & ~7)) &- 1)
    return Int((kept &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }

  @inline(__always)
  private static func eightBytes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    // One load for eight bytes, all of them inside the buffer.
    if start &+ 8 <= bytes.count, let base = bytes.baseAddress {
      return UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).littleEndian
    }
    return (start..<bytes.count).reduce(0) { $0 | UInt64(bytes[$1]) << UInt64(8 * ($1 - start)) }
  }
}
