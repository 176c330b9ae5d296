import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal

/// Lets a supervisor in who forgot their passphrase.
struct RecoverCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Sets a supervisor's passphrase by the recovery key.",
    discussion: """
      The recovery key was printed when the workspace was made. Capitals, blanks and dashes do not \
      matter; a mistyped group is named. Afterwards print a new one, by `sealdesk keys recovery`.
      """)

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "Reads the recovery key from a file instead of asking for it.", completion: .file())
  var recoveryKeyFile: String?

  @Option(help: "Reads the new passphrase from a file.", completion: .file())
  var newPassphraseFile: String?

  func execute(on main: MainLoop) async throws {
    let configuration = try WorkspaceConfiguration.load(from: options.directory)
    let files = try WorkspaceKeyFiles<Live>(in: options.directory)
    let name = try options.user ?? Person.asked(among: files.members())
    let session = try files.recover(name: name, key: try recoveryKey())
    let parts = try SessionParts(
      directory: options.directory, session: session, configuration: configuration)
    defer { parts.close() }
    let new = try PassphrasePrompt(file: newPassphraseFile)
      .askNew("A new passphrase for \(name): ")
    try await parts.changeKeys(recording: AuditEvent(.keyRecover)) { files throws(SealingError) in
      try files.setPassphrase(of: session, to: new)
    }
    StandardOutput.print(
      "The passphrase of \(name) is set. Now print a new recovery key: sealdesk keys recovery")
  }

  private func recoveryKey() throws -> RecoveryKey {
    var typed = try recoveryKeyFile.map(Self.read) ?? HiddenLine.read("Recovery key: ")
    defer { typed.wipe() }
    return try RecoveryKey(typed: String(decoding: typed, as: UTF8.self))
  }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path), data.count <= HiddenLine.limit
    else { throw CommandFailure(.unavailable, "The recovery key's file cannot be read.") }
    return data.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }
}
