import Canvas
import Text
import ViewModels

/// One line in which one writes; it scrolls sideways to keep the cursor in sight.
@MainActor
enum FieldText {
  /// Draws the text and puts the cursor into it; returns the column after it.
  @discardableResult
  static func draw(
    _ buffer: TextBuffer, hasCursor: Bool = true, placeholder: SanitizedText = .empty, row: Int,
    column: Int, columns: Int, _ pen: inout Pen
  ) -> Int {
    guard columns > 1 else { return column }
    if buffer.isEmpty {
      if hasCursor { pen.placeCursor(row: row, column: column) }
      return pen.write(placeholder, row: row, column: column, .faint, columns: columns)
    }
    var first = 0
    func width(_ range: Range<Int>) -> Int {
      SanitizedText(sanitizing: String(buffer.characters[range])).columns
    }
    while width(first..<buffer.cursor) > columns - 1 { first += 1 }
    let shown = SanitizedText(sanitizing: String(buffer.characters[first...]))
    let end = pen.write(shown, row: row, column: column, .text, columns: columns, overflow: .clip)
    if hasCursor { pen.placeCursor(row: row, column: column + width(first..<buffer.cursor)) }
    return end
  }
}
