import Audit
import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Who looked at what: the table, the chosen entry in full, and the state of the chain.
@MainActor
enum AuditLogScreen {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    guard let model = console.audit else { return }
    var rest = pen.bounds.inset(columns: 1)
    let isTall = rest.rows >= 30
    if isTall { _ = rest.cutTop(1) }
    let title = rest.cutTop(1)
    pen.within(title) { drawTitle(model, console, &$0) }
    if isTall { _ = rest.cutTop(1) }
    if model.showsRecord, !isTall {
      pen.within(rest) { AuditRecordPane.draw(model, console, &$0) }
      return
    }
    if isTall {
      let figures = rest.rows >= 34 ? rest.cutBottom(7) : Rect(rows: 0, columns: 0)
      pen.within(figures) { AuditFigures.draw(model, &$0) }
      let record = rest.cutBottom(model.showsRecord ? 15 : 10)
      pen.within(record) { AuditRecordPane.draw(model, console, &$0) }
    }
    pen.within(rest) { drawTable(model, console, &$0) }
  }

  private static func drawTitle(
    _ model: AuditLogModel, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    var column = pen.badge("1", isFocused: !model.showsRecord, row: 0, column: 0)
    column = pen.write("Access log", row: 0, column: column + 1, .strong)
    if let editor = model.filterEditor {
      column = pen.write("/", row: 0, column: column + 3, .accent)
      FieldText.draw(
        editor, placeholder: "who:ben kind:card outcome:denied from:2026-11-01 or words", row: 0,
        column: column + 1, columns: pen.bounds.columns - column - 2, &pen)
      return
    }
    let chain = ChainState.text(model, now: console.clock.second)
    let end = pen.writeTrailing(chain.text, row: 0, endColumn: pen.bounds.columns, chain.style)
    if model.typed.isEmpty {
      pen.write("everything, newest first", row: 0, column: column + 3, .faint)
    } else {
      pen.write(
        "/ " + model.typed, row: 0, column: column + 3, .accent, columns: end - column - 5)
    }
  }

  private static func drawTable(
    _ model: AuditLogModel, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    var rest = pen.bounds
    let layout = AuditColumns(columns: rest.columns)
    pen.within(rest.cutTop(2)) { pen in
      for place in layout.places {
        pen.write(place.column.heading, row: 0, column: place.start, .faint)
      }
      pen.horizontalLine(row: 1)
    }
    model.fit(visibleCount: rest.rows)
    guard !model.records.isEmpty else {
      pen.within(rest) { pen in
        pen.writeCentered(
          model.isLoading ? "Reading the log …" : "Nothing in the log fits", row: 1, .dim)
      }
      return
    }
    let window = ScrollWindow(
      count: model.records.count, visibleCount: rest.rows, first: model.firstVisible)
    let painter = AuditRowPainter(
      layout: layout, calendar: console.clock.calendar, now: console.clock.second,
      people: console.session.colleagues)
    pen.within(rest) { pen in
      pen.list(window, selected: model.selectedIndex, isFocused: !model.showsRecord) { pen, index in
        painter.draw(model.records[index], &pen)
      }
    }
  }
}
