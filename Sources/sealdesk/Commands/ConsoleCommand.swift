import ArgumentParser
import Assistant
import Audit
import Desk
import Foundation
import Sealing
import Terminal
import Text
import Tickets

/// Opens the console on a workspace.
struct ConsoleCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Opens the console (also without a command).")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var look: ConsoleOptions

  func execute(on main: MainLoop) async throws {
    try TerminalCheck.requireTerminal()
    let parts = try await DeskParts<Live>.open(options)
    defer { parts.close() }
    let theme = try look.theme(preferring: parts.configuration.theme)
    let keyMap = try KeyFile.keyMap(from: look.keys)
    // A slip in a rule is said before the screen is taken; learning them can wait.
    let bundle = try parts.assistantBundle()
    _ = try bundle.read(masker: parts.masker)
    let desk = parts.desk(assistant: Assistant.silent)
    let services = try LiveServices(parts: parts, desk: desk)
    let console = ConsoleProgram(
      desk: desk, options: look.preferring(theme: parts.configuration.theme), theme: theme,
      keyMap: keyMap,
      logFile: options.directory.appending(path: "console.log"),
      idleTimeout: parts.configuration.idleTimeout,
      ending: KeyWatch(files: parts.files, secrets: parts.secrets).run,
      checkPassphrase: parts.passphraseCheck)
    let working = Task {
      async let assisting: Void = desk.keepAssistant({ bundle }, masker: parts.masker)
      await services.run()
      await assisting
    }
    defer { working.cancel() }
    let end = try await console.run(on: main)
    working.cancel()
    _ = await working.value
    await desk.recordSuggestionTally()
    _ = try? await parts.log.record(.init(.sessionClose))
    if end != .stopped { throw ExitCode(end.exitCode) }
    guard try parts.files.areInForce(parts.secrets) else {
      throw CommandFailure(
        .tryAgain,
        "A supervisor renewed the keys. What you were writing is kept, sealed. Start again and unlock."
      )
    }
  }
}

extension DeskParts {
  /// Whether a passphrase is this person's: what opens the screen again after a lock.
  var passphraseCheck: @Sendable ([UInt8]) async -> Bool {
    let (directory, name) = (directory, user.name.string)
    return { typed in Self.unlocks(directory, name, typed.span) }
  }

  /// The same, asked where somebody breaks the glass; away from the actor that asks, since deriving a
  /// key takes a good part of a second.
  var typedPassphraseCheck: PassphraseCheck {
    let (directory, name) = (directory, user.name.string)
    return { typed in await Self.unlocks(directory, name, typed) }
  }

  @concurrent
  private static func unlocks(
    _ directory: URL, _ name: String, _ typed: TypedPassphrase
  ) async -> Bool {
    typed.withBytes { unlocks(directory, name, $0) }
  }

  /// A refusal is noted, and recorded by the next who comes in.
  private static func unlocks(_ directory: URL, _ name: String, _ typed: Span<UInt8>) -> Bool {
    let passphrase = Passphrase(utf8: typed)
    return (try? WorkspaceKeyFiles<R>(in: directory).unlock(name: name, passphrase: passphrase))
      != nil
  }
}

/// Says so before anything is asked or opened where there is no terminal to draw on.
@MainActor
enum TerminalCheck {
  static func requireTerminal() throws {
    try TerminalSession.check(environment: ProcessInfo.processInfo.environment)
  }
}
