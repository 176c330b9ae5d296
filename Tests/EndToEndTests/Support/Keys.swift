/// What an xterm sends for keys while ncurses has its keypad mode on.
enum Keys {
  static let up = "\u{1B}OA"
  static let down = "\u{1B}OB"
  static let right = "\u{1B}OC"
  static let left = "\u{1B}OD"
  static let home = "\u{1B}OH"
  static let end = "\u{1B}OF"
  static let pageUp = "\u{1B}[5~"
  static let pageDown = "\u{1B}[6~"
  static let delete = "\u{1B}[3~"
  static let enter = "\r"
  static let tab = "\t"
  static let backTab = "\u{1B}[Z"
  static let escape = "\u{1B}"
  static let backspace = "\u{7F}"
  static let focusIn = "\u{1B}[I"
  static let focusOut = "\u{1B}[O"

  static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(letter.value & 0x1F)))
  }
}
