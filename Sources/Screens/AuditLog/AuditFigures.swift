import Audit
import Canvas
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// Looks by person among the entries that are loaded, drawn.
@MainActor
enum AuditFigures {
  static func draw(_ model: AuditLogModel, _ pen: inout Pen) {
    guard pen.bounds.rows > 3 else { return }
    pen.horizontalLine(row: 0)
    var column = pen.badge("3", isFocused: false, row: 1, column: 0)
    column = pen.write("Looks by person", row: 1, column: column + 1, .strong)
    let looks = model.records.filter {
      [.revealOpen, .revealBreakGlass, .maskLift].contains($0.action)
    }
    column = pen.write(
      "in the \(model.records.count) entries shown", row: 1, column: column + 3, .faint)
    drawMisses(model, column: column + 3, &pen)
    let perPerson = Dictionary(grouping: looks, by: \.actorName)
      .sorted { ($1.value.count, $0.key.string) < ($0.value.count, $1.key.string) }
    guard let most = perPerson.first?.value.count else {
      pen.write("Nobody looked.", row: 2, column: 3, .dim)
      return
    }
    for (line, person) in perPerson.prefix(pen.bounds.rows - 3).enumerated() {
      draw(person.key, person.value, most: most, row: 2 + line, &pen)
    }
  }

  /// Masks that somebody had to add by hand, and those that somebody lifted.
  private static func drawMisses(_ model: AuditLogModel, column: Int, _ pen: inout Pen) {
    let missed = model.records.count { $0.action == .maskAdd }
    let lifted = model.records.count { $0.action == .maskLift && $0.outcome == .success }
    guard missed + lifted > 0 else { return }
    pen.write(
      "masks missed \(missed), lifted \(lifted)", row: 1, column: column,
      missed > 0 ? .warning : .dim)
  }

  private static func draw(
    _ name: SanitizedText, _ looks: [AuditRecord], most: Int, row: Int, _ pen: inout Pen
  ) {
    pen.write(name, row: row, column: 3, .text, columns: 10)
    let width = min(40, pen.bounds.columns / 3)
    pen.bar(
      fraction: Double(looks.count) / Double(most), row: row, column: 14, columns: width, .accent)
    pen.write("\(looks.count)", row: row, column: 15 + width, .strong)
    let refused = looks.count { $0.outcome == .denied }
    let glass = looks.count { $0.action == .revealBreakGlass }
    var column = 22 + width
    if glass > 0 {
      column = pen.write("break-glass \(glass)", row: row, column: column, .danger) + 3
    }
    if refused > 0 { pen.write("refused \(refused)", row: row, column: column, .warning) }
  }
}
