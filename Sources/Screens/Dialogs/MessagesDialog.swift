import Canvas
import Desk
import Text
import ViewModels

/// What stood on the message line, newest first.
@MainActor
enum MessagesDialog {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    let history = console.messages.history
    DialogScreen.panel(
      rows: min(max(10, pen.bounds.rows - 6), max(10, history.count * 2 + 4)), columns: 100, &pen
    ) { pen in
      let column = pen.write("Messages", row: 0, column: 0, .strong)
      pen.write("newest first", row: 0, column: column + 3, .dim)
      guard !history.isEmpty else {
        pen.write("Nothing was said yet.", row: 2, column: 0, .dim)
        return
      }
      pen.within(pen.bounds.inset(top: 2)) { pen in
        var row = 0
        for entry in history.reversed().dropFirst(console.messages.scroll) {
          guard row < pen.bounds.rows else { break }
          row = draw(entry, console, row: row, &pen)
        }
      }
    }
  }

  private static func draw(
    _ entry: MessagesModel.Entry, _ console: ConsoleModel, row: Int, _ pen: inout Pen
  ) -> Int {
    let (word, style): (SanitizedText, Style) =
      switch entry.notice.severity {
      case .information: ("note", .dim)
      case .success: ("done", .good)
      case .warning: ("warning", .warning)
      case .failure: ("failed", .danger)
      }
    pen.write(
      TimeText.withSeconds(entry.at, in: console.clock.calendar), row: row, column: 0, .faint)
    pen.write(word, row: row, column: 10, style)
    return DialogScreen.paragraph(entry.notice.text, .text, row: row, column: 19, &pen)
  }
}
