import Canvas
import Desk
import Text
import ViewModels

/// The goal, the hazard and the score, while a trainee plays.
@MainActor
enum ScenarioPanel {
  static func draw(_ model: ScenarioModel, _ console: ConsoleModel, _ pen: inout Pen) {
    guard let state = model.state else { return }
    pen.horizontalLine(row: 0)
    var rest = pen.bounds.inset(top: 1, leading: 2, trailing: 2)
    pen.within(rest.cutTop(1)) { pen in
      pen.write(state.title, row: 0, column: 0, .strong)
      pen.writeTrailing(
        "\(state.score) points", row: 0, endColumn: pen.bounds.columns, .accent)
    }
    pen.within(rest) { pen in
      var row = paragraph("Goal", state.goal, .accent, row: 0, &pen)
      row = paragraph("Beware", state.hazard, .warning, row: row, &pen)
      for step in state.steps {
        pen.checkBox(isOn: step.isDone, row: row, column: 0, .good)
        pen.write(step.wording, row: row, column: 4, step.isDone ? .dim : .text)
        row += 1
      }
    }
  }

  private static func paragraph(
    _ label: SanitizedText, _ words: SanitizedText, _ style: Style, row: Int, _ pen: inout Pen
  ) -> Int {
    guard !words.isEmpty else { return row }
    pen.write(label, row: row, column: 0, style)
    let wrapped = StyledText(words).wrapped(columns: max(8, pen.bounds.columns - 8))
    for line in 0..<wrapped.lineCount { pen.write(wrapped, line: line, row: row + line, column: 8) }
    return row + wrapped.lineCount
  }

  /// One line, where there is no room for more.
  static func drawLine(_ model: ScenarioModel, _ pen: inout Pen) {
    guard let state = model.state else { return }
    var column = pen.write("Goal", row: 0, column: 1, .accent)
    let score: SanitizedText = "\(state.score) points"
    let end = pen.writeTrailing(score, row: 0, endColumn: pen.bounds.columns - 1, .accent)
    column = pen.write(state.goal, row: 0, column: column + 1, .text, columns: end - column - 3)
  }
}
