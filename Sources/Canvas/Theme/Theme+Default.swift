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

  /// The colours of the page on the console; the indices of 256 are chosen by eye, since the nearest
  /// ones have a violet cast.
  package static let darkPalette: [String: String] = [
    "background": "#0f131a 233 black",
    "panel": "#131923 234 black",
    "bar": "#1a2230 235 black",
    "selection": "#22304a 237 blue",
    "line": "#263042 237 white",
    "text": "#d5dce6 253 white",
    "strong": "#f3ead7 255 white",
    "dim": "#76839a 245 white",
    "faint": "#4b576b 241 white",
    "accent": "#6cc7c0 80 cyan",
    "warning": "#e9b45c 179 yellow",
    "warning-back": "#4a3512 236 black",
    "danger": "#e5706b 203 red",
    "good": "#86c98a 114 green",
    "customer": "#7fb2ea 110 cyan",
    "token": "#b9a3ee 147 magenta",
    "token-back": "#26213d 239 black",
    "badge-text": "#f3ead7 255 black",
    "banner-text": "#f2c878 230 yellow",
    "banner-back": "#4a3512 94 black",
  ]

  package static let darkRoles: [String: String] = [
    "text": "default",
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
    "badge": "badge-text on faint mono bold",
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
    "banner": "banner-text on banner-back mono reverse",
  ]
}
