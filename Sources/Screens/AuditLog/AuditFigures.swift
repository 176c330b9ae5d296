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
    column = pen.write(
      "in the \(model.records.count) entries shown", row: 1, column: column + 3, .faint)
    drawMisses(model, column: column + 3, &pen)
    let people = PersonLooks.all(in: model.records)
    guard let most = people.map(\.looks).max() else {
      pen.write("Nobody looked.", row: 2, column: 3, .dim)
      return
    }
    for (line, person) in people.prefix(pen.bounds.rows - 3).enumerated() {
      draw(person, most: max(most, 1), row: 2 + line, &pen)
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

  private static func draw(_ person: PersonLooks, most: Int, row: Int, _ pen: inout Pen) {
    pen.write(person.name, row: row, column: 3, .text, columns: 10)
    let width = min(40, pen.bounds.columns / 3)
    pen.bar(
      fraction: Double(person.looks) / Double(most), row: row, column: 14, columns: width, .accent)
    pen.write("\(person.looks)", row: row, column: 15 + width, .strong)
    var column = 22 + width
    if person.breakGlass > 0 {
      column = pen.write("break-glass \(person.breakGlass)", row: row, column: column, .danger) + 3
    }
    if person.refused > 0 {
      pen.write("refused \(person.refused)", row: row, column: column, .warning)
    }
  }
}

/// What one person saw, and what was refused to them.
private struct PersonLooks {
  let name: SanitizedText
  var looks = 0
  var breakGlass = 0
  var refused = 0

  /// Who looked most comes first.
  static func all(in records: [AuditRecord]) -> [PersonLooks] {
    var people: [UserID: PersonLooks] = [:]
    for record in records where record.action.isLook || record.action == .revealDeny {
      people[record.actor, default: PersonLooks(name: record.actorName)].count(record)
    }
    return people.values.sorted { ($1.looks, $0.name.string) < ($0.looks, $1.name.string) }
  }

  private mutating func count(_ record: AuditRecord) {
    guard record.outcome == .success else {
      if record.outcome == .denied { refused += 1 }
      return
    }
    looks += 1
    if record.action == .revealBreakGlass { breakGlass += 1 }
  }
}
