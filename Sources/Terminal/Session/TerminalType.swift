import CNcursesw
import Text

/// What TERM and its neighbours in the environment say about the terminal.
struct TerminalType: Equatable {
  /// The entries of terminfo to try, best first.
  let candidates: [String]
  /// Whether it takes xterm's private modes: paste, focus and mouse reports.
  let isXtermLike: Bool
  /// Whether colours are wanted (no-color.org).
  let wantsColor: Bool

  init(environment: [String: String]) throws(TerminalError) {
    guard let name = environment["TERM"], !name.isEmpty else {
      throw .terminalTypeUnset
    }
    if name == "dumb" {
      throw .terminalTypeTooPlain(SanitizedText(sanitizing: name))
    }
    isXtermLike = Self.xtermLike.contains { name.hasPrefix($0) }
    wantsColor = (environment["NO_COLOR"] ?? "").isEmpty
    let isDirect = ["truecolor", "24bit"].contains(environment["COLORTERM"])
    var candidates = [name]
    if isDirect, wantsColor {
      if name.hasPrefix("tmux") || name.hasPrefix("screen") {
        candidates.insert("tmux-direct", at: 0)
      } else if isXtermLike {
        candidates.insert("xterm-direct", at: 0)
      }
    }
    self.candidates = candidates
  }

  /// The first candidate that is installed here.
  func installed() throws(TerminalError) -> String {
    for candidate in candidates {
      switch screen_lookup(candidate) {
      case TERMINAL_USABLE: return candidate
      case TERMINAL_TOO_PLAIN where candidate == candidates.last:
        throw .terminalTypeTooPlain(SanitizedText(sanitizing: candidate))
      default: continue
      }
    }
    throw .terminalTypeUnknown(SanitizedText(sanitizing: candidates.last ?? ""))
  }

  private static let xtermLike = [
    "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "ghostty",
    "konsole",
    "vte", "gnome", "st-", "contour", "iterm", "mintty",
  ]
}
