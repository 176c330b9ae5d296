import Masking
import Text

/// Puts a message together for the pipe: integers of 32 bits little-endian, everything of changing
/// length with its count before it.
struct MessageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(_ number: Int) {
    let number = UInt32(clamping: number)
    for shift in [0, 8, 16, 24] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func append(_ number: Double) {
    let pattern = number.bitPattern
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: pattern >> shift))
    }
  }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ text: SanitizedText) {
    append(text.string)
  }

  /// There is no other way for what a customer wrote into a message.
  mutating func append(_ text: MaskedText) {
    append(text.wireForm)
  }

  mutating func append<Item>(
    list: some Collection<Item>, _ write: (inout MessageWriter, Item) -> Void
  ) {
    append(list.count)
    for item in list { write(&self, item) }
  }

  mutating func append<Value>(optional value: Value?, _ write: (inout MessageWriter, Value) -> Void)
  {
    append(UInt8(value == nil ? 0 : 1))
    if let value { write(&self, value) }
  }
}
