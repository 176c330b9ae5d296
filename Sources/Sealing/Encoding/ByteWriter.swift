/// Puts fields together so that no two lists of fields share their bytes: integers big-endian at
/// their own width, everything of changing length with its length (32 bits) before it.
///
/// What is signed, hashed or authenticated is written by it, never as a Swift value's own memory:
/// padding between fields is not part of what was meant.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// At its own width, most significant byte first.
  package mutating func append(_ integer: some FixedWidthInteger) {
    bytes.append(bigEndian: integer)
  }

  /// UTF-8 with its byte count before it.
  package mutating func append(text: some StringProtocol) {
    append(bytes: Array(text.utf8))
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
