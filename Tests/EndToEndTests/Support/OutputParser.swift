/// Cuts a program's output into characters and control sequences (ECMA-48).
struct OutputParser {
  enum Action {
    case print(Unicode.Scalar)
    case control(UInt8)
    case escape(intermediates: [UInt8], final: UInt8)
    case sequence(Sequence)
  }

  struct Sequence: CustomStringConvertible {
    let prefix: UInt8?
    /// Parameters, each with its sub-parameters; an empty one is nil.
    let groups: [[Int?]]
    let intermediates: [UInt8]
    let final: UInt8

    subscript(index: Int) -> Int? {
      index < groups.count ? groups[index].first.flatMap { $0 } : nil
    }

    var numbers: [Int] { groups.compactMap { $0.first.flatMap { $0 } } }

    var description: String {
      let marker = prefix.map { String(Unicode.Scalar($0)) } ?? ""
      let parameters = numbers.map { String($0) }.joined(separator: ";")
      let middle = String(decoding: intermediates, as: UTF8.self)
      return "CSI \(marker)\(parameters)\(middle)\(Character(Unicode.Scalar(final)))"
    }
  }

  private enum State {
    case ground
    case escape([UInt8])
    case sequence([UInt8])
    case string(endsNext: Bool)
  }

  private var state = State.ground
  private var pending: [UInt8] = []

  mutating func take(_ byte: UInt8) -> Action? {
    switch state {
    case .ground: return ground(byte)
    case .escape(let intermediates): return escape(byte, intermediates)
    case .sequence(let bytes): return sequence(byte, bytes)
    case .string(let endsNext):
      let ends = byte == 0x07 || (endsNext && byte == UInt8(ascii: "\\"))
      state = ends ? .ground : .string(endsNext: byte == 0x1B)
      return nil
    }
  }

  private mutating func ground(_ byte: UInt8) -> Action? {
    switch byte {
    case 0x1B:
      state = .escape([])
      return nil
    case 0..<0x20, 0x7F:
      return byte == 0 || byte == 0x7F ? nil : .control(byte)
    case 0x20..<0x7F:
      pending = []
      return .print(Unicode.Scalar(byte))
    default:
      return multibyte(byte)
    }
  }

  private mutating func multibyte(_ byte: UInt8) -> Action? {
    if byte & 0xC0 != 0x80 { pending = [] }
    pending.append(byte)
    let length = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : 2
    guard pending.count >= length else { return nil }
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self).unicodeScalars.first.map { .print($0) }
  }

  private mutating func escape(_ byte: UInt8, _ intermediates: [UInt8]) -> Action? {
    switch byte {
    case UInt8(ascii: "[") where intermediates.isEmpty:
      state = .sequence([])
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      state = .string(endsNext: false)
    case 0x20...0x2F:
      state = .escape(intermediates + [byte])
    default:
      state = .ground
      return .escape(intermediates: intermediates, final: byte)
    }
    return nil
  }

  private mutating func sequence(_ byte: UInt8, _ bytes: [UInt8]) -> Action? {
    switch byte {
    case 0x1B:
      state = .escape([])
      return nil
    case 0..<0x20:
      // Controls act in the middle of a sequence.
      return .control(byte)
    case 0x40...0x7E:
      state = .ground
      return .sequence(Self.parse(bytes, final: byte))
    default:
      state = .sequence(bytes + [byte])
      return nil
    }
  }

  private static func parse(_ bytes: [UInt8], final: UInt8) -> Sequence {
    let prefix = bytes.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    let parameters = bytes.drop { (0x3C...0x3F).contains($0) }.prefix { $0 >= 0x30 }
    let groups = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { group in
        group.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
          .map { Int(String(decoding: $0, as: UTF8.self)) }
      }
    return Sequence(
      prefix: prefix, groups: groups, intermediates: bytes.filter { $0 < 0x30 }, final: final)
  }
}
