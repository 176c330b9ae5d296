import Foundation
import Glibc

/// A command that ran without a terminal: how it ended, and what it said.
struct CommandRun {
  let end: TerminalProcess.End
  let output: String
  let errors: String

  /// Runs to the end; `input` is what the command reads from its standard input.
  ///
  /// A command that hangs is killed, which fails the test by its end.
  init(
    _ executable: String, _ arguments: [String], environment: [String: String] = [:],
    input: [UInt8] = [], within limit: Duration = .seconds(60)
  ) throws {
    let folder = try TemporaryFolder()
    let files = ["input", "output", "errors"].map { folder.path + "/" + $0 }
    try Data(input).write(to: URL(filePath: files[0]))
    let variables = TerminalProcess.baseEnvironment.merging(environment) { $1 }
    let process = try Spawn.process(
      executable, arguments, environment: variables, input: files[0], output: files[1],
      errors: files[2])
    end = Self.wait(for: process, within: limit)
    output = String(decoding: try Data(contentsOf: URL(filePath: files[1])), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: URL(filePath: files[2])), as: UTF8.self)
  }

  private static func wait(for process: pid_t, within limit: Duration) -> TerminalProcess.End {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline { kill(process, SIGKILL) }
      poll(nil, 0, 5)
    }
    return .init(status: status)
  }

  /// What was printed to either.
  var everything: String { output + errors }
}
