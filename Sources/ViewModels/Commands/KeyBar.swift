package import Text

/// What the key bar says where one is: the live keys of a few commands, each with a word.
///
/// What stands in it hangs on where one is and on the key map alone; only whether a command can be
/// done changes from frame to frame.
@MainActor
package final class KeyBar {
  package struct Entry: Hashable, Sendable {
    /// `j k`, `1-9`.
    package let keys: SanitizedText
    package let word: SanitizedText
    package let isAvailable: Bool
    /// Shown even where the others do not all fit.
    package let isLasting: Bool
  }

  private struct Item {
    let keys: SanitizedText
    let word: SanitizedText
    /// Any of them will do.
    let commands: [Command]
    let isLasting: Bool
    let hidesWhenUnavailable: Bool
  }

  private let keyMap: KeyMap
  private let registry: CommandRegistry
  private var itemsByContexts: [[KeyContext]: [Item]] = [:]

  init(keyMap: KeyMap, registry: CommandRegistry) {
    self.keyMap = keyMap
    self.registry = registry
  }

  /// The entries for where one is, the most particular first.
  package func entries(for console: ConsoleModel) -> [Entry] {
    items(in: console.contexts).compactMap { item in
      let isAvailable = item.commands.contains { $0.availability(console).isAvailable }
      guard isAvailable || !item.hidesWhenUnavailable else { return nil }
      return Entry(
        keys: item.keys, word: item.word, isAvailable: isAvailable, isLasting: item.isLasting)
    }
  }

  private func items(in contexts: [KeyContext]) -> [Item] {
    if let known = itemsByContexts[contexts] { return known }
    var shown: Set<CommandID> = []
    let items = contexts.flatMap { Self.hints[$0] ?? [] }.compactMap { hint in
      shown.insert(hint.commands[0]).inserted ? item(for: hint, in: contexts) : nil
    }
    itemsByContexts[contexts] = items
    return items
  }

  private func item(for hint: Hint, in contexts: [KeyContext]) -> Item? {
    let keys = hint.commands.compactMap { id in
      contexts.lazy.compactMap { self.keyMap.keys(for: id, in: [$0]).first }.first?.barNotation
    }
    guard let first = keys.first else { return nil }
    return Item(
      keys: keys.dropFirst().reduce(first) { $0 + hint.joiner + $1 }, word: hint.word,
      commands: hint.commands.compactMap { registry[$0] },
      isLasting: hint.commands.contains("app.help"),
      hidesWhenUnavailable: Self.occasional.contains(hint.commands[0]))
  }

  /// Shown only where they can be done.
  private static let occasional: Set<CommandID> = [
    "ticket.attachment", "conversation.lift", "conversation.select", "escalation.glass",
  ]

  private struct Hint {
    let commands: [CommandID]
    let word: SanitizedText
    let joiner: SanitizedText

    init(_ commands: CommandID..., word: SanitizedText, joiner: SanitizedText = " ") {
      self.commands = commands
      self.word = word
      self.joiner = joiner
    }
  }

  private static let suggestions = Hint(
    "suggestions.use-1", "suggestions.use-9", word: "suggestion", joiner: "-")

  private static let hints: [KeyContext: [Hint]] = [
    .queue: [
      Hint("queue.down", "queue.up", word: "move"), Hint("queue.open", word: "open"),
      Hint("queue.filter", word: "filter"),
      Hint("queue.previous-view", "queue.next-view", word: "list"),
    ],
    .conversation: [
      Hint("conversation.down", "conversation.up", word: "scroll"), suggestions,
      Hint("conversation.next-token", word: "token"), Hint("conversation.find", word: "find"),
    ],
    .selecting: [
      Hint("selecting.word-right", "selecting.word-left", word: "word"),
      Hint("selecting.down", "selecting.up", word: "line"),
      Hint("selecting.stretch", word: "hold this end"), Hint("selecting.mark", word: "mask this"),
      Hint("selecting.leave", word: "leave"), Hint("app.help", word: "help"),
    ],
    .mark: [
      Hint("mark.next", "mark.previous", word: "kind"), Hint("mark.confirm", word: "mask it"),
      Hint("mark.cancel", word: "leave it readable"),
    ],
    .lift: [
      Hint("lift.next", word: "next field"), Hint("lift.confirm", word: "make it words"),
      Hint("lift.cancel", word: "keep it masked"),
    ],
    .liftChoice: [Hint("lift.left", "lift.right", word: "reason")],
    .suggestions: [
      Hint("suggestions.down", "suggestions.up", word: "move"),
      Hint("suggestions.use", word: "use"),
      suggestions,
    ],
    .desk: [
      Hint("ticket.reply", word: "reply"), Hint("ticket.note", word: "note"),
      Hint("ticket.escalate", word: "escalate"), Hint("conversation.lift", word: "lift a mask"),
      Hint("reveal.remask", word: "mask"),
      Hint("ticket.attachment", word: "save file"),
      Hint("ticket.assign", word: "assign"), Hint("ticket.snooze", word: "snooze"),
      Hint("undo", word: "undo"), Hint("conversation.select", word: "select"),
      Hint("app.search", word: "search"),
      Hint("app.palette", word: "palette"), Hint("app.help", word: "help"),
      Hint("app.back", word: "back"),
    ],
    .composer: [
      Hint("composer.send", word: "send"), Hint("composer.insert", word: "insert"),
      Hint("composer.preview", word: "preview"), Hint("composer.copy", word: "copy to"),
      Hint("composer.purpose", word: "note or reply"), Hint("write.undo", word: "undo"),
      Hint("composer.leave", word: "leave"), Hint("app.help", word: "help"),
    ],
    .escalation: [
      Hint("escalation.next", word: "next field"), Hint("escalation.confirm", word: "reveal"),
      Hint("escalation.glass", word: "break-glass"),
      Hint("escalation.cancel", word: "keep it masked"),
    ],
    .escalationChoice: [
      Hint("escalation.toggle", word: "choose"),
      Hint("escalation.left", "escalation.right", word: "change"),
    ],
    .attachment: [
      Hint("attachment.next", word: "next field"), Hint("attachment.confirm", word: "save"),
      Hint("attachment.cancel", word: "leave it sealed"),
    ],
    .attachmentChoice: [
      Hint("attachment.down", "attachment.up", word: "choose"),
      Hint("attachment.left", "attachment.right", word: "reason"),
    ],
    .approvals: [
      Hint("approvals.down", "approvals.up", word: "move"),
      Hint("approvals.approve", word: "approve"), Hint("approvals.deny", word: "deny"),
      Hint("approvals.reveal", word: "open"), Hint("approvals.close", word: "close"),
    ],
    .reviews: [
      Hint("reviews.down", "reviews.up", word: "move"),
      Hint("reviews.justified", word: "justified"),
      Hint("reviews.unjustified", word: "unjustified"),
      Hint("reviews.ticket", word: "its ticket"), Hint("reviews.close", word: "close"),
    ],
    .figures: [
      Hint("figures.earlier", "figures.later", word: "month"),
      Hint("figures.down", "figures.up", word: "scroll"), Hint("figures.close", word: "close"),
    ],
    .emergencies: [
      Hint("emergencies.down", "emergencies.up", word: "move"),
      Hint("emergencies.seen", word: "seen"), Hint("emergencies.ticket", word: "open ticket"),
      Hint("emergencies.close", word: "close"),
    ],
    .auditLog: [
      Hint("audit.down", "audit.up", word: "move"), Hint("audit.entry", word: "entry"),
      Hint("audit.filter", word: "filter"),
      Hint("audit.by-person", "audit.by-ticket", "audit.by-reason", word: "who, ticket, reason"),
      Hint("audit.verify", word: "verify"), Hint("reviews.open", word: "reviews"),
      Hint("figures.open", word: "figures"), Hint("audit.ticket", word: "open ticket"),
      Hint("audit.close", word: "back"), Hint("app.palette", word: "palette"),
      Hint("app.help", word: "help"),
    ],
    .filter: [Hint("filter.end", word: "keep"), Hint("filter.cancel", word: "drop")],
    .findEntry: [Hint("find.settle", word: "keep"), Hint("find.end", word: "stop")],
    .find: [Hint("find.next", "find.previous", word: "match"), Hint("find.end", word: "stop")],
    .held: [
      Hint("held.fix", word: "use tokens"), Hint("held.send", word: "send with the reason"),
      Hint("dialog.close", word: "back to the text"),
    ],
    .confirmation: [Hint("confirmation.yes", word: "yes"), Hint("confirmation.no", word: "no")],
    .picker: [
      Hint("list.down", "list.up", word: "move"), Hint("picker.pick", word: "take"),
      Hint("dialog.close", word: "close"),
    ],
    .palette: [
      Hint("list.down", "list.up", word: "move"), Hint("palette.run", word: "do it"),
      Hint("dialog.close", word: "close"),
    ],
    .search: [
      Hint("search.open", word: "look, open"), Hint("list.down", "list.up", word: "move"),
      Hint("dialog.close", word: "close"),
    ],
    .help: [
      Hint("help.down", "help.up", word: "scroll"), Hint("dialog.close", word: "close"),
    ],
    .messages: [
      Hint("help.down", "help.up", word: "scroll"), Hint("dialog.close", word: "close"),
    ],
    .debrief: [
      Hint("debrief.down", "debrief.up", word: "move"),
      Hint("debrief.show", word: "go to the moment"), Hint("debrief.close", word: "close"),
    ],
  ]
}

extension KeySequence {
  /// Shorter than in help: `⏎` for Enter, arrows for the arrow keys.
  fileprivate var barNotation: SanitizedText {
    switch keys {
    case [KeyPress(.enter)]: "⏎"
    case [KeyPress(.up)]: "↑"
    case [KeyPress(.down)]: "↓"
    default: notation
    }
  }
}
