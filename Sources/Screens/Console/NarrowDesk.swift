import Canvas
import Desk
import Text
import Tickets
import ViewModels

/// One pane at a time, with a line that says where one is.
@MainActor
enum NarrowDesk {
  static func draw(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ pen: inout Pen
  ) {
    var rest = pen.bounds
    let crumbs = rest.cutTop(1)
    pen.within(crumbs) { drawBreadcrumb(console, &$0) }
    if let scenario = console.scenario, scenario.isPanelShown {
      pen.within(rest.cutTop(1), on: .panel) { ScenarioPanel.drawLine(scenario, &$0) }
    }
    let hasTicket = console.conversation.conversation != nil
    switch console.focus {
    case .queue:
      pen.within(rest, on: .panel) { QueuePane.draw(console, &$0) }
    case .conversation where hasTicket:
      let strip = rest.cutBottom(console.suggestions.items.isEmpty ? 0 : 2)
      pen.within(rest.inset(columns: 1)) { ConversationPane.draw(console, wrapped, &$0) }
      pen.within(strip.inset(columns: 1)) { SuggestionsPane.drawStrip(console, &$0) }
    case .suggestions where hasTicket:
      pen.within(rest.inset(columns: 1)) { SuggestionsPane.drawWhole(console, &$0) }
    case .composer where hasTicket:
      let composer = rest.cutBottom(
        max(7, ComposerPane.rows(console, columns: rest.columns, of: rest.rows)))
      let line = rest.cutBottom(1)
      pen.within(rest.inset(columns: 1)) { ConversationPane.draw(console, wrapped, &$0) }
      pen.within(line) { $0.horizontalLine(row: 0) }
      pen.within(composer.inset(columns: 1)) { ComposerPane.draw(console, &$0) }
    case .conversation, .suggestions, .composer:
      pen.within(rest.inset(columns: 1)) { EmptyConversation.draw(console, &$0) }
    }
  }

  private static func drawBreadcrumb(_ console: ConsoleModel, _ pen: inout Pen) {
    var column = pen.write(
      console.queue.view.title, row: 0, column: 1, console.focus == .queue ? .strong : .dim)
    guard console.focus != .queue, let ticket = console.conversation.ticket else { return }
    column = pen.write("›", row: 0, column: column + 1, .faint)
    let isConversation = console.focus == .conversation
    column = pen.write(
      "#\(ticket.id.rawValue)", row: 0, column: column + 1, isConversation ? .strong : .dim)
    guard !isConversation else { return }
    column = pen.write("›", row: 0, column: column + 1, .faint)
    let word: SanitizedText =
      console.focus == .suggestions
      ? "Suggestions" : console.composer.purpose == .note ? "Note" : "Reply"
    pen.write(word, row: 0, column: column + 1, .strong)
  }
}
