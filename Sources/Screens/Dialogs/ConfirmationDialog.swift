import Canvas
import Desk
import Text
import ViewModels

/// A question before what cannot be taken back.
@MainActor
enum ConfirmationDialog {
  static func draw(_ model: ConfirmationModel, _ console: ConsoleModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: 8, columns: 60, stroke: .warning, &pen) { pen in
      pen.write(model.title, row: 0, column: 0, .strong)
      DialogScreen.paragraph(model.detail, .dim, row: 2, most: 2, &pen)
      DialogScreen.keys(
        [
          ("confirmation.yes", model.verb, .warning), ("confirmation.no", "stay", .accent),
        ], row: 5, console, &pen)
    }
  }
}
