import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal

/// Changes a passphrase.
struct PassphraseCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase", abstract: "Changes your passphrase.")

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "Reads the new passphrase from a file.", completion: .file())
  var newPassphraseFile: String?

  func execute(on main: MainLoop) async throws {
    let files = try WorkspaceKeyFiles<Live>(in: options.directory)
    let name = try options.user ?? Person.asked(among: files.members())
    let old = try PassphrasePrompt(file: options.passphraseFile).ask("Passphrase of \(name): ")
    let parts = try DeskParts<Live>(
      directory: options.directory, secrets: files.unlock(name: name, passphrase: old),
      configuration: .load(from: options.directory))
    defer { parts.close() }
    let new = try PassphrasePrompt(file: newPassphraseFile).askNew("The new one: ")
    try await parts.changeKeys(recording: AuditEvent(.keyPassphraseChange)) {
      files throws(SealingError) in
      try files.changePassphrase(of: name, from: old, to: new)
    }
    StandardOutput.print("The passphrase of \(name) is changed.")
  }
}
