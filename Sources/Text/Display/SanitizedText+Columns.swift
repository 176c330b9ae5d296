extension SanitizedText {
  /// How many columns the text fills on one line; line feeds count nothing.
  package var columns: Int {
    if isPlainASCII { return string.utf8.count }
    var columns = 0
    var assembler = GlyphAssembler()
    for scalar in string.unicodeScalars {
      assembler.take(scalar, characterOffset: 0) { columns += $0.columns }
    }
    assembler.flush { columns += $0.columns }
    return columns
  }

  /// The longest beginning that fits, with an ellipsis where something was left off.
  package func truncated(to columns: Int, ellipsis: SanitizedText = "…") -> SanitizedText {
    if isPlainASCII && string.utf8.count <= columns { return self }
    let glyphs = GlyphSequence(self)
    guard glyphs.columns > columns else { return self }
    let room = columns - ellipsis.columns
    guard room >= 0 else { return prefix(ofColumns: columns, in: glyphs) }
    return prefix(ofColumns: room, in: glyphs) + ellipsis
  }

  /// Exactly so many columns: truncated, or filled with spaces.
  package func padded(to columns: Int, alignment: Alignment = .leading) -> SanitizedText {
    let text = truncated(to: columns)
    let spaces = String(repeating: " ", count: Swift.max(0, columns - text.columns))
    let padding = SanitizedText(trusted: spaces)
    return alignment == .leading ? text + padding : padding + text
  }

  /// On which side the text stands.
  package enum Alignment: Sendable {
    case leading
    case trailing
  }

  private var isPlainASCII: Bool {
    string.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private func prefix(ofColumns columns: Int, in glyphs: GlyphSequence) -> SanitizedText {
    // A character is drawn whole or not at all.
    var used = 0
    for glyph in glyphs {
      used += glyph.columns
      if used > columns {
        return SanitizedText(trusted: String(string.prefix(glyph.characterOffset)))
      }
    }
    return self
  }
}
