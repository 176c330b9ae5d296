import Canvas
import Desk
import Text
import Tickets
import ViewModels

/// Before a ticket is open.
@MainActor
enum EmptyConversation {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    let row = pen.bounds.rows / 2 - 1
    if console.conversation.loadingSince != nil {
      pen.writeCentered("Opening …", row: row, .dim)
    } else if console.queue.hasLoaded, console.queue.total == 0 {
      pen.writeCentered("Nothing waits here", row: row, .strong)
      pen.writeCentered("[ and ] show other lists, S searches everywhere", row: row + 1, .dim)
    } else {
      pen.writeCentered("No ticket is open", row: row, .strong)
      pen.writeCentered("j and k move, Enter opens", row: row + 1, .dim)
    }
  }
}
