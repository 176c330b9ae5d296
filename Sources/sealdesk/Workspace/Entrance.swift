import Foundation
import Glibc
import Sealing

/// A workspace before anybody is let in: its settings, its key files, and who says to be there.
struct Entrance: ~Copyable {
  let directory: URL
  let configuration: WorkspaceConfiguration
  let files: WorkspaceKeyFiles<Live>
  let name: String
  let passphrase: Passphrase

  /// Asks for what the options leave open.
  init(_ options: WorkspaceOptions) throws {
    let directory = options.directory
    let configuration = try WorkspaceConfiguration.load(from: directory)
    let files = try WorkspaceKeyFiles<Live>(in: directory)
    let name = try options.user ?? Person.asked(among: files.members())
    passphrase = try PassphrasePrompt(file: options.passphraseFile)
      .ask("Passphrase of \(name): ")
    self.directory = directory
    self.configuration = configuration
    self.files = files
    self.name = name
  }
}

/// Who is at the keyboard.
enum Person {
  /// Asks on the terminal; the only member there is needs no question.
  static func asked(among members: [WorkspaceMember]) throws -> String {
    let present = members.filter { !$0.isRevoked }
    if present.count == 1, let only = present.first { return only.name }
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(.usage, "Say who you are: --user NAME.")
    }
    StandardError.write(
      "Who are you? (\(present.map(\.name).joined(separator: ", "))) ")
    guard let name = readLine()?.trimmingCharacters(in: .whitespaces), !name.isEmpty else {
      throw CommandFailure(.usage, "Say who you are: --user NAME.")
    }
    return name
  }
}
