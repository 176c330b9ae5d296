/// What stands where in 64 bytes of folded text, a bit for each byte, the first one lowest.
struct Scan {
  /// Letters.
  private(set) var letters: UInt64 = 0
  /// Digits.
  private(set) var digits: UInt64 = 0
  /// What a key is made of: letters, digits and any of `+/=-_.`.
  private(set) var keyText: UInt64 = 0
  /// At signs and colons.
  private(set) var marks: UInt64 = 0

  /// How many bytes one scan takes.
  static let width = 64

  /// Scans the bytes from an index on; those outside the text are nothing.
  @inline(__always)
  init(_ text: TextBytes, from start: Int) {
    for part in 0..<4 { add(text.sixteen(from: start &+ 16 &* part), at: UInt64(16 &* part)) }
  }

  @inline(__always)
  private mutating func add(_ bytes: SIMD16<UInt8>, at place: UInt64) {
    let latin = (bytes | SIMD16(repeating: 0x20)).isAmong(26, from: 0x61)
    let other = bytes.isAmong(2, from: FoldedByte.letter)
    let digit = bytes.isAmong(10, from: 0x30)
    let mark = bytes.isEqual(0x40) .| bytes.isEqual(0x3A)
    // The dash, the dot, the slash and the digits lie side by side.
    let key =
      latin .| bytes.isAmong(13, from: 0x2D) .| bytes.isEqual(0x2B) .| bytes.isEqual(0x3D)
      .| bytes.isEqual(0x5F)
    letters |= Bits16(latin .| other).rawValue &<< place
    digits |= Bits16(digit).rawValue &<< place
    keyText |= Bits16(key).rawValue &<< place
    marks |= Bits16(mark).rawValue &<< place
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

/// Where each word begins: every letter that no letter stands before.
struct WordStarts: Sequence, IteratorProtocol {
  private let text: TextBytes
  private var block: Int
  private var starts = SetBits(0)
  private var carry: UInt64

  /// The words from an index on, one that begins before it left out.
  init(in text: TextBytes, from start: Int = 0) {
    self.text = text
    block = start &- Scan.width
    carry = Byte.isLetter(text.byte(start &- 1)) ? 1 : 0
  }

  mutating func next() -> Int? {
    while true {
      if let place = starts.next() { return block &+ place }
      block &+= Scan.width
      guard block < text.endIndex else { return nil }
      let letters = Scan(text, from: block).letters
      starts = SetBits(letters & ~(letters << 1 | carry))
      carry = letters >> 63
    }
  }
}
