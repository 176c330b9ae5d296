import Audit
import Canvas
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// One entry in full, with its place in the chain.
@MainActor
enum AuditRecordPane {
  static func draw(_ model: AuditLogModel, _ console: ConsoleModel, _ pen: inout Pen) {
    pen.horizontalLine(row: 0)
    guard let record = model.selected else { return }
    drawTitle(record, model, &pen)
    var row = 3
    for (label, text, style) in facts(of: record, model, console) {
      guard row < pen.bounds.rows else { break }
      pen.write(label, row: row, column: 3, .faint)
      let inner = Rect(row: 0, column: 0, rows: pen.bounds.rows, columns: pen.bounds.columns - 2)
      row = pen.within(inner) { pen in
        DialogScreen.paragraph(
          text, style, row: row, column: 13, most: model.showsRecord ? 4 : 1, &pen)
      }
    }
  }

  private static func drawTitle(
    _ record: AuditRecord, _ model: AuditLogModel, _ pen: inout Pen
  ) {
    var column = pen.badge("2", isFocused: model.showsRecord, row: 1, column: 0)
    column = pen.write(
      "Entry \(TimeText.grouped(Int(record.seq)))", row: 1, column: column + 1, .strong)
    let (action, style) = record.action.look
    column = pen.write(action, row: 1, column: column + 3, style)
    let (outcome, outcomeStyle) = record.outcomeLook
    column = pen.write(" · ", row: 1, column: column, .faint)
    pen.write(outcome, row: 1, column: column, outcomeStyle)
  }

  private static func facts(
    of record: AuditRecord, _ model: AuditLogModel, _ console: ConsoleModel
  ) -> [(SanitizedText, SanitizedText, Style)] {
    var facts: [(SanitizedText, SanitizedText, Style)] = [
      ("who", who(record), .text), ("when", when(record, console), .text),
      ("what", what(record, console), .text),
    ]
    if let why = why(record) { facts.append(("why", why, .text)) }
    if let policy = record.policy { facts.append(("policy", policy, .dim)) }
    if let error = record.error { facts.append(("error", error, .danger)) }
    facts.append(("chain", chain(record, model), chainStyle(record, model)))
    if model.showsRecord {
      for row in record.rows.prefix(4) {
        facts.append(
          (
            "row",
            SanitizedText(sanitizing: "\(row.table) \(row.row), version \(row.version), ")
              + row.shortDigest, .faint
          ))
      }
    }
    return facts
  }

  private static func who(_ record: AuditRecord) -> SanitizedText {
    var text = record.actorName
    if let role = record.role { text += ", " + role.name }
    if !record.host.isEmpty { text += ", on " + record.host }
    if let tty = record.tty { text += " " + tty }
    if let from = record.sshFrom { text += " from " + from }
    if !record.session.isEmpty { text += ", session " + record.session }
    return text
  }

  private static func when(_ record: AuditRecord, _ console: ConsoleModel) -> SanitizedText {
    let calendar = console.clock.calendar
    return TimeText.day(record.time, in: calendar) + ", "
      + TimeText.withSeconds(record.time, in: calendar)
  }

  private static func what(_ record: AuditRecord, _ console: ConsoleModel) -> SanitizedText {
    var parts: [SanitizedText] = [SanitizedText(sanitizing: record.action.rawValue)]
    if let token = record.token ?? record.tokens { parts.append(token) }
    if let customer = record.customerPseudonym { parts.append("of customer " + customer) }
    if let ticket = record.ticket { parts.append("on #\(ticket.rawValue)") }
    if let count = record.count { parts.append("\(count) in all") }
    if let expires = record.expires {
      let length = Duration.seconds(expires.timeIntervalSince(record.time))
      parts.append("for " + TimeText.minutes(length))
    }
    return parts.dropFirst().reduce(parts[0]) { $0 + " " + $1 }
  }

  private static func why(_ record: AuditRecord) -> SanitizedText? {
    guard let code = record.reasonCode else { return record.reason.map { "“" + $0 + "”" } }
    return code + (record.reason.map { " · “" + $0 + "”" } ?? "")
  }

  private static func chain(_ record: AuditRecord, _ model: AuditLogModel) -> SanitizedText {
    var text =
      TimeText.grouped(Int(record.seq)) + " of "
      + TimeText.grouped(Int(model.state?.entryCount ?? record.seq))
    text += " · " + record.shortHash + " ← " + record.shortPrevious
    guard let state = model.state else { return text }
    if let bad = state.firstBad, bad.seq <= record.seq {
      return text + " · ✗ the chain breaks at \(bad.seq): " + bad.problem
    }
    return text + (record.seq <= state.verifiedCount ? " · verified ✓" : " · not verified yet")
  }

  private static func chainStyle(_ record: AuditRecord, _ model: AuditLogModel) -> Style {
    if let bad = model.state?.firstBad, bad.seq <= record.seq { return .danger }
    return .dim
  }
}

/// Looks by person among the entries that are loaded, drawn.
@MainActor
enum AuditFigures {
  static func draw(_ model: AuditLogModel, _ pen: inout Pen) {
    guard pen.bounds.rows > 3 else { return }
    pen.horizontalLine(row: 0)
    var column = pen.badge("3", isFocused: false, row: 1, column: 0)
    column = pen.write("Looks by person", row: 1, column: column + 1, .strong)
    let looks = model.records.filter { $0.action == .revealOpen || $0.action == .revealBreakGlass }
    pen.write(
      "in the \(model.records.count) entries shown", row: 1, column: column + 3, .faint)
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
