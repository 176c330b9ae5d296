import Desk
import Text

extension ConsoleModel {
  /// Says on the message line how the assistant is doing, and what the system keeps it from.
  func sayAssistantStanding() {
    suggestions.refreshStanding()
    tasks.enqueue(.standing) { [weak self] in
      guard let self, let standing = suggestions.standing else { return }
      messages.report(Notice(standing.isSound ? .information : .warning, standing.sentence))
    }
  }
}
