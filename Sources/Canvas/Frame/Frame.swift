package import Text

/// A picture of the whole screen: rows and columns of cells, and where the cursor stands.
///
/// A value like any other, made anew for each draw and compared with the one before. Only a `Pen`
/// writes into it, and a pen takes only sanitised text. Memory that held a revealed value is
/// overwritten before it is released.
package struct Frame: Sendable {
  package let rows: Int
  package let columns: Int
  /// The real cursor, on what has the focus; `nil` hides it.
  package internal(set) var cursor: Position?
  private var storage: CellStorage

  /// A cell's place, counted from the upper left corner.
  package struct Position: Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package init(rows: Int, columns: Int, surface: Surface = .background) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    storage = CellStorage(
      count: self.rows * self.columns, filledWith: .blank(StyleID(.text, on: surface)))
  }

  package var bounds: Rect { Rect(rows: rows, columns: columns) }

  package subscript(row: Int, column: Int) -> Cell {
    storage.cells[index(row, column)]
  }

  /// What a cell shows, marks included; a continuation shows the glyph it belongs to.
  package func glyph(row: Int, column: Int) -> Glyph {
    let cell = self[row, column]
    if cell.isContinuation, column > 0 { return glyph(row: row, column: column - 1) }
    return glyph(of: cell)
  }

  /// What a cell of this frame shows.
  package func glyph(of cell: Cell) -> Glyph {
    if let cluster = cell.clusterIndex { return storage.clusters[cluster] }
    return Glyph(base: cell.scalar ?? "\u{FFFD}", columns: cell.columns)
  }

  /// Whether any cell shows, or once showed, an identifier in clear.
  package var holdsRevealed: Bool { storage.holdsRevealed }

  /// How many glyphs are kept that do not fit into a cell, those that were drawn over included.
  package var clusterCount: Int { storage.clusterCount }

  /// Empties the frame.
  ///
  /// What it showed is overwritten at once, or with the last of its copies.
  package mutating func wipe() {
    storage = CellStorage(
      count: rows * columns, filledWith: .blank(StyleID(.text, on: .background)))
    cursor = nil
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns, "a cell outside of the frame")
    return row * columns + column
  }

  func cells(ofRow row: Int) -> Slice<UnsafeMutableBufferPointer<Cell>> {
    storage.cells[row * columns..<(row + 1) * columns]
  }
}

extension Frame: Equatable {
  package static func == (left: Frame, right: Frame) -> Bool {
    guard left.rows == right.rows, left.columns == right.columns, left.cursor == right.cursor
    else { return false }
    if left.storage === right.storage { return true }
    return (0..<left.rows).allSatisfy { row in
      (0..<left.columns).allSatisfy { left.shows(at: row, $0, theSameAs: right) }
    }
  }

  /// Cells of two frames look the same; their references to glyphs need not be.
  @inline(__always)
  func shows(at row: Int, _ column: Int, theSameAs other: Frame) -> Bool {
    let mine = storage.cells[row * columns + column]
    let theirs = other.storage.cells[row * columns + column]
    guard mine.clusterIndex != nil, theirs.clusterIndex != nil else { return mine == theirs }
    return mine.style == theirs.style && mine.isRevealed == theirs.isRevealed
      && glyph(of: mine) == other.glyph(of: theirs)
  }
}

// Writing. A wide glyph is never left by half: what loses one cell loses both.
extension Frame {
  /// Writes a glyph within a row, not beyond `end`, and says how many columns it took.
  mutating func put(
    _ glyph: Glyph, row: Int, column: Int, clip: Range<Int>, style: StyleID,
    isRevealed: Bool = false
  ) {
    let visible = (column..<column + glyph.columns).clamped(to: clip)
    guard !visible.isEmpty else { return }
    makeUnique()
    if isRevealed { storage.holdsRevealed = true }
    release(visible, row: row)
    let start = row * columns
    guard visible.count == glyph.columns else {
      // Cut by the border: better no glyph than half of one.
      for column in visible { storage.cells[start + column] = .blank(style) }
      return
    }
    storage.cells[start + column] =
      glyph.marks.isEmpty
      ? Cell(scalar: glyph.base, columns: glyph.columns, style: style, isRevealed: isRevealed)
      : Cell(
        cluster: storage.append(glyph.unplaced), columns: glyph.columns, style: style,
        isRevealed: isRevealed)
    if glyph.columns == 2 {
      storage.cells[start + column + 1] = .continuation(style: style, isRevealed: isRevealed)
    }
  }

  /// The fast way for what is one column a byte.
  mutating func put(
    ascii bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, clip: Range<Int>,
    style: StyleID
  ) {
    let visible = (column..<column + bytes.count).clamped(to: clip)
    guard !visible.isEmpty else { return }
    makeUnique()
    release(visible, row: row)
    let start = row * columns
    for target in visible {
      storage.cells[start + target] = Cell(
        scalar: Unicode.Scalar(bytes[target - column]), columns: 1, style: style)
    }
  }

  mutating func fill(_ rect: Rect, with cell: Cell) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    makeUnique()
    for row in area.row..<area.endRow {
      release(area.column..<area.endColumn, row: row)
      storage.cells[row * columns + area.column..<row * columns + area.endColumn]
        .update(repeating: cell)
    }
  }

  mutating func restyle(_ rect: Rect, _ style: (StyleID) -> StyleID) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    makeUnique()
    for row in area.row..<area.endRow {
      for index in row * columns + area.column..<row * columns + area.endColumn {
        let cell = storage.cells[index]
        storage.cells[index] = cell.restyled(style(cell.style))
      }
    }
  }

  /// Blanks the outer half of a wide glyph that straddles either end of a range about to change.
  private mutating func release(_ range: Range<Int>, row: Int) {
    let start = row * columns
    if range.lowerBound > 0, storage.cells[start + range.lowerBound].isContinuation {
      let lead = storage.cells[start + range.lowerBound - 1]
      storage.cells[start + range.lowerBound - 1] = .blank(lead.style)
    }
    if range.upperBound < columns, storage.cells[start + range.upperBound].isContinuation {
      let rest = storage.cells[start + range.upperBound]
      storage.cells[start + range.upperBound] = .blank(rest.style)
    }
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = CellStorage(copying: storage) }
  }
}

extension Glyph {
  /// The same picture wherever it came from, so that equal pictures are equal.
  fileprivate var unplaced: Glyph { Glyph(base: base, marks: marks, columns: columns) }
}
