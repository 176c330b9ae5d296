import Canvas
import Desk
import Text
import ViewModels

/// What the outgoing check found in a reply, and the ways out.
@MainActor
enum HeldDialog {
  static func draw(_ model: HeldReplyModel, _ console: ConsoleModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: rows(model), columns: 76, stroke: .danger, &pen) { pen in
      let column = pen.write("Held back", row: 0, column: 0, .strong)
      pen.write("the reply has not left", row: 0, column: column + 3, .dim)
      var row = drawFindings(model, row: 2, &pen) + 1
      if model.canBeOverridden {
        pen.write("Why", row: row, column: 0, .accent.bold)
        FieldText.draw(
          model.reason, placeholder: "why it may leave all the same; this is logged", row: row,
          column: 6, columns: pen.bounds.columns - 6, &pen)
        row += 2
      }
      if let complaint = model.complaint {
        row = DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen) + 1
      }
      var keys: [(command: CommandID, word: SanitizedText, style: Style)] = [
        ("held.fix", "put tokens in its place", .good)
      ]
      if model.canBeOverridden { keys.append(("held.send", "send with the reason", .warning)) }
      DialogScreen.keys(keys, row: row, console, &pen)
      pen.write("Esc", row: row + 1, column: 0, .accent.bold)
      pen.write("back to the text", row: row + 1, column: 4, .text)
    }
  }

  /// Findings may take two lines each, and a complaint two and a blank one.
  private static func rows(_ model: HeldReplyModel) -> Int {
    7 + model.findings.count * 2 + (model.canBeOverridden ? 2 : 0)
      + (model.complaint == nil ? 0 : 3)
  }

  private static func drawFindings(
    _ model: HeldReplyModel, row start: Int, _ pen: inout Pen
  ) -> Int {
    model.findings.reduce(start) { row, finding in
      let (sign, style): (SanitizedText, Style) =
        switch finding.severity {
        case .block: ("✗ ", .danger)
        case .confirm: ("! ", .warning)
        case .inform: ("· ", .dim)
        }
      return DialogScreen.paragraph(
        sign + finding.explanation, style, row: row, most: 3, &pen)
    }
  }
}
