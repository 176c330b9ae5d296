import Desk
import Text

extension Command {
  static let marking: [Command] = [
    Command(
      "conversation.select", "Select words that should be masked", in: [.conversation],
      when: Check.hasWords
    ) { $0.beginSelecting() },
    Command(
      "conversation.lift", "Say that a masked value identifies nobody", in: [.conversation],
      when: Check.mayLift
    ) { $0.askToLift() },
    Command("selecting.left", "A word left, or a character of what is held", in: [.selecting]) {
      $0.conversation.moveSelection({ $0.move(byCharacters: -1) }, orToMessage: -1)
    },
    Command("selecting.right", "A word right, or a character of what is held", in: [.selecting]) {
      $0.conversation.moveSelection({ $0.move(byCharacters: 1) }, orToMessage: 1)
    },
    Command("selecting.word-left", "A word left", in: [.selecting]) {
      $0.conversation.moveSelection({ $0.move(byWords: -1) }, orToMessage: -1)
    },
    Command("selecting.word-right", "A word right", in: [.selecting]) {
      $0.conversation.moveSelection({ $0.move(byWords: 1) }, orToMessage: 1)
    },
    Command("selecting.down", "A line down", in: [.selecting]) {
      $0.conversation.moveSelection(byLines: 1)
    },
    Command("selecting.up", "A line up", in: [.selecting]) {
      $0.conversation.moveSelection(byLines: -1)
    },
    Command("selecting.stretch", "Hold this end and move the other", in: [.selecting]) {
      $0.conversation.stretchSelection()
    },
    Command("selecting.mark", "Mask what is selected", in: [.selecting]) { $0.markSelection() },
    Command("selecting.leave", "Select nothing", in: [.selecting]) {
      $0.conversation.endSelecting()
    },
    inMark("mark.next", "Next kind") { $0.moveKind(by: 1) },
    inMark("mark.previous", "Previous kind") { $0.moveKind(by: -1) },
    inMark("mark.confirm", "Mask it everywhere with this customer") { $0.confirm() },
    Command("mark.cancel", "Leave it readable", in: [.mark]) { $0.dismissDialog() },
    inLift("lift.next", "Next field") { $0.moveField(by: 1) },
    inLift("lift.previous", "Previous field") { $0.moveField(by: -1) },
    inLift("lift.left", "The reason before", in: .liftChoice) { $0.moveHorizontally(by: -1) },
    inLift("lift.right", "The next reason", in: .liftChoice) { $0.moveHorizontally(by: 1) },
    inLift("lift.confirm", "Make it words again, after it is logged") { $0.confirm() },
    Command("lift.cancel", "Keep it masked", in: [.lift]) { $0.dismissDialog() },
  ]

  private static func inMark(
    _ id: CommandID, _ title: SanitizedText,
    _ action: @escaping @MainActor @Sendable (MarkModel) -> Void
  ) -> Command {
    Command(id, title, in: [.mark]) { console in
      if case .mark(let model) = console.dialog { action(model) }
    }
  }

  private static func inLift(
    _ id: CommandID, _ title: SanitizedText, in context: KeyContext = .lift,
    _ action: @escaping @MainActor @Sendable (LiftModel) -> Void
  ) -> Command {
    Command(id, title, in: [context]) { console in
      if case .lift(let model) = console.dialog { action(model) }
    }
  }
}
