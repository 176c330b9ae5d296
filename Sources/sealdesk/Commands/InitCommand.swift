import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal

/// Makes a workspace.
struct InitCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a workspace with its first supervisor.")

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "The workspace's name, as it stands in the title bar.")
  var name = "Support"

  @Option(help: "The first supervisor's name.")
  var supervisor: String?

  func execute(on main: MainLoop) async throws {
    let directory = options.directory
    let person = supervisor ?? options.user ?? NSUserName()
    let configuration = directory.appending(path: WorkspaceConfiguration.fileName)
    guard !FileManager.default.fileExists(atPath: configuration.path) else {
      throw CommandFailure(SealingError.alreadyExists)
        ?? CommandFailure(.cannotWrite, "There is a workspace here already.")
    }
    let passphrase = try PassphrasePrompt(file: options.passphraseFile)
      .askNew("A passphrase for \(person): ")
    try WorkspaceFiles.makeDirectory(directory)
    let secrets = try WorkspaceKeyFiles<Live>.create(
      in: directory, firstSupervisor: person, passphrase: passphrase, now: Date())
    try WorkspaceFiles.write(WorkspaceConfiguration.template(name: name), to: configuration)
    try WorkspaceFiles.write(
      PolicyFile.template, to: directory.appending(path: PolicyFile.fileName))
    try SampleData.copyStarters(to: directory)
    let parts = try DeskParts<Live>(
      directory: directory, secrets: secrets, configuration: .load(from: directory))
    defer { parts.close() }
    _ = try await parts.log.record(.init(.keyCreate))
    try await parts.log.recordPolicy(
      parts.configuration.policySummary.digest,
      seen: SeenPolicy(in: directory, key: secrets.lookupKey))
    let recovery = RecoveryKey()
    // Shown first: a key that is in force and was never seen would help nobody.
    StandardOutput.write(
      "The workspace is in \(directory.path), and \(person) is its supervisor.\n")
    StandardOutput.write(RecoverySheet(recovery, of: secrets.workspace).text)
    try parts.files.setRecoveryKey(recovery, by: secrets)

    StandardOutput.write(
      """

        sealdesk user add NAME --role agent   lets somebody in
        sealdesk import mail PATH             reads an mbox, a Maildir or .eml files
        sealdesk                              opens the console

      Rules, articles and settings are in rules/, knowledge/, sealdesk.yaml and policy.yaml there.

      """)
  }
}
