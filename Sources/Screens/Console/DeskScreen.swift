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
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ pen: inout Pen
  ) {
    if pen.bounds.columns < twoPaneColumns {
      NarrowDesk.draw(console, wrapped, &pen)
    } else {
      drawWide(console, wrapped, &pen)
    }
  }

  private static func drawWide(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ pen: inout Pen
  ) {
    var rest = pen.bounds
    var left = rest.cutLeading(min(64, max(38, rest.columns * 36 / 100)))
    let line = rest.cutLeading(1)
    let hasSide = pen.bounds.columns >= threePaneColumns
    let side = hasSide ? rest.cutTrailing(min(48, pen.bounds.columns / 5 + 4)) : nil
    if let scenario = console.scenario, scenario.isPanelShown, !hasSide {
      let panel = left.cutBottom(min(left.rows / 3, 12))
      pen.within(panel, on: .panel) { ScenarioPanel.draw(scenario, console, &$0) }
    }
    pen.within(left, on: .panel) { QueuePane.draw(console, &$0) }
    pen.within(line) { $0.verticalLine(column: 0) }
    pen.within(rest.inset(leading: 1, trailing: 1)) { drawTicket(console, wrapped, &$0) }
    if let side {
      pen.within(side, on: .panel) { RequesterPanel.draw(console, &$0) }
    }
  }

  /// Conversation, suggestions and reply, one below the other.
  private static func drawTicket(
    _ console: ConsoleModel, _ wrapped: WrappedConversations, _ pen: inout Pen
  ) {
    var rest = pen.bounds
    guard console.conversation.conversation != nil else {
      EmptyConversation.draw(console, &pen)
      return
    }
    let composer = rest.cutBottom(ComposerPane.rows(console, columns: rest.columns, of: rest.rows))
    let composerLine = rest.cutBottom(1)
    let suggestions = rest.cutBottom(SuggestionsPane.rows(console, of: rest.rows))
    let suggestionsLine = rest.cutBottom(1)
    pen.within(rest) { ConversationPane.draw(console, wrapped, &$0) }
    pen.within(suggestionsLine) { $0.horizontalLine(row: 0) }
    pen.within(suggestions) { SuggestionsPane.draw(console, &$0) }
    pen.within(composerLine) { $0.horizontalLine(row: 0) }
    pen.within(composer) { ComposerPane.draw(console, &$0) }
  }
}

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
      let composer = rest.cutBottom(max(8, rest.rows / 2))
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
