/// Puts fields together so that no two lists of fields share their bytes: integers big-endian at
/// their own width, everything of changing length with its length (32 bits) before it.
///
/// What is signed, hashed or authenticated is written by it, never as a Swift value's own memory:
/// padding between fields is not part of what was meant.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Starts with room for so many bytes.
  package init(reserving byteCount: Int) {
    bytes.reserveCapacity(byteCount)
  }

  /// At its own width, most significant byte first.
  package mutating func append(_ integer: some FixedWidthInteger) {
    bytes.append(bigEndian: integer)
  }

  /// Most significant byte first; written out, as the generic one is not specialised elsewhere.
  package mutating func append(_ integer: UInt8) {
    bytes.append(integer)
  }

  /// Most significant byte first; written out, as the generic one is not specialised elsewhere.
  package mutating func append(_ integer: UInt32) {
    bytes.append(bigEndian: integer)
  }

  /// Most significant byte first; written out, as the generic one is not specialised elsewhere.
  package mutating func append(_ integer: Int64) {
    bytes.append(bigEndian: integer)
  }

  /// UTF-8 with its byte count before it.
  package mutating func append(text: String) {
    append(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// The 32 bytes.
  package mutating func append(_ digest: Digest256) {
    digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// With their count before them.
  package mutating func append(bytes field: [UInt8]) {
    append(UInt32(field.count))
    bytes.append(contentsOf: field)
  }

  /// Without a count: for fields whose length is part of the format.
  package mutating func append(fixed field: [UInt8]) {
    bytes.append(contentsOf: field)
  }

  /// With their count before them.
  package mutating func append(bytes field: some Collection<UInt8>) {
    append(UInt32(field.count))
    bytes.append(contentsOf: field)
  }

  /// Without a count: for fields whose length is part of the format.
  package mutating func append(fixed field: some Collection<UInt8>) {
    bytes.append(contentsOf: field)
  }

  /// A zero byte for `nil`; otherwise a one, then whatever `write` adds.
  package mutating func append<Value>(
    optional value: Value?, _ write: (inout ByteWriter, Value) -> Void
  ) {
    append(UInt8(value == nil ? 0 : 1))
    if let value { write(&self, value) }
  }
}
