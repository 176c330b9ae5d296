import Audit
import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

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
