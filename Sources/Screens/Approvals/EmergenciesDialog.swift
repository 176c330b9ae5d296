import Canvas
import Desk
import Foundation
import Text
import ViewModels

/// Looks by break-glass that wait for a review: the list, and all that may be known of the chosen one.
@MainActor
enum EmergenciesDialog {
  static func draw(_ model: EmergenciesModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let shown = min(max(1, model.emergencies.count), max(1, pen.bounds.rows - 17))
    DialogScreen.panel(
      rows: 16 + shown, columns: 84, stroke: model.unseen.isEmpty ? .accent : .danger, &pen
    ) { pen in
      let column = pen.write("Break-glass", row: 0, column: 0, .strong)
      pen.write(title(model), row: 0, column: column + 3, .dim)
      guard let chosen = model.selected else {
        pen.write("No glass was broken that waits for a review.", row: 2, column: 2, .dim)
        DialogScreen.keys([("emergencies.close", "close", .accent)], row: 4, console, &pen)
        return
      }
      drawList(model, console, rows: shown, from: 2, &pen)
      let row = drawDetails(chosen, console, row: 3 + shown, &pen)
      drawKeys(model, chosen, console, row: row + 1, &pen)
    }
  }

  private static func title(_ model: EmergenciesModel) -> SanitizedText {
    let count = model.unseen.count
    return count == 0
      ? "seen, and waiting for a review" : "opened without an approval; \(count) not seen by you"
  }

  private static func drawList(
    _ model: EmergenciesModel, _ console: ConsoleModel, rows: Int, from row: Int, _ pen: inout Pen
  ) {
    let room = Rect(row: row, column: 0, rows: rows, columns: pen.bounds.columns)
    pen.within(room) { pen in
      pen.list(count: model.emergencies.count, selected: model.selectedIndex) { pen, index in
        draw(
          model.emergencies[index], isChosen: index == model.selectedIndex, console.clock.second,
          &pen)
      }
    }
  }

  private static func draw(
    _ emergency: Emergency, isChosen: Bool, _ now: Date, _ pen: inout Pen
  ) {
    pen.write(
      emergency.isSeen ? "·" : "!", row: 0, column: 1, emergency.isSeen ? .faint : .danger.bold)
    let column = pen.write(
      emergency.name, row: 0, column: 3, isChosen ? .strong : .text, columns: 14)
    pen.write(
      emergency.summary, row: 0, column: max(column + 2, 18), .text,
      columns: max(0, pen.bounds.columns - 46))
    let (words, style): (SanitizedText, Style) =
      if emergency.isOpen(at: now) {
        (
          "open, " + TimeText.countdown(to: emergency.expiresAt, now: now) + " left",
          .danger.bold
        )
      } else if emergency.isOverdue(at: now) {
        ("review overdue", .danger)
      } else {
        ("masked again", .dim)
      }
    pen.writeTrailing(words, row: 0, endColumn: pen.bounds.columns - 1, style)
  }

  private static func drawDetails(
    _ emergency: Emergency, _ console: ConsoleModel, row start: Int, _ pen: inout Pen
  ) -> Int {
    let calendar = console.clock.calendar
    pen.horizontalLine(row: start)
    var row = start + 1
    FormField.label("Who", isFocused: false, row: row, &pen)
    let column = pen.write(emergency.name, row: row, column: FormField.column, .text)
    pen.write(
      emergency.at.shortDayAndTime(in: calendar) + ", entry \(emergency.id)", row: row,
      column: column + 3, .dim)
    row += 1
    FormField.label("What", isFocused: false, row: row, &pen)
    let end = pen.write(emergency.summary, row: row, column: FormField.column, .text)
    if emergency.isOverBudget {
      pen.write("beyond their budget", row: row, column: end + 3, .warning)
    }
    row += 1
    FormField.label("Why", isFocused: false, row: row, &pen)
    row = DialogScreen.paragraph(
      emergency.reasonWording + " · “" + emergency.reason + "”", .text, row: row,
      column: FormField.column, most: 3, &pen)
    FormField.label("Review", isFocused: false, row: row, &pen)
    let isOverdue = emergency.isOverdue(at: console.clock.second)
    pen.write(
      (isOverdue ? "overdue since " : "by ") + emergency.reviewBy.shortDayAndTime(in: calendar),
      row: row, column: FormField.column, isOverdue ? .danger : .text)
    return row + 1
  }

  private static func drawKeys(
    _ model: EmergenciesModel, _ chosen: Emergency, _ console: ConsoleModel, row start: Int,
    _ pen: inout Pen
  ) {
    var row = start
    if let complaint = model.complaint {
      row = DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
    } else {
      let words: SanitizedText =
        chosen.isSeen
        ? "You have seen it. A supervisor reviews it: justified, or not."
        : "That you have seen it is logged; the mark in the title bar stays until then."
      row = DialogScreen.paragraph(words, .dim, row: row, most: 2, &pen)
    }
    row += 1
    if model.isSubmitting {
      pen.write("Writing the log …", row: row, column: 0, .warning)
      return
    }
    var keys: [(command: CommandID, word: SanitizedText, style: Style)] = []
    if !chosen.isSeen { keys.append(("emergencies.seen", "I have seen it", .warning)) }
    if chosen.ticket != nil { keys.append(("emergencies.ticket", "open its ticket", .text)) }
    DialogScreen.keys(keys + [("emergencies.close", "close", .accent)], row: row, console, &pen)
  }
}
