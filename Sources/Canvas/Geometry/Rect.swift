/// A rectangle of cells; rows and columns are never negative.
package struct Rect: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package private(set) var rows: Int
  package private(set) var columns: Int

  /// Negative sizes become empty ones, so that layouts need no guard against a tiny terminal.
  package init(row: Int = 0, column: Int = 0, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  package var isEmpty: Bool { rows == 0 || columns == 0 }
  /// One past the last row.
  package var endRow: Int { row + rows }
  /// One past the last column.
  package var endColumn: Int { column + columns }

  package func contains(row: Int, column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  /// What both cover.
  package func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let leading = max(column, other.column)
    return Rect(
      row: top, column: leading,
      rows: min(endRow, other.endRow) - top,
      columns: min(endColumn, other.endColumn) - leading)
  }

  /// Moved by so many rows and columns.
  package func offset(rows: Int, columns: Int) -> Rect {
    Rect(row: row + rows, column: column + columns, rows: self.rows, columns: self.columns)
  }

  /// Less a margin on each side.
  package func inset(rows: Int = 0, columns: Int = 0) -> Rect {
    inset(top: rows, bottom: rows, leading: columns, trailing: columns)
  }

  /// Less a margin on the sides named.
  package func inset(top: Int = 0, bottom: Int = 0, leading: Int = 0, trailing: Int = 0) -> Rect {
    Rect(
      row: row + min(top, rows), column: column + min(leading, columns),
      rows: rows - top - bottom, columns: columns - leading - trailing)
  }

  /// A rectangle of this size or less in the middle of it.
  package func centered(rows: Int, columns: Int) -> Rect {
    let height = min(rows, self.rows)
    let width = min(columns, self.columns)
    return Rect(
      row: row + (self.rows - height) / 2, column: column + (self.columns - width) / 2,
      rows: height, columns: width)
  }
}

// Layout by cutting: each call takes a strip off one side and leaves the rest, which reads in the
// order in which a screen is built.
extension Rect {
  /// Takes rows off the top, as many as there are.
  package mutating func cutTop(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    let strip = Rect(row: row, column: column, rows: taken, columns: columns)
    row += taken
    rows -= taken
    return strip
  }

  /// Takes rows off the bottom, as many as there are.
  package mutating func cutBottom(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    rows -= taken
    return Rect(row: row + rows, column: column, rows: taken, columns: columns)
  }

  /// Takes columns off the left side, as many as there are.
  package mutating func cutLeading(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    let strip = Rect(row: row, column: column, rows: rows, columns: taken)
    column += taken
    columns -= taken
    return strip
  }

  /// Takes columns off the right side, as many as there are.
  package mutating func cutTrailing(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    columns -= taken
    return Rect(row: row, column: column + columns, rows: rows, columns: taken)
  }

  /// Side by side: parts as wide as their weights ask, the last one takes what rounding left.
  package func splitColumns(weights: [Int]) -> [Rect] {
    var rest = self
    return Self.shares(of: columns, weights: weights).map { rest.cutLeading($0) }
  }

  private static func shares(of length: Int, weights: [Int]) -> [Int] {
    let total = max(1, weights.reduce(0, +))
    var shares = weights.map { length * $0 / total }
    if let last = shares.indices.last { shares[last] = length - shares.dropLast().reduce(0, +) }
    return shares
  }
}
