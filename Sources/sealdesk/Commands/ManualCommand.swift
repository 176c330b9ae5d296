import ArgumentParser

/// Prints the manual page, made from the commands themselves.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Prints the manual page, for `man -l -`.")

  func run() throws {
    StandardOutput.write(ManualPage(of: Sealdesk.self, version: Sealdesk.version).source)
  }
}
