import Text

/// The signs that drawings are made of: Unicode's, or ASCII's where a person or a terminal needs it.
package struct GlyphSet: Hashable, Sendable {
  /// Which characters drawings may use.
  package enum Repertoire: Sendable {
    case unicode
    /// No line drawing, blocks or dots; customers' words stay as they were written.
    case ascii
  }

  /// How a pill shows that it is one.
  package enum PillEdges: Sendable {
    /// By its own shade, with a space at either end.
    case shaded
    /// By brackets in the place of the spaces, where there are no shades.
    case bracketed
  }

  package let repertoire: Repertoire
  package let pillEdges: PillEdges

  package init(_ repertoire: Repertoire = .unicode, pillEdges: PillEdges = .shaded) {
    self.repertoire = repertoire
    self.pillEdges = pillEdges
  }

  package static let unicode = GlyphSet()
  /// For `NO_COLOR` and terminals without shades.
  package static let bracketed = GlyphSet(.unicode, pillEdges: .bracketed)
  package static let ascii = GlyphSet(.ascii, pillEdges: .bracketed)

  /// The sign to draw for a sign asked for, of the same width.
  ///
  /// In ASCII this covers whatever the program itself draws or writes; letters of any script pass.
  @inline(__always)
  func substitute(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if repertoire == .unicode || scalar.value < 0xA0 { return scalar }
    return Self.asciiSign(for: scalar)
  }

  private static func asciiSign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "─", "━", "–", "—", "−", "‑": "-"
    case "│", "┃", "▏", "▎", "▍", "▌": "|"
    case "•", "◆", "●", "★": "*"
    case "·", "…", "○": "."
    case "‹", "«", "←", "◂": "<"
    case "›", "»", "→", "▸": ">"
    case "↑", "▲", "▴": "^"
    case "↓", "▼", "▾": "v"
    case "“", "”", "„": "\""
    case "‘", "’", "‚": "'"
    case "✓": "+"
    case "✗", "×": "x"
    case "⏎": "$"
    case "\u{A0}": " "
    case "▁", "▂": "_"
    case "▃", "▄": "-"
    case "▅", "▆": "="
    case "▇", "█": "#"
    case "\u{2500}"..."\u{257F}": "+"
    case "\u{2580}"..."\u{259F}": "#"
    case "\u{2800}"..."\u{28FF}": "#"
    default: scalar
    }
  }

  var horizontal: Unicode.Scalar { "─" }
  var vertical: Unicode.Scalar { "│" }

  /// The edges of a pill, one column each.
  var pillSides: (leading: Unicode.Scalar, trailing: Unicode.Scalar) {
    switch (pillEdges, repertoire) {
    case (.shaded, _): (" ", " ")
    case (.bracketed, .unicode): ("‹", "›")
    case (.bracketed, .ascii): ("<", ">")
    }
  }

  /// The edges of a badge.
  var badgeSides: (leading: Unicode.Scalar, trailing: Unicode.Scalar) {
    pillEdges == .shaded ? (" ", " ") : ("[", "]")
  }
}
