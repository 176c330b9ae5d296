import Text

/// Which part of something long is in view: rows of a list, lines of a conversation.
package struct ScrollWindow: Hashable, Sendable {
  package let count: Int
  package let visibleCount: Int
  /// The first in view.
  package let first: Int

  /// Keeps `first` where it can be.
  package init(count: Int, visibleCount: Int, first: Int = 0) {
    self.count = max(0, count)
    self.visibleCount = max(0, visibleCount)
    self.first = min(max(0, first), max(0, self.count - self.visibleCount))
  }

  /// Moves no further than it must for the selected one to be in view, with a margin around it.
  package init(count: Int, visibleCount: Int, first: Int, showing selected: Int, margin: Int = 2) {
    let margin = max(0, min(margin, (visibleCount - 1) / 2))
    let lowest = selected + margin - visibleCount + 1
    let highest = selected - margin
    self.init(
      count: count, visibleCount: visibleCount, first: max(min(first, highest), lowest))
  }

  package var visible: Range<Int> { first..<min(count, first + visibleCount) }
  package var hasMoreBelow: Bool { first + visibleCount < count }

  /// The rows of a scroll bar of this height that show the part in view; `nil` when all is.
  package func thumb(rows: Int) -> Range<Int>? {
    guard count > visibleCount, rows > 0, visibleCount > 0 else { return nil }
    let length = max(1, rows * visibleCount / count)
    let travel = rows - length
    let start = travel * first / (count - visibleCount)
    return start..<start + length
  }
}

extension Pen {
  /// A list in the whole area: items of equal height, the selected one on its own surface.
  ///
  /// Each item is drawn with a pen of its own, which knows nothing of the others. Where not all are
  /// in view a thumb on the last column says so.
  package mutating func list(
    _ window: ScrollWindow, rowsPerItem: Int = 1, selected: Int? = nil, isFocused: Bool = true,
    _ drawItem: (inout Pen, Int) -> Void
  ) {
    var rest = bounds
    for index in window.visible {
      let item = rest.cutTop(rowsPerItem)
      guard !item.isEmpty else { break }
      let isSelected = index == selected
      within(item, on: isSelected ? .selection : nil) { pen in
        drawItem(&pen, index)
        if isSelected {
          pen.edge(column: 0, rows: 0..<item.rows, isFocused ? .accent : .faint)
        }
      }
    }
    scrollThumb(window)
  }

  /// A list of lines that fills the area and keeps the selected one in view.
  package mutating func list(
    count: Int, selected: Int, _ drawItem: (inout Pen, Int) -> Void
  ) {
    let window = ScrollWindow(
      count: count, visibleCount: bounds.rows, first: 0, showing: selected)
    list(window, selected: selected, drawItem)
  }

  /// The thumb of a scroll bar on the last column, where there is something out of view.
  package mutating func scrollThumb(_ window: ScrollWindow, _ style: Style = .faint) {
    guard let thumb = window.thumb(rows: bounds.rows) else { return }
    let column = bounds.columns - 1
    for row in thumb {
      put(
        Glyph(base: "▐", columns: 1), row: row, column: column,
        StyleID(style, on: surface(row: row, column: column)))
    }
  }
}
