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
        editor, placeholder: "who:ben ticket:4102 reason:fraud, or any words", row: 0,
        column: column + 1, columns: pen.bounds.columns - column - 2, &pen)
      return
    }
    let chain = ChainState.text(model, now: console.clock.now)
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
      layout: layout, calendar: console.clock.calendar, now: console.clock.now,
      people: console.session.colleagues)
    pen.within(rest) { pen in
      pen.list(window, selected: model.selectedIndex, isFocused: !model.showsRecord) { pen, index in
        painter.draw(model.records[index], &pen)
      }
    }
  }
}

/// How far the log is known to be whole, in words.
@MainActor
enum ChainState {
  static func text(
    _ model: AuditLogModel, now: Date
  ) -> (text: SanitizedText, style: Style) {
    if let verified = model.verified {
      let total = max(1, Int(model.state?.entryCount ?? 1))
      let percent = min(100, Int(verified) * 100 / total)
      return ("verifying, \(percent) % · ^C stops", .warning)
    }
    guard let state = model.state else { return ("", .dim) }
    if let bad = state.firstBad {
      return ("✗ does not hold: entry \(bad.seq), \(bad.problem)", .danger.bold)
    }
    guard let at = state.verifiedAt else {
      return ("○ \(TimeText.grouped(Int(state.entryCount))) entries, not verified yet", .warning)
    }
    let isWhole = state.verifiedCount >= state.entryCount
    let ago = TimeText.ago(at, now: now)
    return (
      "● verified to \(TimeText.grouped(Int(state.verifiedCount))), \(ago)",
      isWhole ? .good : .warning
    )
  }
}

/// Which columns the table has room for.
struct AuditColumns {
  enum Column {
    case time, who, action, ticket, customer, kind, reason, outcome, until, approver

    var heading: SanitizedText {
      switch self {
      case .time: "time"
      case .who: "who"
      case .action: "action"
      case .ticket: "ticket"
      case .customer: "customer"
      case .kind: "kind"
      case .reason: "reason"
      case .outcome: "outcome"
      case .until: "for"
      case .approver: "approver"
      }
    }

    var width: Int {
      switch self {
      case .time: 13
      case .who: 9
      case .action: 18
      case .ticket: 8
      case .customer: 10
      case .kind: 14
      case .reason: 20
      case .outcome: 12
      case .until: 11
      case .approver: 10
      }
    }
  }

  struct Place {
    let column: Column
    let start: Int
    let width: Int
  }

  let places: [Place]

  /// What is least needed goes first where there is no room.
  init(columns: Int) {
    var shown: [Column] = [
      .time, .who, .action, .ticket, .customer, .kind, .reason, .outcome, .until, .approver,
    ]
    for dispensable in [Column.approver, .until, .customer, .reason, .ticket] {
      if shown.reduce(1, { $0 + $1.width }) <= columns { break }
      shown.removeAll { $0 == dispensable }
    }
    let spare = max(0, columns - shown.reduce(2) { $0 + $1.width })
    var start = 1
    places = shown.map { column in
      let width = column.width + (column == .reason ? min(spare, 24) : 0)
      defer { start += width }
      return Place(column: column, start: start, width: width)
    }
  }
}

/// Draws one entry as a row.
@MainActor
struct AuditRowPainter {
  let layout: AuditColumns
  let calendar: Calendar
  let now: Date
  let people: [User]

  func draw(_ record: AuditRecord, _ pen: inout Pen) {
    for place in layout.places {
      let room = place.width - 1
      let column = place.start
      if place.column == .kind {
        if let kind = record.kind {
          pen.pill(kind.word, row: 0, column: column - 1, .token, columns: room)
        }
        continue
      }
      let (text, style) = cell(place.column, record)
      pen.write(text, row: 0, column: column, style, columns: room)
    }
  }

  private func cell(
    _ column: AuditColumns.Column, _ record: AuditRecord
  ) -> (SanitizedText, Style) {
    switch column {
    case .time: (time(record.time), .dim)
    case .who: (record.actorName, .text)
    case .action: record.action.look
    case .ticket: (record.ticket.map { "#\($0.rawValue)" } ?? "", .dim)
    case .customer: (record.customerPseudonym ?? "", .dim)
    case .kind: ("", .token)
    case .reason: (record.reason ?? record.reasonCode ?? "", .text)
    case .outcome: record.outcomeLook
    case .until: until(record)
    case .approver: (approver(record), .dim)
    }
  }

  private func time(_ date: Date) -> SanitizedText {
    calendar.isDate(date, inSameDayAs: now)
      ? TimeText.withSeconds(date, in: calendar) : date.shortDayAndTime(in: calendar)
  }

  private func until(_ record: AuditRecord) -> (SanitizedText, Style) {
    guard let expires = record.expires else { return ("", .dim) }
    if expires > now, record.outcome == .success {
      return (TimeText.countdown(to: expires, now: now) + " left", .warning)
    }
    return (TimeText.minutes(.seconds(expires.timeIntervalSince(record.time))), .dim)
  }

  private func approver(_ record: AuditRecord) -> SanitizedText {
    guard let id = record.approver else { return "" }
    return people.first { $0.id == id }?.name ?? "\(id.rawValue)"
  }
}

extension AuditAction {
  /// Looks stand out; what is loud in the table is loud in words too.
  var look: (SanitizedText, Style) {
    let name = SanitizedText(sanitizing: rawValue)
    switch self {
    case .revealOpen: return ("reveal", .strong)
    case .revealBreakGlass: return ("break-glass", .danger.bold)
    case .ticketSend, .attachmentOpen, .searchExact: return (name, .text)
    default: return (name, .dim)
    }
  }
}

extension AuditRecord {
  var outcomeLook: (SanitizedText, Style) {
    switch outcome {
    case .success: (count.map { "done, \($0)" } ?? "done", .good)
    case .denied: ("refused", .danger)
    case .failed: ("failed", .danger)
    case .pending: ("pending", .warning)
    case nil: ("", .dim)
    }
  }
}
