extension KeyMap {
  /// What the keys do unless somebody has written a map of their own.
  ///
  /// Digits go by the focus: in the queue they choose a pane, in the conversation and among the
  /// suggestions they take a suggestion; with Alt they choose a pane wherever one is.
  package static let standard = KeyMap(
    table.flatMap { context, lines in
      lines.flatMap { command, notations in
        notations.compactMap { notation in
          KeySequence(notation: notation).map {
            Binding(context: context, keys: $0, command: command)
          }
        }
      }
    })

  private typealias Line = (command: CommandID, keys: [String])

  private static let table: [(KeyContext, [Line])] = [
    (
      .anywhere, [("app.redraw", ["^L"]), ("app.suspend", ["^Z"]), ("app.lock", ["^X"])]
    ),
    (.desk, desk), (.queue, queue), (.conversation, conversation), (.suggestions, suggestions),
    (.composer, composer), (.writing, writing), (.escalation, escalation),
    (.escalationChoice, escalationChoice), (.attachment, attachment),
    (.attachmentChoice, attachmentChoice), (.approvals, approvals), (.reviews, reviews),
    (.figures, figures), (.emergencies, emergencies), (.selecting, selecting), (.mark, mark),
    (.lift, lift),
    (.liftChoice, [("lift.left", ["h", "Left"]), ("lift.right", ["l", "Right"])]),
    (.filter, [("filter.end", ["Enter"]), ("filter.cancel", ["Esc"])]),
    (.findEntry, [("find.settle", ["Enter"]), ("find.end", ["Esc"])]),
    (.find, [("find.next", ["n"]), ("find.previous", ["N"]), ("find.end", ["Esc"])]),
    (
      .held,
      [("held.fix", ["^T"]), ("held.send", ["^Y"]), ("dialog.close", ["Esc"])]
    ),
    (
      .confirmation, [("confirmation.yes", ["y"]), ("confirmation.no", ["Esc", "n", "Enter"])]
    ),
    (.picker, list + [("picker.pick", ["Enter"])]),
    (.palette, list + [("palette.run", ["Enter"])]),
    (.search, list + [("search.open", ["Enter"])]),
    (.help, scrolling), (.messages, scrolling),
    (
      .debrief,
      [
        ("debrief.down", ["j", "Down"]), ("debrief.up", ["k", "Up"]), ("debrief.show", ["Enter"]),
        ("debrief.close", ["Esc", "q"]),
      ]
    ),
    (.auditLog, auditLog),
  ]

  private static let desk: [Line] = [
    ("ticket.reply", ["r"]), ("ticket.note", ["n"]), ("ticket.escalate", ["e"]),
    ("reveal.remask", ["E"]), ("ticket.attachment", ["f"]), ("approvals.open", ["R"]),
    ("emergencies.open", ["B"]), ("ticket.assign", ["a"]),
    ("ticket.take", ["A"]),
    ("ticket.snooze", ["s"]), ("ticket.status", ["t"]), ("ticket.priority", ["p"]),
    ("ticket.tags", ["T"]), ("undo", ["u"]), ("pane.next", ["Tab"]), ("pane.previous", ["S-Tab"]),
    ("pane.queue", ["M-1"]), ("pane.conversation", ["M-2"]), ("pane.suggestions", ["M-3"]),
    ("pane.composer", ["M-4"]), ("app.palette", [":"]), ("app.help", ["?", "F1"]),
    ("app.search", ["S", "^F"]), ("app.messages", ["M"]), ("app.back", ["q", "Esc"]),
    ("scenario.panel", ["Z"]), ("audit.open", ["L"]),
  ]

  private static let queue: [Line] = [
    ("queue.down", ["j", "Down"]), ("queue.up", ["k", "Up"]),
    ("queue.open", ["Enter", "l", "Right"]),
    ("queue.page-down", ["PgDn", "Space"]), ("queue.page-up", ["PgUp"]),
    ("queue.first", ["g g", "Home"]), ("queue.last", ["G", "End"]),
    ("queue.next-view", ["]"]), ("queue.previous-view", ["["]), ("queue.sort", ["o"]),
    ("queue.filter", ["/"]), ("queue.clear-filter", ["c"]),
    ("pane.queue", ["1"]), ("pane.conversation", ["2"]), ("pane.suggestions", ["3"]),
    ("pane.composer", ["4"]),
  ]

  private static let digits: [Line] = (1...9).map {
    (CommandID(rawValue: "suggestions.use-\($0)"), ["\($0)"])
  }

  private static let conversation: [Line] =
    digits + [
      ("conversation.down", ["j", "Down"]), ("conversation.up", ["k", "Up"]),
      ("conversation.page-down", ["PgDn", "Space"]), ("conversation.page-up", ["PgUp"]),
      ("conversation.first", ["g g", "Home"]), ("conversation.last", ["G", "End"]),
      ("conversation.next-ticket", ["J", "]"]), ("conversation.previous-ticket", ["K", "["]),
      ("conversation.next-token", ["x"]), ("conversation.previous-token", ["X"]),
      ("conversation.select", ["v"]), ("conversation.lift", ["F"]),
      ("conversation.find", ["/"]), ("conversation.back", ["h", "Left"]),
    ]

  private static let selecting: [Line] = [
    ("selecting.left", ["h", "Left"]), ("selecting.right", ["l", "Right"]),
    ("selecting.word-left", ["b"]), ("selecting.word-right", ["w"]),
    ("selecting.down", ["j", "Down"]), ("selecting.up", ["k", "Up"]),
    ("selecting.stretch", ["v", "Space"]), ("selecting.mark", ["Enter"]),
    ("selecting.leave", ["Esc", "q"]), ("app.help", ["?", "F1"]),
  ]

  private static let mark: [Line] = [
    ("mark.next", ["l", "Right", "j", "Down", "Tab"]),
    ("mark.previous", ["h", "Left", "k", "Up", "S-Tab"]), ("mark.confirm", ["^Y"]),
    ("mark.cancel", ["Esc"]),
  ]

  private static let lift: [Line] = [
    ("lift.next", ["Tab", "Down"]), ("lift.previous", ["S-Tab", "Up"]), ("lift.confirm", ["^Y"]),
    ("lift.cancel", ["Esc"]),
  ]

  private static let suggestions: [Line] =
    digits + [
      ("suggestions.down", ["j", "Down"]), ("suggestions.up", ["k", "Up"]),
      ("suggestions.use", ["Enter"]), ("suggestions.back", ["h", "Left"]),
    ]

  private static let composer: [Line] = [
    ("composer.send", ["^S"]), ("composer.leave", ["Esc"]), ("composer.line", ["Enter"]),
    ("composer.preview", ["^P"]), ("composer.insert", ["^T"]), ("composer.copy", ["^O"]),
    ("composer.purpose", ["^N"]), ("composer.discard", ["M-d"]),
    ("composer.up", ["Up"]), ("composer.down", ["Down"]),
    ("composer.next-pane", ["Tab"]), ("composer.previous-pane", ["S-Tab"]),
    ("pane.queue", ["M-1"]), ("pane.conversation", ["M-2"]), ("pane.suggestions", ["M-3"]),
    ("app.help", ["F1"]),
  ]

  private static let writing: [Line] = [
    ("write.left", ["Left"]), ("write.right", ["Right"]),
    ("write.word-left", ["M-b", "C-Left", "M-Left"]),
    ("write.word-right", ["M-f", "C-Right", "M-Right"]), ("write.line-start", ["Home", "^A"]),
    ("write.line-end", ["End", "^E"]), ("write.start", ["C-Home", "M-<"]),
    ("write.end", ["C-End", "M->"]), ("write.delete-backward", ["Backspace"]),
    ("write.delete-forward", ["Del"]), ("write.delete-word", ["^W", "M-Backspace"]),
    ("write.delete-line", ["M-k"]), ("write.undo", ["M-u", "^_"]), ("write.redo", ["M-r"]),
  ]

  private static let escalation: [Line] = [
    ("escalation.next", ["Tab"]), ("escalation.previous", ["S-Tab"]),
    ("escalation.down", ["Down"]), ("escalation.up", ["Up"]),
    ("escalation.confirm", ["^Y"]), ("escalation.glass", ["^G"]), ("escalation.cancel", ["Esc"]),
  ]

  private static let escalationChoice: [Line] = [
    ("escalation.down", ["j"]), ("escalation.up", ["k"]), ("escalation.toggle", ["Space"]),
    ("escalation.all", ["*"]), ("escalation.left", ["h", "Left"]),
    ("escalation.right", ["l", "Right"]),
  ]

  private static let attachment: [Line] = [
    ("attachment.next", ["Tab"]), ("attachment.previous", ["S-Tab"]),
    ("attachment.down", ["Down"]), ("attachment.up", ["Up"]),
    ("attachment.confirm", ["^Y"]), ("attachment.cancel", ["Esc"]),
  ]

  private static let approvals: [Line] = [
    ("approvals.down", ["Down"]), ("approvals.up", ["Up"]), ("approvals.approve", ["^Y"]),
    ("approvals.deny", ["^N"]), ("approvals.reveal", ["Enter"]), ("approvals.close", ["Esc"]),
  ]

  private static let reviews: [Line] = [
    ("reviews.down", ["Down"]), ("reviews.up", ["Up"]), ("reviews.justified", ["^Y"]),
    ("reviews.unjustified", ["^N"]), ("reviews.ticket", ["^T"]), ("reviews.close", ["Esc"]),
  ]

  private static let figures: [Line] = [
    ("figures.down", ["j", "Down"]), ("figures.up", ["k", "Up"]),
    ("figures.earlier", ["h", "Left"]), ("figures.later", ["l", "Right"]),
    ("figures.close", ["Esc", "q"]),
  ]

  private static let emergencies: [Line] = [
    ("emergencies.down", ["j", "Down"]), ("emergencies.up", ["k", "Up"]),
    ("emergencies.seen", ["Enter"]), ("emergencies.ticket", ["o"]),
    ("emergencies.close", ["Esc", "q"]),
  ]

  private static let attachmentChoice: [Line] = [
    ("attachment.down", ["j"]), ("attachment.up", ["k"]), ("attachment.left", ["h", "Left"]),
    ("attachment.right", ["l", "Right"]),
  ]

  private static let list: [Line] = [
    ("list.down", ["Down", "^N"]), ("list.up", ["Up", "^P"]), ("list.page-down", ["PgDn"]),
    ("list.page-up", ["PgUp"]), ("dialog.close", ["Esc"]),
  ]

  private static let scrolling: [Line] = [
    ("help.down", ["j", "Down"]), ("help.up", ["k", "Up"]), ("help.page-down", ["PgDn", "Space"]),
    ("help.page-up", ["PgUp"]), ("dialog.close", ["Esc", "q", "?"]),
  ]

  private static let auditLog: [Line] = [
    ("audit.down", ["j", "Down"]), ("audit.up", ["k", "Up"]),
    ("audit.page-down", ["PgDn", "Space"]),
    ("audit.page-up", ["PgUp"]), ("audit.first", ["g g", "Home"]), ("audit.last", ["G", "End"]),
    ("audit.entry", ["Enter"]), ("audit.filter", ["/"]), ("audit.clear-filter", ["c"]),
    ("audit.verify", ["v"]), ("approvals.open", ["R"]), ("reviews.open", ["V"]),
    ("figures.open", ["F"]), ("emergencies.open", ["B"]), ("audit.stop", ["^C"]),
    ("audit.by-person", ["w"]),
    ("audit.by-ticket", ["t"]), ("audit.by-reason", ["r"]), ("audit.ticket", ["o"]),
    ("audit.close", ["q", "Esc"]), ("app.palette", [":"]), ("app.help", ["?", "F1"]),
    ("app.messages", ["M"]), ("app.search", ["S", "^F"]),
  ]
}
