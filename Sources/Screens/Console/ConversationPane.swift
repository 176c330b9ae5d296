import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// The open ticket: who asks, how it stands, and what was said.
@MainActor
enum ConversationPane {
  static func draw(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ pen: inout Pen
  ) {
    guard let conversation = console.conversation.conversation else { return }
    var rest = pen.bounds
    let hasRoom = rest.rows >= 12
    let header = rest.cutTop(hasRoom ? 5 : 2)
    let runs = MaskedRuns(console)
    pen.within(header) { pen in
      TicketHeader.draw(conversation, console, runs, &pen)
      if hasRoom { pen.horizontalLine(row: 3) }
    }
    pen.within(rest) { drawMessages(conversation, console, wrapped, runs, &$0) }
  }

  private static func drawMessages(
    _ conversation: Conversation, _ console: ConsoleModel, _ wrapped: WrappedConversations,
    _ runs: MaskedRuns, _ pen: inout Pen
  ) {
    let model = console.conversation
    let lines = wrapped.lines(
      of: conversation, runs: runs, find: model.find, columns: max(10, pen.bounds.columns - 4),
      calendar: console.clock.calendar)
    var rest = pen.bounds
    let typing = somebodyWriting(conversation)
    let typingRoom = typing == nil || rest.rows < 8 ? Rect(rows: 0, columns: 0) : rest.cutBottom(1)
    model.layout = ConversationLayout(
      starts: lines.starts, lineCount: lines.lines.count, visibleCount: rest.rows)
    let window = ScrollWindow(
      count: lines.lines.count, visibleCount: rest.rows,
      first: model.layout.top(for: model.scroll))
    let painter = MessagePainter(
      conversation: conversation, lines: lines, runs: runs, now: console.clock.now,
      calendar: console.clock.calendar)
    for (row, index) in window.visible.enumerated() {
      painter.draw(lines.lines[index], row: row, &pen)
    }
    if let typing, !typingRoom.isEmpty {
      draw(typing, row: min(window.visible.count, typingRoom.row), &pen)
    }
    pen.within(rest) { $0.scrollThumb(window) }
    drawNewBelow(model, &pen)
  }

  private static func somebodyWriting(_ conversation: Conversation) -> Presence? {
    conversation.presence.first { $0.activity == .typing || $0.activity == .replying }
  }

  /// Below the newest message, or on the last line whatever is scrolled.
  private static func draw(_ somebody: Presence, row: Int, _ pen: inout Pen) {
    let isReply = somebody.activity == .replying
    pen.write("▏", row: row, column: 0, isReply ? .warning : .faint)
    let words: SanitizedText =
      isReply ? "\(somebody.name) is writing a reply" : "\(somebody.name) is typing"
    let column = pen.write(words, row: row, column: 2, isReply ? .warning : .dim)
    pen.write("···", row: row, column: column + 1, .accent)
  }

  private static func drawNewBelow(_ model: ConversationModel, _ pen: inout Pen) {
    guard model.newBelow > 0 else { return }
    let text: SanitizedText = " \(model.newBelow) new below · G goes there "
    let column = max(0, (pen.bounds.columns - text.columns) / 2)
    pen.write(text, row: pen.bounds.rows - 1, column: column, .chosen)
  }
}

/// Draws the lines of messages.
@MainActor
struct MessagePainter {
  let conversation: Conversation
  let lines: WrappedConversations.Lines
  let runs: MaskedRuns
  let now: Date
  let calendar: Calendar

  func draw(_ line: WrappedConversations.Line, row: Int, _ pen: inout Pen) {
    switch line {
    case .blank: break
    case .day(let name):
      let column = pen.write("──", row: row, column: 0, .line)
      let end = pen.write(name, row: row, column: column + 1, .faint)
      pen.horizontalLine(row: row, columns: (end + 1)..<max(end + 1, pen.bounds.columns - 2))
    case .header(let message):
      drawBar(message, row: row, &pen)
      drawHeader(conversation.messages[message], row: row, &pen)
    case .body(let message, let line):
      drawBar(message, row: row, &pen)
      let isEvent = conversation.messages[message].kind == .event
      let column = isEvent ? 4 : 2
      if isEvent, line == 0 { pen.write("·", row: row, column: 2, .faint) }
      let places = pen.write(lines.bodies[message], line: line, row: row, column: column)
      runs.fill(places, now: now, &pen)
    case .attachment(let message, let index):
      drawBar(message, row: row, &pen)
      drawAttachment(conversation.messages[message].attachments[index], row: row, &pen)
    }
  }

  private func drawBar(_ message: Int, row: Int, _ pen: inout Pen) {
    let style: Style =
      switch conversation.messages[message].kind {
      case .incoming: .customer
      case .reply: .accent
      case .note: .note
      case .event: .line
      case .unparsed: .warning
      }
    pen.write("▏", row: row, column: 0, style)
  }

  private func drawHeader(_ message: Message, row: Int, _ pen: inout Pen) {
    let (name, style) = author(of: message)
    var column = pen.write(name, row: row, column: 2, style.bold)
    column = pen.write(
      message.sentAt.hourAndMinute(in: calendar), row: row, column: column + 2, .faint)
    let (words, wordStyle) = fate(of: message)
    pen.write(words, row: row, column: column + 2, wordStyle)
  }

  private func author(of message: Message) -> (SanitizedText, Style) {
    switch message.author {
    case .customer: ("Customer", .customer)
    case .participant: ("On CC", .customer)
    case .agent(_, let name): (name, message.kind == .note ? .note : .accent)
    case .system: ("Sealdesk", .dim)
    }
  }

  /// What became of it: the word beside the time.
  private func fate(of message: Message) -> (SanitizedText, Style) {
    switch message.delivery {
    case .received:
      (message.kind == .note ? "note, colleagues only" : "", .faint)
    case .held(let until):
      ("leaves in " + TimeText.countdown(to: until, now: now), .warning)
    case .waiting(let reason): ("waits in the outbox: \(reason)", .warning)
    case .sent: ("sent", .good)
    case .failed(let reason, let attempts):
      ("not sent after \(attempts): \(reason)", .danger)
    }
  }

  private func drawAttachment(_ attachment: Attachment, row: Int, _ pen: inout Pen) {
    let column = pen.write("+", row: row, column: 2, .accent)
    let name = runs.styled(attachment.name, .text, showsHints: false)
    let places = pen.write(name, row: row, column: column + 1)
    runs.fill(places, now: now, &pen)
    let state: SanitizedText = attachment.isHeld ? "sealed" : "not held, only a link"
    let details = TimeText.size(byteCount: attachment.byteCount) + " · " + state
    pen.write(details, row: row, column: column + 3 + name.columns, .faint)
  }
}

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
      drawSubject(ticket, runs, column: start, now: console.clock.now, &pen)
    }
    drawRequester(conversation, runs, now: console.clock.now, &pen)
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
    let now = console.clock.now
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
