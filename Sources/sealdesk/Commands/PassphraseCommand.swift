import ArgumentParser
import Audit
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
    let parts = try await SessionParts<Live>.open(options)
    defer { parts.close() }
    let new = try PassphrasePrompt(file: newPassphraseFile).askNew("The new one: ")
    try await parts.changeKeys(recording: AuditEvent(.keyPassphraseChange)) {
      files throws(SealingError) in
      try files.setPassphrase(of: parts.session, to: new)
    }
    let name = parts.session.member.name
    StandardOutput.print("The passphrase of \(name) is changed.")
  }
}
