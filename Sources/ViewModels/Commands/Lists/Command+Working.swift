import Desk
import Text
import Tickets

extension Command {
  static let working: [Command] = [
    Command("ticket.reply", "Reply to the customer", in: [.desk], when: Check.hasTicket) {
      $0.write(.reply)
    },
    Command("ticket.note", "Write a note for colleagues", in: [.desk], when: Check.hasTicket) {
      $0.write(.note)
    },
    Command("ticket.assign", "Assign to somebody", in: [.desk], when: Check.mayWork) {
      $0.pickAssignee()
    },
    Command("ticket.take", "Assign to me", in: [.desk], when: Check.mayWork) { $0.assignToMe() },
    Command("ticket.status", "Set the status", in: [.desk], when: Check.mayWork) {
      $0.pickStatus()
    },
    Command("ticket.solve", "Solve the ticket", in: [.desk], when: Check.mayWork) {
      $0.set(.solved)
    },
    Command("ticket.priority", "Set the priority", in: [.desk], when: Check.mayWork) {
      $0.pickPriority()
    },
    Command("ticket.tags", "Add or remove a tag", in: [.desk], when: Check.mayWork) {
      $0.pickTag()
    },
    Command("ticket.snooze", "Snooze until later", in: [.desk], when: Check.mayWork) {
      $0.pickSnooze()
    },
    Command("ticket.wake", "Wake a snoozed ticket", in: [.desk], when: Check.isSnoozed) {
      $0.change(.wake, saying: "Awake again", undoneBy: nil)
    },
    Command("undo", "Take back the last send or change", in: [.desk], when: Check.canTakeBack) {
      $0.takeBack()
    },
  ]

  static let writing: [Command] =
    [
      Command("composer.send", "Send, or file the note", in: [.composer], when: Check.canSend) {
        $0.composer.submit()
      },
      Command("composer.leave", "Leave the text, which is kept", in: [.composer]) {
        $0.focus(.conversation)
      },
      Command("composer.next-pane", "Next pane", in: [.composer]) { $0.focusNext(by: 1) },
      Command("composer.previous-pane", "Previous pane", in: [.composer]) { $0.focusNext(by: -1) },
      Command("composer.preview", "Look at it as the customer gets it", in: [.composer]) {
        $0.composer.togglePreview()
      },
      Command("composer.insert", "Insert a masked value or a placeholder", in: [.composer]) {
        $0.pickInsertion()
      },
      Command("composer.copy", "Add a recipient on CC", in: [.composer]) { $0.pickCopy() },
      Command("composer.purpose", "Turn the reply into a note, or back", in: [.composer]) {
        $0.composer.begin($0.composer.purpose == .note ? .reply : .note)
      },
      Command("composer.discard", "Throw the text away", in: [.composer], when: Check.hasText) {
        $0.askToDiscard()
      },
      Command("composer.line", "New line", in: [.composer]) {
        $0.composer.edit { $0.insert("\n") }
      },
      Command("composer.up", "A line up", in: [.composer]) { $0.composer.move(byLines: -1) },
      Command("composer.down", "A line down", in: [.composer]) { $0.composer.move(byLines: 1) },
    ] + editing

  private static let editing: [Command] = [
    Command("write.left", "A character left", in: [.writing]) { $0.editText { $0.moveLeft() } },
    Command("write.right", "A character right", in: [.writing]) { $0.editText { $0.moveRight() } },
    Command("write.word-left", "A word left", in: [.writing]) { $0.editText { $0.moveWordLeft() } },
    Command("write.word-right", "A word right", in: [.writing]) {
      $0.editText { $0.moveWordRight() }
    },
    Command("write.line-start", "Start of the line", in: [.writing]) {
      $0.editText { $0.moveToLineStart() }
    },
    Command("write.line-end", "End of the line", in: [.writing]) {
      $0.editText { $0.moveToLineEnd() }
    },
    Command("write.start", "Start of the text", in: [.writing]) {
      $0.editText { $0.moveToStart() }
    },
    Command("write.end", "End of the text", in: [.writing]) { $0.editText { $0.moveToEnd() } },
    Command("write.delete-backward", "Delete backward", in: [.writing]) {
      $0.editText { $0.deleteBackward() }
    },
    Command("write.delete-forward", "Delete forward", in: [.writing]) {
      $0.editText { $0.deleteForward() }
    },
    Command("write.delete-word", "Delete the word before", in: [.writing]) {
      $0.editText { $0.deleteWordBackward() }
    },
    Command("write.delete-line", "Delete to the end of the line", in: [.writing]) {
      $0.editText { $0.deleteToLineEnd() }
    },
    Command("write.undo", "Undo in the text", in: [.writing]) { $0.editText { $0.undo() } },
    Command("write.redo", "Redo in the text", in: [.writing]) { $0.editText { $0.redo() } },
  ]
}
