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
    return write(
      GlyphSequence(text)[...], row: row, column: column, id, room: room, overflow: overflow)
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
    return write(
      GlyphSequence(text)[...], row: row, column: column, plain, room: room, overflow: .ellipsis
    ) { glyph in
      ranges.contains { $0.contains(glyph.characterOffset) } ? marked : plain
    }
  }

  private mutating func write(
    ascii bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, _ style: StyleID
  ) -> Int {
    put(ascii: bytes, row: row, column: column, style)
    return column + bytes.count
  }

  /// Writes glyphs; `styling` may give each another style.
  mutating func write(
    _ sequence: Slice<GlyphSequence>, row: Int, column: Int, _ style: StyleID, room: Int,
    overflow: Overflow, styling: (Glyph) -> StyleID? = { _ in nil }
  ) -> Int {
    let needed = sequence.reduce(0) { $0 + max(1, $1.columns) }
    let fits = needed <= room || overflow == .clip
    let end = column + (fits ? room : room - 1)
    var column = column
    for glyph in sequence {
      guard column + max(1, glyph.columns) <= end else { break }
      column = put(glyph, row: row, column: column, styling(glyph) ?? style)
    }
    return fits ? column : put(Glyph(base: "…", columns: 1), row: row, column: column, style)
  }
}
