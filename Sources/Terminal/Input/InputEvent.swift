package import Text

/// What a person did at the terminal.
package enum InputEvent: Hashable, Sendable {
  case key(KeyPress)

  /// A whole bracketed paste, never mistaken for keys.
  case paste(SanitizedText)

  /// A paste beyond the parser's limit; none of it is kept.
  case pasteRefused(byteCount: Int)

  case mouse(MouseEvent)

  /// The terminal's window has the focus now, or has it no longer.
  case focus(gained: Bool)
}

/// A report of the mouse, when it is switched on.
package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    /// 0 is the left button, 1 the middle one, 2 the right one.
    case press(button: Int)
    case release(button: Int)
    case drag(button: Int)
    case wheelUp
    case wheelDown
  }

  package let action: Action
  /// From the top, 0 based.
  package let row: Int
  /// From the left, 0 based.
  package let column: Int
  package let modifiers: KeyModifiers

  package init(_ action: Action, row: Int, column: Int, modifiers: KeyModifiers = []) {
    self.action = action
    self.row = row
    self.column = column
    self.modifiers = modifiers
  }
}
