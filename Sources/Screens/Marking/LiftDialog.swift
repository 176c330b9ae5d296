import Canvas
import Desk
import Masking
import Text
import Tickets
import ViewModels

/// The request to make a masked value words again, and what it means to make it.
@MainActor
enum LiftDialog {
  static func draw(_ model: LiftModel, _ console: ConsoleModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: 19, columns: 76, stroke: .warning, &pen) { pen in
      let column = pen.write("Lift a mask", row: 0, column: 0, .strong)
      pen.write(
        "#\(model.ticket.rawValue) · you say that it identifies nobody", row: 0,
        column: column + 3, .dim)
      FormField.label("What", isFocused: false, row: 2, &pen)
      TokenStrip.draw(model.details, row: 2, column: FormField.column, &pen)
      var row = FormField.reasons(
        model.reasons, chosen: model.reasonIndex, isFocused: model.field == .reason, row: 5, &pen)
      row = FormField.text(
        "Why", model.sentence, isFocused: model.field == .sentence,
        placeholder: "why it identifies nobody, for who reads the log", row: row, &pen)
      pen.horizontalLine(row: row + 1)
      drawConsequences(model, console, row: row + 2, &pen)
    }
  }

  private static func drawConsequences(
    _ model: LiftModel, _ console: ConsoleModel, row: Int, _ pen: inout Pen
  ) {
    if let complaint = model.complaint {
      DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 3, &pen)
    } else {
      DialogScreen.paragraph(
        "It shows the value to everybody, so it is logged and counted as a look before anything "
          + "opens. The same value stays readable in all mail from now on, unless a customer goes "
          + "by it." + budget(model), .dim, row: row, most: 4, &pen)
    }
    if model.isSubmitting {
      pen.write("Writing the log …", row: row + 5, column: 0, .warning)
    } else {
      DialogScreen.keys(
        [("lift.confirm", "make it words", .warning), ("lift.cancel", "keep it masked", .accent)],
        row: row + 5, console, &pen)
    }
  }

  private static func budget(_ model: LiftModel) -> SanitizedText {
    guard let budget = model.budget else { return .empty }
    return " This is \(budget.used + 1) of your \(budget.limit) in this shift."
  }
}
