import Text

/// All commands of the console.
package struct CommandRegistry: Sendable {
  package let commands: [Command]
  private let byID: [CommandID: Command]

  package init(_ commands: [Command]) {
    self.commands = commands
    byID = Dictionary(commands.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: CommandID) -> Command? { byID[id] }

  package static let standard = CommandRegistry(
    Command.moving + Command.working + Command.writing + Command.escalating + Command.approving
      + Command.emergencies + Command.marking
      + Command.dialogs
      + Command.supervising + Command.overseeing + Command.leaving)
}
