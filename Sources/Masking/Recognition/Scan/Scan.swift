/// What stands where in 64 bytes of folded text, a bit for each byte, the first one lowest.
struct Scan {
  /// Letters.
  private(set) var letters: UInt64 = 0
  /// Digits.
  private(set) var digits: UInt64 = 0
  /// At signs and colons.
  private(set) var marks: UInt64 = 0
  /// The first of each eight bytes that all are what a key is made of.
  ///
  /// The eights are counted from the text's beginning: a run of sixteen cannot pass between them.
  private(set) var keyText: UInt64 = 0

  /// How many bytes one scan takes.
  static let width = 64

  /// Scans the bytes from an index on; those outside the text are nothing.
  @inline(__always)
  init(_ text: TextBytes, from start: Int) {
    for part in 0..<4 {
      let bytes = text.sixteen(from: start &+ 16 &* part)
      let place = UInt64(16 &* part)
      let latin = (bytes | SIMD16(repeating: 0x20)).isAmong(26, from: 0x61)
      let digit = bytes.isAmong(10, from: 0x30)
      let mark = bytes.isEqual(0x40) .| bytes.isEqual(0x3A)
      letters |= Bits16(latin .| bytes.isAmong(2, from: FoldedByte.letter)).rawValue &<< place
      digits |= Bits16(digit).rawValue &<< place
      marks |= Bits16(mark).rawValue &<< place
      // The dash, the dot, the slash and the digits lie side by side.
      let key =
        latin .| bytes.isAmong(13, from: 0x2D) .| bytes.isEqual(0x2B) .| bytes.isEqual(0x3D)
        .| bytes.isEqual(0x5F)
      let halves = unsafeBitCast(key, to: SIMD2<UInt64>.self)
      if halves[0] == .max { keyText |= 1 &<< place }
      if halves[1] == .max { keyText |= 256 &<< place }
    }
  }
}

/// The places of the bits that are set, from the lowest on.
struct SetBits: Sequence, IteratorProtocol {
  private var bits: UInt64

  init(_ bits: UInt64) {
    self.bits = bits
  }

  @inline(__always)
  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    defer { bits &= bits &- 1 }
    return bits.trailingZeroBitCount
  }
}
