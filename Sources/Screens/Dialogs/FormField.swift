import Canvas
import Desk
import Text
import Tickets
import ViewModels

/// The parts that requests for something in clear have in common.
@MainActor
enum FormField {
  /// Where the fields begin, right of their labels.
  static let column = 10

  static func label(_ words: SanitizedText, isFocused: Bool, row: Int, _ pen: inout Pen) {
    pen.write(words, row: row, column: 0, isFocused ? .accent.bold : .dim)
  }

  /// The policy's reasons, over as many rows as they need; returns the row after them.
  static func reasons(
    _ reasons: [EscalationPolicy.Reason], chosen: Int, isFocused: Bool, row: Int, _ pen: inout Pen
  ) -> Int {
    label("Reason", isFocused: isFocused, row: row, &pen)
    var (next, line) = (column, row)
    for (index, reason) in reasons.enumerated() {
      if next + reason.wording.columns + 2 > pen.bounds.columns {
        line += 1
        next = column
      }
      next = pen.choice(reason.wording, isChosen: index == chosen, row: line, column: next) + 1
    }
    return line + 1
  }

  /// One line to write in; returns the row after it.
  static func text(
    _ title: SanitizedText, _ buffer: TextBuffer, isFocused: Bool, placeholder: SanitizedText,
    row: Int, _ pen: inout Pen
  ) -> Int {
    label(title, isFocused: isFocused, row: row, &pen)
    FieldText.draw(
      buffer, hasCursor: isFocused, placeholder: placeholder, row: row, column: column,
      columns: pen.bounds.columns - column, &pen)
    return row + 1
  }
}
