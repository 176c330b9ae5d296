import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// The list of tickets, two lines each: what it is about and when it is due, then who and what's new.
@MainActor
enum QueuePane {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    let queue = console.queue
    var rest = pen.bounds
    let header = rest.cutTop(2)
    pen.within(header) { drawHeader(console, &$0) }
    queue.fit(visibleCount: rest.rows / 2)
    guard queue.total > 0 else {
      pen.within(rest) { drawEmpty(queue, &$0) }
      return
    }
    let window = ScrollWindow(
      count: queue.total, visibleCount: rest.rows / 2, first: queue.firstVisible)
    let now = console.clock.second
    let calendar = console.clock.calendar
    let own = console.session.user.name
    pen.within(rest) { pen in
      pen.list(
        window, rowsPerItem: 2, selected: queue.selectedIndex, isFocused: console.focus == .queue
      ) { pen, index in
        if let row = queue.row(at: index) {
          draw(row, own: own, now: now, calendar: calendar, &pen)
        } else {
          pen.write("…", row: 0, column: 4, .faint)
        }
      }
    }
  }

  private static func drawHeader(_ console: ConsoleModel, _ pen: inout Pen) {
    let queue = console.queue
    var column = pen.badge("1", isFocused: console.focus == .queue, row: 0, column: 1)
    column = pen.write(queue.view.title, row: 0, column: column + 1, .strong)
    if let editor = queue.filterEditor {
      column = pen.write("/", row: 0, column: column + 2, .accent)
      column = FieldText.draw(
        editor, row: 0, column: column + 1, columns: pen.bounds.columns - column - 2, &pen)
      return
    }
    column = pen.write("sort: \(queue.sort.wording)", row: 0, column: column + 3, .faint)
    if queue.filter.isEmpty {
      column = pen.write("/ filter", row: 0, column: column + 3, .faint)
    } else {
      column = pen.write("/ \(queue.filter)", row: 0, column: column + 3, .accent)
    }
    if let since = queue.loadingSince,
      console.clock.now.timeIntervalSince(since) >= ConsoleModel.spinnerSeconds
    {
      pen.writeTrailing("reading …", row: 0, endColumn: pen.bounds.columns - 1, .dim)
    }
  }

  private static func drawEmpty(_ queue: QueueModel, _ pen: inout Pen) {
    guard queue.hasLoaded else {
      pen.writeCentered("Reading the queue …", row: 2, .dim)
      return
    }
    if queue.filter.isEmpty {
      pen.writeCentered("All done", row: 2, .good)
      pen.writeCentered("nothing is in this list", row: 3, .dim)
    } else {
      pen.writeCentered("Nothing fits the filter", row: 2, .text)
      pen.writeCentered("c drops it", row: 3, .dim)
    }
  }

  private static func draw(
    _ row: QueueRow, own: SanitizedText, now: Date, calendar: Calendar, _ pen: inout Pen
  ) {
    let end = pen.bounds.columns - 2
    let ticket = row.ticket
    let sign = sign(of: ticket)
    pen.write(sign.text, row: 0, column: 2, sign.style)
    let right = due(ticket, now: now, calendar: calendar)
    let start = pen.writeTrailing(right.text, row: 0, endColumn: end, right.style)
    let style: Style = row.unreadCount > 0 ? .strong : ticket.status.isActive ? .text : .dim
    drawSubject(ticket.subject, style, columns: start - 6, &pen)
    let news = news(of: row, own: own)
    let newsStart = pen.writeTrailing(news.text, row: 1, endColumn: end, news.style)
    let column = pen.write("#\(ticket.id.rawValue)", row: 1, column: 4, .faint)
    pen.write(
      row.requesterHint, row: 1, column: column + 2, .dim, columns: newsStart - column - 3)
  }

  private static func drawSubject(
    _ subject: MaskedText, _ style: Style, columns: Int, _ pen: inout Pen
  ) {
    if case .text(let words)? = subject.segments.first, subject.segments.count == 1 {
      pen.write(words, row: 0, column: 4, style, columns: columns)
    } else if subject.isEmpty {
      pen.write("(no subject)", row: 0, column: 4, .faint, columns: columns)
    } else {
      let room = Rect(row: 0, column: 4, rows: 1, columns: columns)
      let runs = MaskedRuns().styled(subject, style, showsHints: false)
      pen.within(room) { _ = $0.write(runs, row: 0, column: 0) }
    }
  }

  private static func sign(of ticket: Ticket) -> (text: SanitizedText, style: Style) {
    if ticket.snoozedUntil != nil { return ("z", .faint) }
    switch ticket.priority {
    case .urgent: return ("!", .danger.bold)
    case .high: return ("!", .warning.bold)
    case .normal, .low: return (" ", .faint)
    }
  }

  private static func due(
    _ ticket: Ticket, now: Date, calendar: Calendar
  ) -> (text: SanitizedText, style: Style) {
    if let until = ticket.snoozedUntil { return (until.shortDay(in: calendar), .faint) }
    guard let due = ticket.dueAt else { return (ticket.status.wording, .faint) }
    return (TimeText.due(due, now: now), TimeText.style(due: due, now: now))
  }

  /// One's own presence is no news.
  private static func news(
    of row: QueueRow, own: SanitizedText
  ) -> (text: SanitizedText, style: Style) {
    let others = row.presence.filter { $0.name != own }
    if let busy = others.first(where: { $0.activity == .replying }) {
      return ("\(busy.name) typing", .warning)
    }
    if row.unreadCount > 0 { return ("\(row.unreadCount) new", .accent) }
    if others.contains(where: { $0.activity == .typing }) { return ("typing …", .accent) }
    if let viewer = others.first(where: { $0.activity == .viewing }) {
      return ("\(viewer.name) viewing", .dim)
    }
    return row.endsInNote ? ("note", .note) : ("", .dim)
  }
}

extension QueueSort {
  var wording: SanitizedText { SanitizedText(sanitizing: rawValue) }
}
