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

  /// The thick stroke at the left side of what is selected or urgent.
  package mutating func edge(column: Int, rows: Range<Int>, _ style: Style = .accent) {
    for row in rows { put(sign: "▎", row: row, column: column, style) }
  }
}
