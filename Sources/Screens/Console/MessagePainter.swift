import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

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
