import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Searching everywhere, by words or by a whole identifier.
@MainActor
enum SearchDialog {
  static func draw(_ model: SearchModel, _ console: ConsoleModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: min(26, max(10, pen.bounds.rows - 4)), columns: 90, &pen) { pen in
      let column = pen.write("Search", row: 0, column: 0, .strong)
      FieldText.draw(
        model.typed, placeholder: "words, or a whole e-mail address or number", row: 0,
        column: column + 3, columns: pen.bounds.columns - column - 3, &pen)
      pen.write(
        "A whole identifier is looked up by its code, and the look is logged.", row: 1, column: 0,
        .faint)
      pen.within(pen.bounds.inset(top: 3)) { drawRows(model, console, &$0) }
    }
  }

  private static func drawRows(
    _ model: SearchModel, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    guard !model.rows.isEmpty else {
      let words: SanitizedText =
        if model.loadingSince != nil {
          "Looking …"
        } else if model.asked == nil || model.typed.isEmpty {
          ""
        } else if model.isCurrent {
          "Nothing was found."
        } else {
          "⏎ looks"
        }
      pen.write(words, row: 0, column: 2, .dim)
      return
    }
    pen.list(count: model.rows.count, selected: model.selectedIndex) { pen, index in
      let row = model.rows[index]
      let number = pen.write("#\(row.id.rawValue)", row: 0, column: 2, .faint)
      let name = pen.writeTrailing(
        row.requesterHint, row: 0, endColumn: pen.bounds.columns - 12, .dim)
      pen.writeTrailing(
        row.ticket.status.wording, row: 0, endColumn: pen.bounds.columns - 2,
        row.ticket.status.isActive ? .good : .faint)
      let room = Rect(
        row: 0, column: max(9, number + 2), rows: 1, columns: name - max(9, number + 2) - 2)
      let subject = MaskedRuns().styled(
        row.ticket.subject, index == model.selectedIndex ? .strong : .text, showsHints: false)
      pen.within(room) { _ = $0.write(subject, row: 0, column: 0) }
    }
  }
}
