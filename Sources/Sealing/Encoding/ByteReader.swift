/// Reads what a `ByteWriter` wrote.
///
/// It trusts nothing: each length is checked against what is left before a byte is touched.
package struct ByteReader {
  private let bytes: [UInt8]
  /// Where the next field begins.
  package private(set) var offset = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var remainingByteCount: Int { bytes.count - offset }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(SealingError) -> Value {
    let width = Value.bitWidth / 8
    guard remainingByteCount >= width else { throw .malformed }
    defer { offset += width }
    return bytes[offset..<offset + width].reduce(Value.zero) {
      $0 << 8 | Value(truncatingIfNeeded: $1)
    }
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func fixed(_ byteCount: Int) throws(SealingError) -> [UInt8] {
    guard byteCount >= 0, remainingByteCount >= byteCount else { throw .malformed }
    defer { offset += byteCount }
    return Array(bytes[offset..<offset + byteCount])
  }

  /// A field with its count before it.
  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func counted() throws(SealingError) -> [UInt8] {
    try fixed(Int(integer(UInt32.self)))
  }

  /// - Throws: `malformed` for what ends too soon or is not UTF-8.
  package mutating func text() throws(SealingError) -> String {
    guard let text = String(validating: try counted(), as: UTF8.self) else { throw .malformed }
    return text
  }

  /// - Throws: `malformed` for a mark that is neither 0 nor 1, and whatever `read` throws.
  package mutating func optional<Value>(
    _ read: (inout ByteReader) throws(SealingError) -> Value
  ) throws(SealingError) -> Value? {
    switch try integer(UInt8.self) {
    case 0: nil
    case 1: try read(&self)
    default: throw .malformed
    }
  }

  /// - Throws: `malformed` where anything is left over.
  package func finish() throws(SealingError) {
    guard remainingByteCount == 0 else { throw .malformed }
  }
}
