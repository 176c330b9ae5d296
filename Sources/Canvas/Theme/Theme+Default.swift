extension Theme {
  /// The dark default, there before any file is read and whatever is wrong with one.
  package static let dark: Theme = {
    do {
      return try Theme(
        name: "dark", palette: darkPalette, roles: darkRoles, surfaces: darkSurfaces)
    } catch {
      preconditionFailure("the built-in theme is whole: \(error)")
    }
  }()

  /// Public so far as a theme file may start from it.
  package static let darkPalette: [String: String] = [
    "background": "#0f131a 233 black",
    "panel": "#131923 234 black",
    "bar": "#1a2230 235 black",
    "selection": "#22304a 237 blue",
    "line": "#263042 238 white",
    "text": "#d5dce6 253 white",
    "strong": "#f3ead7 230 white",
    "dim": "#76839a 103 white",
    "faint": "#4b576b 60 white",
    "accent": "#6cc7c0 79 cyan",
    "warning": "#e9b45c 215 yellow",
    "warning-back": "#4a3512 58 black",
    "danger": "#e5706b 167 red",
    "danger-back": "#4a1d1b 52 red",
    "good": "#86c98a 114 green",
    "customer": "#7fb2ea 111 cyan",
    "token": "#b9a3ee 147 magenta",
    "token-back": "#26213d 236 black",
  ]

  package static let darkRoles: [String: String] = [
    "text": "text",
    "strong": "strong mono bold",
    "dim": "dim",
    "faint": "faint",
    "line": "line",
    "accent": "accent mono bold",
    "warning": "warning mono bold",
    "danger": "danger mono bold",
    "good": "good",
    "customer": "customer mono bold",
    "note": "token mono italic",
    "token": "token on token-back mono underline",
    "placeholder": "token on token-back mono underline",
    "unresolved": "warning on warning-back mono bold underline",
    "revealed": "background on warning mono bold reverse",
    "badge": "strong on faint mono bold",
    "badge-focused": "background on accent mono reverse",
    "chosen": "background on accent mono reverse",
    "match": "strong mono underline",
    "figure": "accent",
    "track": "line",
  ]

  package static let darkSurfaces: [String: String] = [
    "background": "text on background",
    "panel": "text on panel",
    "bar": "text on bar mono reverse",
    "selection": "text on selection mono reverse",
    "dialog": "text on bar",
    "banner": "warning on warning-back mono reverse",
  ]
}
