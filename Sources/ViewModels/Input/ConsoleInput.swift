package import Text

/// Whatever a terminal reports.
package enum ConsoleInput: Hashable, Sendable {
  case key(KeyPress)
  /// Text pasted in one go; it is never read as keys.
  case paste(SanitizedText)
  case focusGained
  case focusLost
}
