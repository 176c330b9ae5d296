import ArgumentParser
import Terminal

/// A command that waits for things.
///
/// It runs inside the terminal's main loop and not under an asynchronous `main`, which would move
/// the main actor off the first thread: signal handlers would then run beside the console's code.
protocol DeskCommand: ParsableCommand, Sendable {
  @MainActor
  func execute(on main: MainLoop) async throws
}

extension DeskCommand {
  func run() throws {
    try MainLoop.run { main in try await execute(on: main) }
  }
}
