import Masking
import Text

/// Reads what a `MessageWriter` wrote, and believes nothing of it: counts are checked against what is
/// left, words are sanitised, and masked text goes through the masker again.
struct MessageReader {
  private let bytes: [UInt8]
  private var offset = 0
  private let masker: Masker

  init(_ bytes: [UInt8], masker: Masker) {
    self.bytes = bytes
    self.masker = masker
  }

  private var remainingByteCount: Int { bytes.count - offset }

  mutating func byte() throws(AssistantError) -> UInt8 {
    guard remainingByteCount > 0 else { throw .malformedMessage }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func number() throws(AssistantError) -> Int {
    guard remainingByteCount >= 4 else { throw .malformedMessage }
    defer { offset += 4 }
    return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  mutating func real() throws(AssistantError) -> Double {
    guard remainingByteCount >= 8 else { throw .malformedMessage }
    defer { offset += 8 }
    let pattern = (0..<8).reduce(0 as UInt64) { $0 | UInt64(bytes[offset + $1]) << (8 * $1) }
    let number = Double(bitPattern: pattern)
    guard number.isFinite else { throw .malformedMessage }
    return number
  }

  mutating func string() throws(AssistantError) -> String {
    let count = try number()
    guard count <= remainingByteCount else { throw .malformedMessage }
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  mutating func words() throws(AssistantError) -> SanitizedText {
    SanitizedText(sanitizing: try string())
  }

  mutating func masked() throws(AssistantError) -> MaskedText {
    MaskedText(relayed: try string(), through: masker)
  }

  mutating func list<Item>(
    _ read: (inout MessageReader) throws(AssistantError) -> Item
  ) throws(AssistantError) -> [Item] {
    let count = try number()
    // Nothing that stands in a list is empty.
    guard count <= remainingByteCount else { throw .malformedMessage }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count { items.append(try read(&self)) }
    return items
  }

  mutating func optional<Value>(
    _ read: (inout MessageReader) throws(AssistantError) -> Value
  ) throws(AssistantError) -> Value? {
    switch try byte() {
    case 0: return nil
    case 1: return try read(&self)
    default: throw .malformedMessage
    }
  }

  mutating func value<Value: RawRepresentable<String>>(
    _ type: Value.Type
  ) throws(AssistantError) -> Value {
    guard let value = Value(rawValue: try string()) else { throw .malformedMessage }
    return value
  }

  func finish() throws(AssistantError) {
    guard remainingByteCount == 0 else { throw .malformedMessage }
  }
}
