import Text

/// Draws into a frame, clipped to an area, on a surface.
///
/// Rows and columns count from the upper left corner of the area. Whatever falls outside is left
/// out without a word, so that screens need no guards for small terminals. Calls that write from a
/// column on return the column after, so that a line can be composed from left to right.
package struct Pen: Sendable {
  package private(set) var frame: Frame
  package private(set) var surface: Surface
  package let glyphs: GlyphSet
  /// In the frame's coordinates; may reach beyond the frame.
  private(set) var area: Rect
  private var clip: Rect

  package init(rows: Int, columns: Int, glyphs: GlyphSet = .unicode) {
    frame = Frame(rows: rows, columns: columns)
    surface = .background
    self.glyphs = glyphs
    area = frame.bounds
    clip = frame.bounds
  }

  /// Draws over a frame that shows part of what is wanted already.
  package init(over frame: Frame, glyphs: GlyphSet) {
    self.frame = frame
    surface = .background
    self.glyphs = glyphs
    area = frame.bounds
    clip = frame.bounds
  }

  /// The area in its own coordinates; layouts are cut from this.
  package var bounds: Rect { Rect(rows: area.rows, columns: area.columns) }

  /// Draws within a part of the area, with its upper left corner as the new origin.
  ///
  /// With a surface, the part is filled with it first, and everything in it stands on it. A dialog
  /// gets a thin line around it where there are no shades to tell it apart.
  @discardableResult
  package mutating func within<Result, Failure: Error>(
    _ rect: Rect, on newSurface: Surface? = nil,
    _ draw: (inout Pen) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = (area, clip, surface)
    defer { (area, clip, surface) = outer }
    if newSurface == .dialog, glyphs.pillEdges == .bracketed { outline(rect) }
    area = absolute(rect)
    clip = clip.intersection(area)
    if let newSurface {
      surface = newSurface
      fill(bounds)
    }
    return try draw(&self)
  }

  /// Makes the surface of a part show, with nothing on it.
  package mutating func fill(_ rect: Rect, on other: Surface? = nil, _ style: Style = .text) {
    let cell = Cell.blank(StyleID(style, on: other ?? surface))
    frame.fill(absolute(rect).intersection(clip), with: cell)
  }

  /// Dims what was drawn so far in the area, as behind a dialog; the cursor goes.
  package mutating func dim() {
    frame.restyle(clip) { $0.dimmed }
    frame.cursor = nil
  }

  /// Puts what was drawn in a part on another surface, as a selection does.
  package mutating func lift(_ rect: Rect, to other: Surface) {
    frame.restyle(absolute(rect).intersection(clip)) { style in
      StyleID(
        Style(style.role, style.attributes), on: other, isDimmed: style.isDimmed)
    }
  }

  /// Puts the real cursor on a cell, where that cell is visible.
  package mutating func placeCursor(row: Int, column: Int) {
    let position = Frame.Position(row: row + area.row, column: column + area.column)
    if clip.contains(row: position.row, column: position.column) { frame.cursor = position }
  }

  /// Takes the cursor away, and says where it was in the frame.
  package mutating func liftCursor() -> Frame.Position? {
    defer { if frame.cursor != nil { frame.cursor = nil } }
    return frame.cursor
  }

  /// Puts the cursor back where it was lifted.
  package mutating func restoreCursor(_ position: Frame.Position) {
    frame.cursor = position
  }

  /// A part of the area in the frame's coordinates.
  package func absolute(_ rect: Rect) -> Rect {
    rect.offset(rows: area.row, columns: area.column)
  }

  /// What a cell stands on by now.
  func surface(row: Int, column: Int) -> Surface {
    let (row, column) = (row + area.row, column + area.column)
    guard frame.bounds.contains(row: row, column: column) else { return surface }
    return frame[row, column].style.surface
  }

  /// Draws one glyph, and returns the column after it.
  @discardableResult
  mutating func put(
    _ glyph: Glyph, row: Int, column: Int, _ style: StyleID, isRevealed: Bool = false
  ) -> Int {
    var glyph = glyph
    if glyph.isLineFeed || glyph.base == "\u{A0}" { glyph = Glyph(base: " ", columns: 1) }
    let sign = glyphs.substitute(glyph.base)
    if sign != glyph.base { glyph = Glyph(base: sign, columns: glyph.columns) }
    let target = row + area.row
    if target >= clip.row, target < clip.endRow {
      frame.put(
        glyph, row: target, column: column + area.column, clip: clip.column..<clip.endColumn,
        style: style, isRevealed: isRevealed)
    }
    return column + glyph.columns
  }

  /// Draws one of the signs that drawings are made of.
  @discardableResult
  mutating func put(sign: Unicode.Scalar, row: Int, column: Int, _ style: Style) -> Int {
    put(Glyph(base: sign, columns: 1), row: row, column: column, StyleID(style, on: surface))
  }

  /// Draws bytes of one column each.
  mutating func put(
    ascii bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, _ style: StyleID
  ) {
    let target = row + area.row
    guard target >= clip.row, target < clip.endRow else { return }
    frame.put(
      ascii: bytes, row: target, column: column + area.column,
      clip: clip.column..<clip.endColumn, style: style)
  }
}
