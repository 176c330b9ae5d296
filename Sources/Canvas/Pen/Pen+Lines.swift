extension Pen {
  /// A thin line across, over the columns given or the whole area.
  package mutating func horizontalLine(
    row: Int, columns: Range<Int>? = nil, _ style: Style = .line
  ) {
    for column in columns ?? 0..<area.columns {
      put(sign: glyphs.horizontal, row: row, column: column, style)
    }
  }

  /// A thin line down, over the rows given or the whole area.
  package mutating func verticalLine(
    column: Int, rows: Range<Int>? = nil, _ style: Style = .line
  ) {
    for row in rows ?? 0..<area.rows {
      put(sign: glyphs.vertical, row: row, column: column, style)
    }
  }

  /// A thin line around a part, just outside of it.
  package mutating func outline(_ rect: Rect, _ style: Style = .line) {
    let (top, bottom) = (rect.row - 1, rect.endRow)
    let (leading, trailing) = (rect.column - 1, rect.endColumn)
    for row in [top, bottom] {
      horizontalLine(row: row, columns: rect.column..<rect.endColumn, style)
    }
    for column in [leading, trailing] {
      verticalLine(column: column, rows: rect.row..<rect.endRow, style)
    }
    let corners: [(row: Int, column: Int, sign: Unicode.Scalar)] = [
      (top, leading, "┌"), (top, trailing, "┐"), (bottom, leading, "└"), (bottom, trailing, "┘"),
    ]
    for corner in corners { put(sign: corner.sign, row: corner.row, column: corner.column, style) }
  }

  /// The thick stroke at the left side of what is selected or urgent.
  package mutating func edge(column: Int, rows: Range<Int>, _ style: Style = .accent) {
    for row in rows { put(sign: "▎", row: row, column: column, style) }
  }
}
