import Desk
import Text

extension Command {
  static let moving: [Command] = panes + queueMoves + conversationMoves + suggestionMoves

  private static let panes: [Command] = [
    Command("pane.queue", "Go to the queue", in: [.desk]) { $0.leaveFor(.queue) },
    Command("pane.conversation", "Go to the conversation", in: [.desk]) {
      $0.leaveFor(.conversation)
    },
    Command("pane.suggestions", "Go to the suggestions", in: [.desk]) { $0.leaveFor(.suggestions) },
    Command("pane.composer", "Go to the reply", in: [.desk], when: Check.hasTicket) {
      $0.leaveFor(.composer)
    },
    Command("pane.next", "Next pane", in: [.desk]) { $0.focusNext(by: 1) },
    Command("pane.previous", "Previous pane", in: [.desk]) { $0.focusNext(by: -1) },
  ]

  private static let queueMoves: [Command] = [
    Command("queue.down", "Next ticket", in: [.queue]) { $0.queue.move(by: 1) },
    Command("queue.up", "Previous ticket", in: [.queue]) { $0.queue.move(by: -1) },
    Command("queue.page-down", "A page down", in: [.queue]) { $0.queue.moveByPage(1) },
    Command("queue.page-up", "A page up", in: [.queue]) { $0.queue.moveByPage(-1) },
    Command("queue.first", "First ticket", in: [.queue]) { $0.queue.moveToStart() },
    Command("queue.last", "Last ticket", in: [.queue]) { $0.queue.moveToEnd() },
    Command("queue.open", "Open the ticket", in: [.queue], when: Check.hasRow) {
      $0.openSelected()
    },
    Command("queue.next-view", "Next list: my open, unassigned, team …", in: [.queue]) {
      $0.queue.showNextView(1)
    },
    Command("queue.previous-view", "Previous list", in: [.queue]) { $0.queue.showNextView(-1) },
    Command("queue.sort", "Sort by due time, newest, oldest or priority", in: [.queue]) {
      $0.queue.sortNext()
    },
    Command("queue.filter", "Filter the queue", in: [.queue]) { $0.queue.beginFilter() },
    Command("queue.clear-filter", "Drop the filter", in: [.queue], when: Check.hasFilter) {
      $0.queue.clearFilter()
    },
    Command("filter.end", "Keep the filter", in: [.filter]) { $0.endFilter() },
    Command("filter.cancel", "Drop the filter", in: [.filter]) { $0.cancelFilter() },
  ]

  private static let conversationMoves: [Command] = [
    Command("conversation.down", "A line down", in: [.conversation]) {
      $0.conversation.scroll(byLines: 1)
    },
    Command("conversation.up", "A line up", in: [.conversation]) {
      $0.conversation.scroll(byLines: -1)
    },
    Command("conversation.page-down", "A page down", in: [.conversation]) {
      $0.conversation.scroll(byPages: 1)
    },
    Command("conversation.page-up", "A page up", in: [.conversation]) {
      $0.conversation.scroll(byPages: -1)
    },
    Command("conversation.first", "The first message", in: [.conversation]) {
      $0.conversation.scrollToStart()
    },
    Command("conversation.last", "The newest message", in: [.conversation]) {
      $0.conversation.scrollToEnd()
    },
    Command("conversation.next-ticket", "Next ticket, from here", in: [.conversation]) {
      $0.step(by: 1)
    },
    Command("conversation.previous-ticket", "Previous ticket, from here", in: [.conversation]) {
      $0.step(by: -1)
    },
    Command("conversation.next-token", "Next masked value", in: [.conversation]) {
      $0.conversation.highlightToken(step: 1)
    },
    Command("conversation.previous-token", "Previous masked value", in: [.conversation]) {
      $0.conversation.highlightToken(step: -1)
    },
    Command("conversation.back", "Back to the queue", in: [.conversation]) { $0.goBack() },
    Command("conversation.find", "Find in this conversation", in: [.conversation]) {
      $0.conversation.beginFind()
    },
    Command("find.next", "Next match", in: [.find]) { $0.conversation.goToMatch(step: 1) },
    Command("find.previous", "Previous match", in: [.find]) {
      $0.conversation.goToMatch(step: -1)
    },
    Command("find.end", "Stop finding", in: [.find, .findEntry]) { $0.conversation.endFind() },
    Command("find.settle", "Keep the matches lit", in: [.findEntry]) {
      $0.conversation.settleFind()
    },
  ]

  private static let suggestionMoves: [Command] =
    [
      Command("suggestions.down", "Next suggestion", in: [.suggestions]) {
        $0.suggestions.move(by: 1)
      },
      Command("suggestions.up", "Previous suggestion", in: [.suggestions]) {
        $0.suggestions.move(by: -1)
      },
      Command(
        "suggestions.use", "Put the suggestion into the reply", in: [.suggestions],
        when: Check.hasSuggestion
      ) { console in
        if let selected = console.suggestions.selected { console.use(selected) }
      },
      Command("suggestions.back", "Back to the conversation", in: [.suggestions]) { $0.goBack() },
    ]
    + (1...9).map { number in
      Command(
        CommandID(rawValue: "suggestions.use-\(number)"),
        "Put suggestion \(number) into the reply", in: [.conversation, .suggestions],
        when: { Check.hasSuggestion($0, number: number) },
        { $0.useSuggestion(number: number) })
    }
}
