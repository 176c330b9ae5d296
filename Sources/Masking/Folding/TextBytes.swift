/// A look at bytes that somebody else holds: a text while it is folded and examined.
///
/// An array would be retained and released at every call of a recogniser, a string's view walked
/// from its start; this is two words and nothing to look after. It is the one place of the masker
/// that reads memory by address: each read is inside the bounds that `reading` was given, or traps,
/// and the view must not leave the closure it is handed to.
struct TextBytes: RandomAccessCollection, Sendable {
  typealias SubSequence = TextBytes

  // The bytes are only read, and nobody writes them while `reading` runs.
  nonisolated(unsafe) private let base: UnsafePointer<UInt8>
  let startIndex: Int
  let endIndex: Int

  private init(_ base: UnsafePointer<UInt8>, _ startIndex: Int, _ endIndex: Int) {
    self.base = base
    self.startIndex = startIndex
    self.endIndex = endIndex
  }

  /// Lends a view of an array's bytes.
  static func reading<Result>(
    _ bytes: [UInt8], _ body: (TextBytes) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try reading($0, body) }
  }

  /// Lends a view of a buffer's bytes.
  static func reading<Result>(
    _ buffer: UnsafeBufferPointer<UInt8>, _ body: (TextBytes) throws -> Result
  ) rethrows -> Result {
    guard let base = buffer.baseAddress else {
      return try withUnsafePointer(to: 0) { try body(TextBytes($0, 0, 0)) }
    }
    return try body(TextBytes(base, 0, buffer.count))
  }

  @inline(__always)
  var count: Int { endIndex &- startIndex }

  @inline(__always)
  func index(after index: Int) -> Int { index &+ 1 }

  @inline(__always)
  func index(before index: Int) -> Int { index &- 1 }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    precondition(index >= startIndex && index < endIndex, "no byte outside the text")
    return base[index]
  }

  @inline(__always)
  subscript(range: Range<Int>) -> TextBytes {
    precondition(
      range.lowerBound >= startIndex && range.upperBound <= endIndex, "no bytes outside the text")
    return TextBytes(base, range.lowerBound, range.upperBound)
  }

  /// The byte at an index, or 0 outside the text.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    index >= startIndex && index < endIndex ? base[index] : 0
  }

  /// The sixteen bytes from an index on; 0 for those outside the text.
  @inline(__always)
  func sixteen(from index: Int) -> SIMD16<UInt8> {
    if index >= startIndex, index &+ 16 <= endIndex {
      return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<UInt8>.self)
    }
    return sixteen(acrossEnd: index)
  }

  @inline(never)
  private func sixteen(acrossEnd index: Int) -> SIMD16<UInt8> {
    let halves = SIMD2(eight(from: index), eight(from: index &+ 8))
    return unsafeBitCast(
      SIMD2(halves[0].littleEndian, halves[1].littleEndian), to: SIMD16<UInt8>.self)
  }

  /// The eight bytes from an index on, the first one lowest; 0 for those outside the text.
  @inline(__always)
  func eight(from index: Int) -> UInt64 {
    if index >= startIndex, index &+ 8 <= endIndex {
      return UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
    }
    return eight(acrossEnd: index)
  }

  @inline(never)
  private func eight(acrossEnd index: Int) -> UInt64 {
    if index >= startIndex, index < endIndex, count >= 8 {
      let last = UnsafeRawPointer(base + endIndex - 8).loadUnaligned(as: UInt64.self).littleEndian
      return last >> UInt64(8 &* (index &+ 8 &- endIndex))
    }
    return (0..<8).reduce(0) { $0 | UInt64(byte(index &+ $1)) << UInt64(8 &* $1) }
  }

  /// Copies all of them to the end of an array.
  func append(to array: inout [UInt8]) {
    array.append(contentsOf: UnsafeBufferPointer(start: base + startIndex, count: count))
  }

  /// The next place of a byte; the end where there is none.
  func firstIndex(of byte: UInt8, from start: Int) -> Int {
    var index = start
    while index < endIndex {
      let places = Bits16(sixteen(from: index).isEqual(byte)).rawValue
      if places != 0 { return Swift.min(index + places.trailingZeroBitCount, endIndex) }
      index += 16
    }
    return endIndex
  }

  /// What all of them say as UTF-8.
  var string: String {
    String(decoding: UnsafeBufferPointer(start: base + startIndex, count: count), as: UTF8.self)
  }
}
