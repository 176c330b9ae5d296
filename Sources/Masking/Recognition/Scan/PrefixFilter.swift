/// Says of most words, at the price of one look, that no phrase begins with them.
///
/// A Bloom filter with one hash over the first four letters of a word; the trie of all phrases is
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

  /// The first four letters, fewer where the word is shorter, hashed to 16 bits.
  @inline(__always)
  private static func slot(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var key: UInt32 = 0
    let end = min(start &+ 4, bytes.count)
    var index = start
    while index < end {
      let letter = (bytes[index] | 0x20) &- 0x60
      guard letter &- 1 < 26 else { break }
      key = key << 5 | UInt32(letter)
      index &+= 1
    }
    return Int((key &* 0x9E37_79B1) >> 16)
  }
}
