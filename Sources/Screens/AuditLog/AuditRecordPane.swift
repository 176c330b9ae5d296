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
