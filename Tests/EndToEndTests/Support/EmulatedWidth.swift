/// Columns as terminals agree on them, from the character's own properties.
enum EmulatedWidth {
  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } || isWideEmoji(scalar) ? 2 : 1
    }
  }

  private static func isWideEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// The blocks of East Asian Wide and Fullwidth (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}

/// The DEC special graphics set, which ncurses may choose for lines.
enum LineDrawing {
  static func character(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    table[scalar] ?? scalar
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "◆", "a": "▒", "f": "°", "g": "±", "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼",
    "q": "─", "t": "├", "u": "┤", "v": "┴", "w": "┬", "x": "│", "~": "·",
  ]
}
