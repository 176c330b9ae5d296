import ArgumentParser
import Assistant
import CConfinement
import Glibc
import Masking

/// The process that the assistant is shut in: the console starts this very program once more.
///
/// Nothing is read before the door is closed, neither rules nor words.
struct AssistantProcessCommand: ParsableCommand {
  static let name = "assistant-process"

  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Answers the console that started it.", shouldDisplay: false)

  #if DEBUG
    @Option(help: "Tries what a confined process may not do, and exits with the error number.")
    var attempt: ForbiddenAttempt?

    @Flag(help: "Tries it unconfined.")
    var unconfined = false
  #endif

  func run() throws {
    #if DEBUG
      if let attempt { Glibc.exit(attempt.errorNumber(confined: !unconfined)) }
    #endif
    let error = confine_to_descriptor(STDIN_FILENO)
    var server = AssistantServer(descriptor: STDIN_FILENO, confinementError: error) { policy in
      Masker(policy: try policy.map { try PolicyFile(yaml: $0).masking } ?? .standard)
    }
    server.run()
  }
}
