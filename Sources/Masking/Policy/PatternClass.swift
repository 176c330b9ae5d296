/// Which ASCII characters may stand at one place of a pattern.
struct PatternClass: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ characters: StaticString) {
    characters.withUTF8Buffer { for byte in $0 { insert(byte) } }
  }

  static let digit = PatternClass("0123456789")
  /// A digit, or a letter that is typed for one.
  static let digitOrLookAlike = PatternClass("0123456789OoIl")
  static let letter = PatternClass("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  static let letterOrDigit = digit.union(letter)
  /// What people put between the groups of a number.
  static let separator = PatternClass("-./_ ")

  static func isSeparator(_ byte: UInt8) -> Bool { separator.contains(byte) }

  var isEmpty: Bool { low == 0 && high == 0 }

  /// Whether it is one letter, in either case.
  var isOneLetter: Bool {
    low == 0 && high.nonzeroBitCount == 2 && (high >> 32 | high) & 0x07FF_FFFE != 0
      && high & 0xFFFF_FFFF == high >> 32
  }

  /// The smallest member, a digit or a capital where there is one.
  var first: UInt8? {
    if low != 0 { return UInt8(low.trailingZeroBitCount) }
    return high == 0 ? nil : UInt8(64 + high.trailingZeroBitCount)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte - 64) & 1 != 0
  }

  /// Adds a character, a letter in both cases.
  mutating func insert(_ byte: UInt8) {
    set(byte)
    if Byte.isASCIILetter(byte) { set(byte ^ 0x20) }
  }

  private mutating func set(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }

  func union(_ other: PatternClass) -> PatternClass {
    var both = self
    both.low |= other.low
    both.high |= other.high
    return both
  }

  func intersection(_ other: PatternClass) -> PatternClass {
    var both = self
    both.low &= other.low
    both.high &= other.high
    return both
  }
}
