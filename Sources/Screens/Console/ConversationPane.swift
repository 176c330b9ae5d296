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
      conversation: conversation, lines: lines, runs: runs, now: console.clock.second,
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
