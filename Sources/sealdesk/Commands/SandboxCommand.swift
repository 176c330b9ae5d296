import ArgumentParser
import Foundation
import Sealing
import Terminal
import Training

/// Opens the console on invented customers.
struct SandboxCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Opens the console on invented customers who answer live.",
    discussion: """
      Needs no set-up, reaches no real store, and leaves nothing behind unless --directory says \
      where. Its keys are cheap to derive, so that it starts at once: it is for practice only.
      """)

  @OptionGroup var look: ConsoleOptions

  @Option(help: "Whom you play: agent or supervisor.")
  var role = MemberRole.agent

  @Option(help: "A scenario to practise, as in helpful-stranger.")
  var scenario: String?

  @Option(
    help: "Keeps the workspace in this directory, and opens it again the next time.",
    completion: .directory)
  var directory: String?

  @OptionGroup var policy: PolicyOption

  @Option(help: "How many tickets a new workspace has at least, for measurements.")
  var tickets = 0

  @Option(help: "What the tickets beyond the samples are chosen by.")
  var seed: UInt64 = 1

  func execute(on main: MainLoop) async throws {
    try TerminalCheck.requireTerminal()
    guard role == .agent || role == .supervisor else {
      throw CommandFailure(.usage, "In the sandbox you play an agent or a supervisor.")
    }
    let policy = try policy.file()
    let place = try PracticeDirectory(keptAt: directory)
    defer { place.discard() }
    let sandbox =
      place.isFilled
      ? try Sandbox.open(in: place, role: role, policy: policy)
      : try await Sandbox.make(
        in: place, role: role, policy: policy, ticketCount: tickets, seed: seed)
    let end = try await serve(sandbox, logFile: place.url.appending(path: "console.log"), on: main)
    sandbox.parts.close()
    if end != .stopped {
      place.discard()
      throw ExitCode(end.exitCode)
    }
  }

  @MainActor
  private func serve(
    _ sandbox: Sandbox, logFile: URL, on main: MainLoop
  ) async throws -> LoopEnd {
    var guide: ScenarioPlayer?
    if let scenario { guide = try await sandbox.play(scenario: scenario) }
    let desk = sandbox.desk(guide: guide)
    let console = ConsoleProgram(
      desk: desk, options: look, theme: try look.theme(preferring: ConsoleOptions.builtIn),
      keyMap: try KeyFile.keyMap(from: look.keys),
      logFile: logFile, guide: guide, checkPassphrase: { _ in true })
    let working = Task { await sandbox.run(desk) }
    defer { working.cancel() }
    let end = try await console.run(on: main)
    working.cancel()
    _ = await working.value
    return end
  }
}
