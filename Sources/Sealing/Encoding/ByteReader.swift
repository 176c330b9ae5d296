/// Reads what a `ByteWriter` wrote.
///
/// It trusts nothing: each length is checked against what is left before a byte is touched. The widths
/// are written out, since a generic function would not be specialised in the modules that call it.
package struct ByteReader {
  private let bytes: [UInt8]
  /// Where the next field begins.
  package private(set) var offset = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var remainingByteCount: Int { bytes.count - offset }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer(_ type: UInt8.Type = UInt8.self) throws(SealingError) -> UInt8 {
    try load()
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer(_ type: UInt16.Type = UInt16.self) throws(SealingError) -> UInt16 {
    try load()
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer(_ type: UInt32.Type = UInt32.self) throws(SealingError) -> UInt32 {
    try load()
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer(_ type: UInt64.Type = UInt64.self) throws(SealingError) -> UInt64 {
    try load()
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer(_ type: Int64.Type = Int64.self) throws(SealingError) -> Int64 {
    try load()
  }

  /// Any other width.
  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) throws(SealingError) -> Value {
    try load()
  }

  private mutating func load<Value: FixedWidthInteger & BitwiseCopyable>()
    throws(SealingError) -> Value
  {
    let width = MemoryLayout<Value>.size
    guard remainingByteCount >= width else { throw .malformed }
    defer { offset += width }
    return bytes.withUnsafeBytes {
      Value(bigEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func fixed(_ byteCount: Int) throws(SealingError) -> [UInt8] {
    guard byteCount >= 0, remainingByteCount >= byteCount else { throw .malformed }
    defer { offset += byteCount }
    return Array(bytes[offset..<offset + byteCount])
  }

  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func digest() throws(SealingError) -> Digest256 {
    guard let digest = Digest256(bytes: bytes, at: offset) else { throw .malformed }
    offset += Digest256.byteCount
    return digest
  }

  /// A field with its count before it.
  /// - Throws: `malformed` where the bytes end too soon.
  package mutating func counted() throws(SealingError) -> [UInt8] {
    try fixed(Int(integer(UInt32.self)))
  }

  /// - Throws: `malformed` for what ends too soon or is not UTF-8.
  package mutating func text() throws(SealingError) -> String {
    let byteCount = Int(try integer(UInt32.self))
    guard remainingByteCount >= byteCount,
      let text = String(validating: bytes[offset..<offset + byteCount], as: UTF8.self)
    else { throw .malformed }
    offset += byteCount
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
