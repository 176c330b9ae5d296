package import Text

/// Why there can be no console here.
///
/// The program says so (``message``) and exits with ``exitCode``.
package enum TerminalError: Error, Hashable {
  /// Standard input or output is a pipe or a file.
  case notATerminal
  case terminalTypeUnset
  /// The type is known and cannot place a cursor.
  case terminalTypeTooPlain(SanitizedText)
  case terminalTypeUnknown(SanitizedText)
  case noUnicodeLocale
  /// The terminal is there and does not open.
  case cannotOpenTerminal(errno: Int32)
  case cannotOpenLog(errno: Int32)

  /// What the program exits with.
  package var exitCode: Int32 { 2 }

  /// What happened and what to do, for the person who started the program.
  package var message: SanitizedText {
    switch self {
    case .notATerminal:
      "The console needs a terminal for input and output; this is a pipe or a file."
    case .terminalTypeUnset:
      "TERM is not set. Start the console from a terminal, or set TERM (xterm-256color fits most)."
    case .terminalTypeTooPlain(let type):
      "A terminal of type \(type) cannot place a cursor. Start the console from another one."
    case .terminalTypeUnknown(let type):
      "No terminal type \(type) is installed here. Set TERM to one that is, such as xterm-256color."
    case .noUnicodeLocale:
      "No UTF-8 locale is installed here. The console needs one, such as C.UTF-8."
    case .cannotOpenTerminal(let errno):
      "The terminal cannot be opened (error \(errno))."
    case .cannotOpenLog(let errno):
      "The console's log cannot be opened (error \(errno)). Check its folder, and the free space."
    }
  }
}
