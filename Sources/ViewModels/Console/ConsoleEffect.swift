/// What the console asks of the program around it.
package enum ConsoleEffect: Hashable, Sendable {
  /// Paint everything anew.
  case redraw
  /// Give the terminal back and stop until continued.
  case suspend
  /// Wipe the keys; the lock screen is up.
  case lock
  case toggleMouse
  case nextTheme
  /// Read the theme's file again.
  case reloadThemes
  case quit
}
