/// What to draw so that one frame becomes the next.
package struct FrameDiff: Sendable {
  /// Neighbouring cells of a row that changed; never begins or ends within a wide glyph.
  package struct Span: Hashable, Sendable {
    package let row: Int
    package let columns: Range<Int>
  }

  package private(set) var spans: [Span] = []
  /// How many cells look different.
  package private(set) var changedCellCount = 0

  /// Without an old frame, or with one of another size, everything has changed.
  package init(from old: Frame?, to new: Frame) {
    guard let old, old.rows == new.rows, old.columns == new.columns else {
      spans = (0..<new.rows).map { Span(row: $0, columns: 0..<new.columns) }
      changedCellCount = new.rows * new.columns
      return
    }
    for row in 0..<new.rows { compare(old, new, row) }
  }

  package var isEmpty: Bool { spans.isEmpty }

  private mutating func compare(_ old: Frame, _ new: Frame, _ row: Int) {
    var column = 0
    while column < new.columns {
      if new.shows(at: row, column, theSameAs: old) {
        column += 1
        continue
      }
      var start = column
      while column < new.columns, !new.shows(at: row, column, theSameAs: old) {
        changedCellCount += 1
        column += 1
      }
      while start > 0, new[row, start].isContinuation { start -= 1 }
      while column < new.columns, new[row, column].isContinuation { column += 1 }
      if let last = spans.last, last.row == row, last.columns.upperBound >= start {
        spans[spans.count - 1] = Span(row: row, columns: last.columns.lowerBound..<column)
      } else {
        spans.append(Span(row: row, columns: start..<column))
      }
    }
  }
}
