import Audit
import Canvas
import Foundation
import Text
import ViewModels

/// A month in figures: each against its target, looks by day, and by whom, what and why.
///
/// A number so small that it would point at somebody is not drawn either: neither as a bar nor as a
/// step of the line.
@MainActor
enum FiguresDialog {
  private enum Row {
    case line(OversightReport.Line)
    case days
    case title(SanitizedText)
    case cell(OversightReport.Cell, most: Int)
    case note(SanitizedText)
    case blank
  }

  static func draw(_ model: FiguresModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let room = pen.bounds
    let isWide = room.columns >= 124
    let columns = isWide ? 124 : 72
    guard let report = model.report else {
      DialogScreen.panel(rows: 7, columns: columns, &pen) { pen in
        drawTitle(model, console, &pen)
        pen.write(
          model.isLoading ? "Reading the log …" : "Nothing could be read.", row: 2, column: 2, .dim)
      }
      return
    }
    let totals = report.lines.map { Row.line($0) }
    let groups = groupRows(report)
    let parts = isWide ? [totals, groups] : [totals + [.blank] + groups]
    let height = (parts.map(\.count).max() ?? 0) + 4
    DialogScreen.panel(rows: min(height, room.rows - 2), columns: columns, &pen) { pen in
      drawTitle(model, console, &pen)
      var rest = pen.bounds
      _ = rest.cutTop(2)
      model.lineCount = parts.map(\.count).max() ?? 0
      model.visibleCount = rest.rows
      let width = isWide ? 62 : rest.columns
      for (index, rows) in parts.enumerated() {
        let side = Rect(
          row: rest.row, column: rest.column + index * (width + 3), rows: rest.rows,
          columns: min(width, rest.columns - index * (width + 3)))
        pen.within(side) { draw(rows, report, model, &$0) }
      }
    }
  }

  private static func drawTitle(
    _ model: FiguresModel, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    var column = pen.write("Figures", row: 0, column: 0, .strong)
    column = pen.write(
      model.month.monthAndYear(in: console.clock.calendar), row: 0, column: column + 3, .accent)
    if model.isCurrentMonth {
      column = pen.write("so far", row: 0, column: column + 1, .dim)
    }
    let missed = model.report?.lines.count { $0.isMet == false } ?? 0
    if missed > 0 {
      pen.writeTrailing(
        missed == 1 ? "1 target missed" : "\(missed) targets missed", row: 0,
        endColumn: pen.bounds.columns, .warning)
    }
  }

  private static func groupRows(_ report: OversightReport) -> [Row] {
    var rows: [Row] = [.title("Looks by day"), .days]
    for group in report.groups {
      rows += [.blank, .title("Looks by \(SanitizedText(sanitizing: group.title))")]
      let most = group.cells.compactMap(\.count).max() ?? 0
      rows += group.cells.prefix(8).map { .cell($0, most: most) }
      if group.cells.count > 8 {
        rows.append(.note("and \(group.cells.count - 8) more: sealdesk report"))
      }
    }
    return rows + [
      .blank,
      .note("<\(OversightFigures.smallestCell) is not shown: it could point at one person."),
    ]
  }

  private static func draw(
    _ rows: [Row], _ report: OversightReport, _ model: FiguresModel, _ pen: inout Pen
  ) {
    let window = ScrollWindow(
      count: rows.count, visibleCount: pen.bounds.rows, first: model.scroll)
    for (place, index) in window.visible.enumerated() {
      switch rows[index] {
      case .line(let line): draw(line, row: place, &pen)
      case .days:
        pen.sparkline(
          report.looks(onDays: model.days).map { $0.map(Double.init) }, row: place, column: 2)
      case .title(let title): pen.write(title, row: place, column: 0, .strong)
      case .cell(let cell, let most): draw(cell, most: most, row: place, &pen)
      case .note(let note): pen.write(note, row: place, column: 2, .faint)
      case .blank: break
      }
    }
  }

  private static func draw(_ line: OversightReport.Line, row: Int, _ pen: inout Pen) {
    let style: Style =
      switch line.isMet {
      case true?: .good
      case false?: .warning
      case nil: .dim
      }
    let sign: SanitizedText = line.isMet.map { $0 ? "✓" : "▲" } ?? " "
    pen.write(sign, row: row, column: 0, style)
    pen.write(SanitizedText(sanitizing: line.name), row: row, column: 2, .text, columns: 36)
    pen.writeTrailing(
      SanitizedText(sanitizing: line.value), row: row, endColumn: 46,
      line.isMet == false ? .warning.bold : .strong)
    if let target = line.target {
      pen.write(
        SanitizedText(sanitizing: target), row: row, column: 48, .faint,
        columns: pen.bounds.columns - 48)
    }
  }

  private static func draw(
    _ cell: OversightReport.Cell, most: Int, row: Int, _ pen: inout Pen
  ) {
    pen.write(SanitizedText(sanitizing: cell.name), row: row, column: 2, .text, columns: 15)
    let width = max(6, pen.bounds.columns - 30)
    if let count = cell.count {
      pen.bar(
        fraction: Double(count) / Double(max(1, most)), row: row, column: 18, columns: width,
        .figure)
    }
    pen.writeTrailing(
      SanitizedText(sanitizing: cell.value), row: row, endColumn: pen.bounds.columns,
      cell.count == nil ? .faint : .strong)
  }
}
