/// One bit for each of sixteen bytes, the first one lowest: what a comparison of them said.
struct Bits16 {
  let rawValue: UInt64

  /// Each byte of the mask keeps the one bit that stands for its place in its half; the bytes of a
  /// half are then added up by a multiplication.
  @inline(__always)
  init(_ mask: SIMDMask<SIMD16<Int8>>) {
    let places = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    let kept = unsafeBitCast(mask, to: SIMD16<UInt8>.self) & places
    let halves = unsafeBitCast(kept, to: SIMD2<UInt64>.self)
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    rawValue = low | high &<< 8
  }
}

/// Comparisons of sixteen bytes with one.
///
/// The byte is spread first: between two vectors the compiler has one instruction, between a vector
/// and a number a loop.
extension SIMD16<UInt8> {
  @inline(__always)
  func isEqual(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .== SIMD16(repeating: byte) }

  /// Whether each is one of `count` bytes that lie side by side, from `first` on.
  @inline(__always)
  func isAmong(_ count: UInt8, from first: UInt8) -> SIMDMask<SIMD16<Int8>> {
    self &- SIMD16(repeating: first) .< SIMD16(repeating: count)
  }
}
