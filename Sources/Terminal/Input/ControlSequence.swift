/// A complete CSI or SS3 sequence (ECMA-48), read as xterm, rxvt, the Linux console and the kitty
/// protocol send keys.
struct ControlSequence {
  enum Meaning: Equatable {
    case event(InputEvent)
    case pasteBegins
    /// An X10 mouse report: three more bytes belong to it.
    case oldMouse
    case unknown
  }

  let parameters: [UInt8]
  let final: UInt8
  /// From an ESC in front.
  let alt: KeyModifiers

  var meaning: Meaning {
    guard parameters.count <= InputParser.parameterByteLimit else { return .unknown }
    switch (prefix, final) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      return mouse.map { .event(.mouse($0)) } ?? .unknown
    case (nil, UInt8(ascii: "M")) where parameters.isEmpty:
      return .oldMouse
    case (nil, UInt8(ascii: "I")) where parameters.isEmpty:
      return .event(.focus(gained: true))
    case (nil, UInt8(ascii: "O")) where parameters.isEmpty:
      return .event(.focus(gained: false))
    case (nil, UInt8(ascii: "~")) where numbers.first == 200:
      return .pasteBegins
    case (nil, _):
      return key.map { .event(.key($0)) } ?? .unknown
    default:
      return .unknown
    }
  }

  /// A private marker in front of the parameters.
  private var prefix: UInt8? {
    parameters.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
  }

  /// The parameters, sub-parameters left out; an empty one is nil.
  private var numbers: [Int?] {
    let digits = prefix == nil ? parameters[...] : parameters.dropFirst()
    return digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      Int(String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self))
    }
  }

  /// xterm's second parameter: 1 and a bit for each modifier.
  private func modifiers(_ number: Int?) -> KeyModifiers {
    guard let number, number > 1, number <= 256 else { return alt }
    let bits = UInt8(number - 1)
    // Meta (8) counts as alt.
    return alt.union(KeyModifiers(rawValue: bits & 7)).union(bits & 8 != 0 ? .alt : [])
  }

  private var key: KeyPress? {
    let numbers = numbers
    let held = modifiers(numbers.count > 1 ? numbers[1] : nil)
    switch final {
    case UInt8(ascii: "~"):
      if numbers.first == 27, numbers.count == 3, let code = numbers[2] {
        return press(code: code, held)
      }
      return tilde(numbers.first ?? nil).map { KeyPress($0, held) }
    case UInt8(ascii: "^"):
      return tilde(numbers.first ?? nil).map { KeyPress($0, held.union(.control)) }
    case UInt8(ascii: "@"):
      return tilde(numbers.first ?? nil).map { KeyPress($0, held.union([.control, .shift])) }
    case UInt8(ascii: "u"):
      return numbers.first.flatMap { $0 }.flatMap { press(code: $0, held) }
    case UInt8(ascii: "Z"):
      return KeyPress(.tab, held.union(.shift))
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return cursor(final - 0x20).map { KeyPress($0, held.union(.shift)) }
    default:
      return cursor(final).map { KeyPress($0, held) }
    }
  }

  /// The key that an SS3 sequence stands for: cursor and keypad keys in application mode.
  var singleShiftKey: KeyPress? {
    guard parameters.count <= InputParser.parameterByteLimit else { return nil }
    let held = modifiers(numbers.first ?? nil)
    switch final {
    case UInt8(ascii: "M"):
      return KeyPress(.enter, held)
    case UInt8(ascii: "I"):
      return KeyPress(.tab, held)
    case UInt8(ascii: " "):
      return KeyPress(.character(" "), held)
    case UInt8(ascii: "X"):
      return KeyPress(.character("="), held)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return cursor(final - 0x20).map { KeyPress($0, held.union(.control)) }
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // The keypad sends `*` to `9` as `j` to `y`.
      return KeyPress(.character(Character(Unicode.Scalar(final - 0x40))), held)
    default:
      return cursor(final).map { KeyPress($0, held) }
    }
  }

  private func cursor(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
    default: nil
    }
  }

  private func tilde(_ number: Int?) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case .some(let number) where (11...15).contains(number): .function(number - 10)
    case .some(let number) where (17...21).contains(number): .function(number - 11)
    case .some(let number) where (23...24).contains(number): .function(number - 12)
    default: nil
    }
  }

  /// A key given by its code point (CSI u, and xterm's modifyOtherKeys).
  private func press(code: Int, _ held: KeyModifiers) -> KeyPress? {
    switch code {
    case 9: return KeyPress(.tab, held)
    case 13: return KeyPress(.enter, held)
    case 27: return KeyPress(.escape, held)
    case 8, 127: return KeyPress(.backspace, held)
    default:
      // The private use area holds kitty's keys that we have no name for.
      guard !(0xE000...0xF8FF).contains(code),
        let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
        let key = Key(typing: scalar)
      else { return nil }
      return KeyPress(key, held.isSubset(of: .shift) ? [] : held)
    }
  }

  /// An SGR report (xterm's mode 1006).
  private var mouse: MouseEvent? {
    let numbers = numbers.compactMap { $0 }
    guard numbers.count == 3, numbers.allSatisfy({ (0...65_535).contains($0) }) else { return nil }
    let code = numbers[0]
    var held = alt
    if code & 4 != 0 { held.insert(.shift) }
    if code & 8 != 0 { held.insert(.alt) }
    if code & 16 != 0 { held.insert(.control) }
    guard let action = mouseAction(code) else { return nil }
    return MouseEvent(
      action, row: max(0, numbers[2] - 1), column: max(0, numbers[1] - 1), modifiers: held)
  }

  private func mouseAction(_ code: Int) -> MouseEvent.Action? {
    let button = code & 3
    switch code & (64 | 32) {
    case 64 where button == 0: return .wheelUp
    case 64 where button == 1: return .wheelDown
    case 32 where button < 3: return .drag(button: button)
    case 0 where button < 3:
      return final == UInt8(ascii: "M") ? .press(button: button) : .release(button: button)
    default: return nil
    }
  }
}
