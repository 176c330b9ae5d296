package import Text

extension Pen {
  /// What happens to text that is longer than its room.
  package enum Overflow: Sendable {
    /// Ends in an ellipsis.
    case ellipsis
    /// Is cut.
    case clip
  }

  /// Writes one line, in at most so many columns, and returns the column after it.
  ///
  /// Without a limit the room ends with the area. Line feeds are drawn as spaces.
  @discardableResult
  package mutating func write(
    _ text: SanitizedText, row: Int, column: Int, _ style: Style = .text, columns limit: Int? = nil,
    overflow: Overflow = .ellipsis
  ) -> Int {
    let room = min(limit ?? .max, area.columns - column)
    guard room > 0 else { return column }
    let id = StyleID(style, on: surface)
    let fast = text.string.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.count <= room && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        ? write(ascii: bytes, row: row, column: column, id) : nil
    }
    if let end = fast.flatMap({ $0 }) { return end }
    var line = LineWriter(row: row, column: column, room: room)
    var assembler = GlyphAssembler()
    for scalar in text.string.unicodeScalars {
      assembler.take(scalar, characterOffset: 0) { line.write($0, id, with: &self) }
      if line.isFull { break }
    }
    assembler.flush { line.write($0, id, with: &self) }
    return line.end(overflow, id, with: &self)
  }

  /// Writes one line so that it ends before a column, and returns the column where it begins.
  @discardableResult
  package mutating func writeTrailing(
    _ text: SanitizedText, row: Int, endColumn: Int, _ style: Style = .text,
    columns limit: Int = .max
  ) -> Int {
    let columns = min(text.columns, limit, max(0, endColumn))
    write(text, row: row, column: endColumn - columns, style, columns: columns)
    return endColumn - columns
  }

  /// Writes one line in the middle of the area.
  package mutating func writeCentered(_ text: SanitizedText, row: Int, _ style: Style = .text) {
    let columns = min(text.columns, area.columns)
    write(text, row: row, column: (area.columns - columns) / 2, style, columns: columns)
  }

  /// Writes one line, with another style on some of its characters.
  @discardableResult
  package mutating func write(
    _ text: SanitizedText, row: Int, column: Int, _ style: Style = .text,
    highlighting ranges: [Range<Int>], _ highlight: Style = .match, columns limit: Int? = nil
  ) -> Int {
    let room = min(limit ?? .max, area.columns - column)
    guard room > 0 else { return column }
    let plain = StyleID(style, on: surface)
    let marked = StyleID(highlight, on: surface)
    var line = LineWriter(row: row, column: column, room: room)
    for glyph in GlyphSequence(text) where !line.isFull {
      let isMarked = ranges.contains { $0.contains(glyph.characterOffset) }
      line.write(glyph, isMarked ? marked : plain, with: &self)
    }
    return line.end(.ellipsis, plain, with: &self)
  }

  private mutating func write(
    ascii bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, _ style: StyleID
  ) -> Int {
    put(ascii: bytes, row: row, column: column, style)
    return column + bytes.count
  }
}

/// Writes glyphs while there is room, and remembers where an ellipsis would have to go.
private struct LineWriter {
  let row: Int
  let endColumn: Int
  var column: Int
  var ellipsisColumn: Int
  var isFull = false

  init(row: Int, column: Int, room: Int) {
    self.row = row
    self.column = column
    ellipsisColumn = column
    endColumn = column + room
  }

  mutating func write(_ glyph: Glyph, _ style: StyleID, with pen: inout Pen) {
    let next = column + (glyph.isLineFeed ? 1 : glyph.columns)
    guard next <= endColumn, !isFull else {
      isFull = true
      return
    }
    column = pen.put(glyph, row: row, column: column, style)
    if column < endColumn { ellipsisColumn = column }
  }

  /// Ends the line, and says in which column.
  mutating func end(_ overflow: Pen.Overflow, _ style: StyleID, with pen: inout Pen) -> Int {
    guard isFull, overflow == .ellipsis else { return column }
    let ellipsis = Glyph(base: "…", columns: 1)
    return pen.put(ellipsis, row: row, column: ellipsisColumn, style)
  }
}
