/// Text broken into lines of at most so many columns, with the way back to its characters.
///
/// The lines tile the source: each holds its own trailing spaces and its line feed, which are not
/// drawn and may hang over the edge. A composer that wants room for a cursor after a full line wraps
/// at one column less than it has.
package struct WrappedText: Sendable {
  package struct Line: Hashable, Sendable {
    /// All of the line's glyphs.
    package let glyphs: Range<Int>
    /// Those that are drawn.
    package let visible: Range<Int>
    /// Columns left free before the first glyph.
    package let indent: Int
  }

  /// How the second and later lines of a paragraph begin.
  package enum Indent: Sendable {
    /// At the edge.
    case none
    /// Below the first word, after leading spaces and a list or quotation mark.
    case hanging
  }

  package let source: GlyphSequence
  package let columns: Int
  package let lines: [Line]

  /// At least two columns, so that every glyph fits.
  package init(_ source: GlyphSequence, columns: Int, indent: Indent = .hanging) {
    self.source = source
    self.columns = max(2, columns)
    var wrapper = Wrapper(glyphs: source.glyphs, columns: self.columns, indent: indent)
    lines = wrapper.wrap()
  }

  package init(_ text: SanitizedText, columns: Int, indent: Indent = .hanging) {
    self.init(GlyphSequence(text), columns: columns, indent: indent)
  }

  /// What a line draws.
  package func glyphs(ofLine line: Int) -> ArraySlice<Glyph> {
    source.glyphs[lines[line].visible]
  }

  /// The columns that a line fills, its indent included.
  package func columns(ofLine line: Int) -> Int {
    lines[line].indent + glyphs(ofLine: line).reduce(0) { $0 + $1.columns }
  }
}

// Between characters of the source and places on the screen.
extension WrappedText {
  /// Where a character is drawn, or for the offset after the last one, where it would be.
  ///
  /// Spaces that hang over the edge are reported at the edge.
  package func position(ofCharacter offset: Int) -> (line: Int, column: Int) {
    let glyph = source.index(ofCharacter: offset)
    let line = self.line(ofGlyph: glyph)
    let before = source.glyphs[lines[line].glyphs.lowerBound..<glyph].reduce(0) { $0 + $1.columns }
    return (line, min(columns, lines[line].indent + before))
  }

  /// The character at a place; right of a line's end, the one that ends the line.
  package func character(line: Int, column: Int) -> Int {
    let line = min(max(0, line), lines.count - 1)
    let isLast = line == lines.count - 1
    var next = lines[line].indent
    for glyph in source.glyphs[lines[line].glyphs] {
      next += glyph.columns
      if next > column || glyph.isLineFeed { return glyph.characterOffset }
    }
    guard !isLast, let last = source.glyphs[lines[line].glyphs].last else {
      return source.characterCount
    }
    // After the last glyph would be the beginning of the next line.
    return last.characterOffset
  }

  private func line(ofGlyph glyph: Int) -> Int {
    var low = 0
    var high = lines.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lines[middle].glyphs.lowerBound <= glyph { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
