import Canvas
import Desk
import Text
import Tickets
import ViewModels

/// Nothing but the question for the passphrase.
@MainActor
enum LockScreen {
  static func draw(_ lock: LockModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let box = pen.bounds.inset(top: 1).centered(rows: 9, columns: 50)
    pen.within(box, on: .dialog) { pen in
      pen.edge(column: 0, rows: 0..<pen.bounds.rows)
      let column = pen.write("◆", row: 1, column: 3, .accent)
      pen.write("Locked", row: 1, column: column + 1, .strong)
      pen.write(
        "\(console.session.user.name) · \(console.session.workspaceName)", row: 2, column: 5, .dim)
      pen.write("Passphrase", row: 4, column: 5, .dim)
      let dots = String(
        repeating: "•", count: min(lock.typedCount, max(0, pen.bounds.columns - 21)))
      let end = pen.write(SanitizedText(sanitizing: dots), row: 4, column: 17, .text)
      pen.placeCursor(row: 4, column: end)
      if lock.isChecking {
        pen.write("Opening …", row: 6, column: 5, .dim)
      } else if let complaint = lock.complaint {
        pen.write("✗ " + complaint, row: 6, column: 5, .danger)
      } else {
        pen.write("Everything is masked and kept as it was.", row: 6, column: 5, .faint)
      }
    }
    if console.isPractice {
      pen.within(Rect(rows: 1, columns: pen.bounds.columns), on: .banner) { pen in
        pen.writeCentered("SANDBOX", row: 0, .strong)
      }
    }
  }
}
