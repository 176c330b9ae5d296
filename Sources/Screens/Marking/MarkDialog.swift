import Canvas
import Masking
import Text
import Tickets
import ViewModels

/// The question before words are masked by hand, and what it means to do so.
@MainActor
enum MarkDialog {
  static func draw(_ model: MarkModel, _ console: ConsoleModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: 16, columns: 76, &pen) { pen in
      let column = pen.write("Mask this", row: 0, column: 0, .strong)
      pen.write(
        "#\(model.ticket.rawValue) · words that should not have been readable", row: 0,
        column: column + 3, .dim)
      FormField.label("Words", isFocused: false, row: 2, &pen)
      let words = StyledText(model.words, .match).wrapped(
        columns: max(8, pen.bounds.columns - FormField.column))
      for line in 0..<min(2, words.lineCount) {
        pen.write(words, line: line, row: 2 + line, column: FormField.column)
      }
      let row = drawKinds(model, row: 5, &pen)
      pen.horizontalLine(row: row)
      drawConsequences(model, console, row: row + 1, &pen)
    }
  }

  private static func drawKinds(_ model: MarkModel, row: Int, _ pen: inout Pen) -> Int {
    FormField.label("Kind", isFocused: true, row: row, &pen)
    var (next, line) = (FormField.column, row)
    for (index, kind) in model.kinds.enumerated() {
      if next + kind.word.columns + 2 > pen.bounds.columns {
        line += 1
        next = FormField.column
      }
      next = pen.choice(kind.word, isChosen: index == model.kindIndex, row: line, column: next) + 1
    }
    return line + 1
  }

  private static func drawConsequences(
    _ model: MarkModel, _ console: ConsoleModel, row: Int, _ pen: inout Pen
  ) {
    if let complaint = model.complaint {
      DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
    } else {
      DialogScreen.paragraph(
        "Sealed at once in every message, subject, note and draft of this customer, and in what "
          + "they write from now on. There is no undo: to read it again takes an escalation.",
        .dim, row: row, most: 3, &pen)
    }
    if model.isSubmitting {
      pen.write("Masking …", row: row + 4, column: 0, .warning)
    } else {
      DialogScreen.keys(
        [("mark.confirm", "mask it", .warning), ("mark.cancel", "leave it readable", .accent)],
        row: row + 4, console, &pen)
    }
  }
}
