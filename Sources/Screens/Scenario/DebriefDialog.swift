import Canvas
import Desk
import Foundation
import Text
import ViewModels

/// A scenario judged: the score drawn, and each point with the moment it is about.
@MainActor
enum DebriefDialog {
  static func draw(_ model: ScenarioModel, _ console: ConsoleModel, _ pen: inout Pen) {
    guard let debrief = model.debrief else { return }
    DialogScreen.panel(
      rows: min(12 + debrief.points.count, max(12, pen.bounds.rows - 2)), columns: 84, &pen
    ) { pen in
      let column = pen.write("Debrief", row: 0, column: 0, .strong)
      pen.write(model.state?.title ?? "", row: 0, column: column + 3, .dim)
      drawFigures(debrief, &pen)
      pen.horizontalLine(row: 5)
      pen.within(pen.bounds.inset(top: 6, bottom: 2)) { drawPoints(model, debrief, console, &$0) }
      DialogScreen.keys(
        [("debrief.show", "go to the moment", .accent), ("debrief.close", "close", .accent)],
        row: pen.bounds.rows - 2, console, &pen)
    }
  }

  private static func drawFigures(_ debrief: ScenarioDebrief, _ pen: inout Pen) {
    let fraction = debrief.bestScore > 0 ? Double(debrief.score) / Double(debrief.bestScore) : 0
    pen.write("Score", row: 2, column: 0, .dim)
    pen.bar(
      fraction: min(1, max(0, fraction)), row: 2, column: 10, columns: 30,
      fraction >= 0.7 ? .good : .warning)
    pen.write("\(debrief.score) of \(debrief.bestScore)", row: 2, column: 42, .strong)
    let seconds = debrief.duration.components.seconds
    pen.write("Time", row: 3, column: 0, .dim)
    let time: SanitizedText = "\(seconds / 60):" + .twoDigits(Int(seconds % 60))
    let column = pen.write(time, row: 3, column: 10, .text)
    pen.write("needless looks", row: 3, column: max(column + 4, 20), .dim)
    pen.write(
      "\(debrief.needlessReveals)", row: 3, column: max(column + 4, 20) + 15,
      debrief.needlessReveals == 0 ? .good : .warning)
  }

  private static func drawPoints(
    _ model: ScenarioModel, _ debrief: ScenarioDebrief, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    pen.list(count: debrief.points.count, selected: model.selectedPoint) { pen, index in
      let point = debrief.points[index]
      let (sign, word, style): (SanitizedText, SanitizedText, Style) =
        switch point.verdict {
        case .well: ("✓", "well", .good)
        case .leak: ("✗", "leak", .danger)
        case .needless: ("!", "needless", .warning)
        case .late: ("!", "late", .warning)
        case .missed: ("·", "missed", .faint)
        }
      pen.write(sign, row: 0, column: 2, style.bold)
      pen.write(word, row: 0, column: 4, style)
      var end = pen.bounds.columns - 2
      if let at = point.at {
        end = pen.writeTrailing(
          TimeText.withSeconds(at, in: console.clock.calendar), row: 0, endColumn: end, .faint)
      }
      pen.write(point.wording, row: 0, column: 14, .text, columns: end - 16)
    }
  }
}
