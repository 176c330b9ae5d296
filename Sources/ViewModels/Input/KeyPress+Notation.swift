package import Text

// How keys are written in key maps, help and the key bar: `j`, `^S`, `Alt-1`, `Shift-Tab`, `Enter`.
extension KeyPress {
  /// Reads a key as key maps write it; `nil` where there is no such key.
  package init?(notation: String) {
    var rest = Substring(notation)
    var modifiers: Modifiers = []
    if rest.count == 2, rest.first == "^", let letter = rest.last {
      self.init(.character(Character(letter.lowercased())), .control)
      return
    }
    for (prefix, modifier) in Self.prefixes
    where rest.hasPrefix(prefix) && rest.count > prefix.count {
      rest = rest.dropFirst(prefix.count)
      modifiers.insert(modifier)
    }
    if rest.count == 1, let character = rest.first {
      self.init(.character(character), modifiers)
    } else if let named = Self.names.first(where: { $0.name == rest })?.key {
      self.init(named, modifiers)
    } else if rest.first == "F", let number = Int(rest.dropFirst()), (1...24).contains(number) {
      self.init(.function(number), modifiers)
    } else {
      return nil
    }
  }

  /// The key as key maps, help and the key bar write it.
  package var notation: SanitizedText {
    if case .character(let character) = key, modifiers == .control {
      return "^" + SanitizedText(sanitizing: character.uppercased())
    }
    var prefix: SanitizedText = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    return prefix + name
  }

  private var name: SanitizedText {
    switch key {
    case .character(" "): "Space"
    case .character(let character): SanitizedText(sanitizing: String(character))
    case .function(let number): "F\(number)"
    default: SanitizedText(sanitizing: Self.names.first { $0.key == key }?.name ?? "")
    }
  }

  private static let prefixes: [(String, Modifiers)] = [
    ("Ctrl-", .control), ("C-", .control), ("Alt-", .alt), ("M-", .alt), ("Shift-", .shift),
    ("S-", .shift),
  ]

  private static let names: [(name: String, key: Key)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Backspace", .backspace),
    ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left),
    ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ("Space", .character(" ")),
  ]
}
