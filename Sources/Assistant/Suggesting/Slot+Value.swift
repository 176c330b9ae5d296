import Masking
import Text

extension Slot {
  /// What the customer said that fits the pattern, the latest first.
  func value(in context: AssistantContext) -> MaskedText? {
    guard let pattern else { return nil }
    let shape = Array(pattern.utf8)
    for turn in context.turns.reversed() where turn.author == .customer {
      if let found = Self.first(shape, in: turn.text) { return found }
    }
    return Self.first(shape, in: context.subject)
  }

  private static func first(_ shape: [UInt8], in text: MaskedText) -> MaskedText? {
    for case .text(let words) in text.segments {
      let bytes = Array(words.string.utf8)
      guard bytes.count >= shape.count else { continue }
      for start in 0...(bytes.count - shape.count) where fits(shape, bytes, at: start) {
        let found = String(decoding: bytes[start..<(start + shape.count)], as: UTF8.self)
        // It stood in masked text, and is read once more as words: a brace in it stays a brace.
        return Masker().redact(
          UnmaskedText(received: SanitizedText(sanitizing: found.uppercased())))
      }
    }
    return nil
  }

  private static func fits(_ shape: [UInt8], _ bytes: [UInt8], at start: Int) -> Bool {
    let end = start + shape.count
    if start > 0, isWord(bytes[start - 1]) { return false }
    if end < bytes.count, isWord(bytes[end]) { return false }
    return shape.indices.allSatisfy { index in
      let byte = bytes[start + index]
      return switch shape[index] {
      case UInt8(ascii: "#"): (0x30...0x39).contains(byte)
      case UInt8(ascii: "@"): (0x41...0x5A).contains(byte & 0xDF)
      case 0x41...0x5A, 0x61...0x7A: byte & 0xDF == shape[index] & 0xDF
      default: byte == shape[index]
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }
}
