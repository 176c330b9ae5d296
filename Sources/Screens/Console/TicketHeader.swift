import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Subject, requester, and how the ticket stands.
@MainActor
enum TicketHeader {
  static func draw(
    _ conversation: Conversation, _ console: ConsoleModel, _ runs: MaskedRuns, _ pen: inout Pen
  ) {
    let ticket = conversation.ticket
    let isFocused = console.focus == .conversation
    let start = pen.badge("2", isFocused: isFocused, row: 0, column: 0) + 1
    if let editor = console.conversation.findEditor {
      let column = pen.write("find", row: 0, column: start, .accent)
      FieldText.draw(
        editor, row: 0, column: column + 1, columns: pen.bounds.columns - column - 2, &pen)
    } else {
      drawSubject(ticket, runs, column: start, now: console.clock.second, &pen)
    }
    drawRequester(conversation, runs, now: console.clock.second, &pen)
    drawState(conversation, console, &pen)
  }

  private static func drawSubject(
    _ ticket: Ticket, _ runs: MaskedRuns, column: Int, now: Date, _ pen: inout Pen
  ) {
    let number: SanitizedText = "#\(ticket.id.rawValue)"
    let room = Rect(
      row: 0, column: column, rows: 1, columns: pen.bounds.columns - column - number.columns - 4)
    let subject = runs.styled(ticket.subject, .strong, showsHints: false)
    pen.within(room) { pen in
      if subject.isEmpty { pen.write("(no subject)", row: 0, column: 0, .faint) }
      runs.fill(pen.write(subject, row: 0, column: 0), now: now, &pen)
    }
    let end = column + min(room.columns, max(12, subject.columns))
    pen.write(number, row: 0, column: end + 3, .faint)
  }

  private static func drawRequester(
    _ conversation: Conversation, _ runs: MaskedRuns, now: Date, _ pen: inout Pen
  ) {
    let requester = conversation.requester
    let name = requester.nameHint.isEmpty ? requester.pseudonym : requester.nameHint
    var column = pen.write(name, row: 1, column: 4, .text)
    let ordinal: SanitizedText =
      requester.ticketCount > 1 ? "\(requester.ticketCount) tickets" : "first ticket"
    let end = pen.bounds.columns - ordinal.columns - 3
    for identifier in requester.identifiers
    where identifier.isProfile && identifier.token.kind != .person {
      var run = StyledText()
      runs.append(identifier.token, showsHint: true, showsClock: false, to: &run)
      guard column + 3 + run.columns < end else { break }
      runs.fill(pen.write(run, row: 1, column: column + 3), now: now, &pen)
      column += 3 + run.columns
    }
    pen.write(ordinal, row: 1, column: column + 3, .faint)
  }

  private static func drawState(
    _ conversation: Conversation, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    let ticket = conversation.ticket
    let now = console.clock.second
    var parts: [(SanitizedText, Style)] = [
      (ticket.status.wording, ticket.status.isActive ? .good : .dim),
      (ticket.priority.wording, priorityStyle(ticket.priority)),
    ]
    if let until = ticket.snoozedUntil {
      parts.append(("snoozed until " + until.shortDayAndTime(in: console.clock.calendar), .dim))
    } else if let due = ticket.dueAt {
      parts.append(("reply due " + TimeText.due(due, now: now), TimeText.style(due: due, now: now)))
    }
    if !ticket.tags.isEmpty {
      let tags = ticket.tags.dropFirst().reduce(ticket.tags[0]) { $0 + ", " + $1 }
      parts.append((tags, .dim))
    }
    let isMine = ticket.assignee == console.session.user.id
    parts.append((isMine ? "you" : conversation.assigneeName ?? "nobody's", isMine ? .text : .dim))
    var column = 4
    for (index, part) in parts.enumerated() {
      if index > 0 { column = pen.write(" · ", row: 2, column: column, .faint) }
      column = pen.write(part.0, row: 2, column: column, part.1)
    }
    drawPresence(conversation, after: column, &pen)
  }

  private static func priorityStyle(_ priority: Priority) -> Style {
    switch priority {
    case .urgent: .danger
    case .high: .warning
    case .normal, .low: .dim
    }
  }

  private static func drawPresence(
    _ conversation: Conversation, after column: Int, _ pen: inout Pen
  ) {
    let others = conversation.presence.filter { $0.activity == .viewing || $0.activity == .away }
    guard let first = others.first else { return }
    let more = others.count > 1 ? " and \(others.count - 1) more" : SanitizedText.empty
    let doing: SanitizedText = first.activity == .away ? "is away" : "is viewing"
    let words: SanitizedText = "\(first.name)\(more) \(doing)"
    guard column + 3 + words.columns < pen.bounds.columns else { return }
    pen.writeTrailing(words, row: 2, endColumn: pen.bounds.columns - 2, .faint)
  }
}
