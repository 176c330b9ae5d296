package import Text

/// A key of the keyboard, or the character that it typed.
package enum Key: Hashable, Sendable {
  /// One scalar as a character; a cluster typed by an input method comes as several presses.
  case character(Character)
  case enter
  case tab
  case backspace
  case escape
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case insert
  case delete
  /// F1 is 1.
  case function(Int)
}

/// What was held down together with a key.
package struct KeyModifiers: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let shift = KeyModifiers(rawValue: 1)
  package static let alt = KeyModifiers(rawValue: 2)
  package static let control = KeyModifiers(rawValue: 4)
}

/// A key and its modifiers, as far as a terminal tells them apart.
///
/// A shifted letter is the capital letter without `.shift`; control with a letter is the lower-case
/// letter with `.control`, whichever case was typed.
package struct KeyPress: Hashable, Sendable {
  package let key: Key
  package let modifiers: KeyModifiers

  package init(_ key: Key, _ modifiers: KeyModifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// What an editor inserts for it; nil for keys that are commands only.
  package var text: SanitizedText? {
    guard case .character(let character) = key, modifiers.isEmpty else { return nil }
    return SanitizedText(sanitizing: String(character))
  }

  /// The name used in key maps: `j`, `ctrl-l`, `alt-enter`, `shift-tab`, `f5`, `space`.
  package var name: String {
    var name = ""
    if modifiers.contains(.control) { name += "ctrl-" }
    if modifiers.contains(.alt) { name += "alt-" }
    if modifiers.contains(.shift) { name += "shift-" }
    return name + key.name
  }
}

extension Key {
  /// The key that typed a scalar; nil for controls and marks that reorder text, which are no keys.
  init?(typing scalar: Unicode.Scalar) {
    let text = String(scalar)
    guard scalar.value >= 0x20, SanitizedText(sanitizing: text).string == text else { return nil }
    self = .character(Character(scalar))
  }

  /// The name without modifiers.
  package var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .enter: "enter"
    case .tab: "tab"
    case .backspace: "backspace"
    case .escape: "escape"
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    case .home: "home"
    case .end: "end"
    case .pageUp: "page-up"
    case .pageDown: "page-down"
    case .insert: "insert"
    case .delete: "delete"
    case .function(let number): "f\(number)"
    }
  }
}
