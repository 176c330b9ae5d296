import ArgumentParser

/// The command line.
@main
struct Sealdesk: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "sealdesk",
    abstract: "A support desk in the terminal that keeps customers' identifiers masked.",
    discussion: """
      Without a command, the console opens on the workspace.

      The workspace is the directory named by --workspace, by SEALDESK_WORKSPACE, or \
      $XDG_DATA_HOME/sealdesk (~/.local/share/sealdesk).

      Exit codes: 0 done, 2 no usable terminal, 64 usage, 65 bad data, 69 unavailable, \
      73 cannot write, 75 try again, 77 not allowed.
      """,
    version: version,
    subcommands: [
      ConsoleCommand.self, SandboxCommand.self, InitCommand.self, UserCommand.self,
      PassphraseCommand.self, RecoverCommand.self, KeysCommand.self, ImportCommand.self,
      DeliverCommand.self, OutboxCommand.self, AuditCommand.self, ApprovalsCommand.self,
      ReviewsCommand.self, AccessReviewCommand.self, ReportCommand.self, PolicyCommand.self,
      MaskCommand.self, RemaskCommand.self, EraseCommand.self, HoldCommand.self,
      RetentionCommand.self, DoctorCommand.self, SuggestCommand.self, RulesCommand.self,
      KnowledgeCommand.self, KeyMapCommand.self, ManualCommand.self, AssistantProcessCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  static func main() {
    SystemSetUp.apply()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard let failure = CommandFailure(error) else { exit(withError: error) }
      StandardError.write("sealdesk: \(failure.sentence)\n")
      exit(withError: ExitCode(failure.status.rawValue))
    }
  }
}
