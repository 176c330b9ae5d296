import Canvas
import Desk
import Text
import Tickets
import ViewModels

/// The desk: queue and conversation beside each other where there is room, else one at a time.
@MainActor
enum DeskScreen {
  /// From this width on, queue and conversation stand side by side.
  static let twoPaneColumns = 100
  /// From this width on, what is known of the requester stands beside the conversation.
  static let threePaneColumns = 160

  static func draw(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ parts: DrawnParts,
    _ pen: inout Pen
  ) {
    if pen.bounds.columns < twoPaneColumns {
      pen.fill(pen.bounds)
      NarrowDesk.draw(console, wrapped, &pen)
    } else {
      drawWide(console, wrapped, parts, &pen)
    }
  }

  private static func drawWide(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ parts: DrawnParts,
    _ pen: inout Pen
  ) {
    var rest = pen.bounds
    var left = rest.cutLeading(min(64, max(38, rest.columns * 36 / 100)))
    let line = rest.cutLeading(1)
    let hasSide = pen.bounds.columns >= threePaneColumns
    let side = hasSide ? rest.cutTrailing(min(48, pen.bounds.columns / 5 + 4)) : nil
    if let scenario = console.scenario, scenario.isPanelShown, !hasSide {
      let panel = left.cutBottom(min(left.rows / 3, 12))
      parts.place(.scenario, in: panel, on: .panel, pen) {
        ScenarioPanel.draw(scenario, console, &$0)
      }
    }
    parts.place(.queue, in: left, on: .panel, pen) { QueuePane.draw(console, &$0) }
    pen.within(line) { $0.verticalLine(column: 0) }
    pen.within(rest.inset(leading: 1, trailing: 1)) { drawTicket(console, wrapped, parts, &$0) }
    if let side {
      parts.place(.requester, in: side, on: .panel, pen) { RequesterPanel.draw(console, &$0) }
    }
  }

  /// Conversation, suggestions and reply, one below the other.
  private static func drawTicket(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ parts: DrawnParts,
    _ pen: inout Pen
  ) {
    var rest = pen.bounds
    guard console.conversation.conversation != nil else {
      parts.place(.emptyConversation, in: rest, pen) { EmptyConversation.draw(console, &$0) }
      return
    }
    let composer = rest.cutBottom(ComposerPane.rows(console, columns: rest.columns, of: rest.rows))
    let composerLine = rest.cutBottom(1)
    let total = rest.rows
    let suggestions = rest.cutBottom(
      SuggestionsPane.rows(console, columns: rest.columns, of: total))
    let suggestionsLine = rest.cutBottom(1)
    parts.place(.conversation, in: rest, pen) { ConversationPane.draw(console, wrapped, &$0) }
    pen.within(suggestionsLine) { $0.horizontalLine(row: 0) }
    parts.place(.suggestions, in: suggestions, pen) {
      SuggestionsPane.draw(console, of: total, &$0)
    }
    pen.within(composerLine) { $0.horizontalLine(row: 0) }
    parts.place(.composer, in: composer, pen) { ComposerPane.draw(console, &$0) }
  }
}
