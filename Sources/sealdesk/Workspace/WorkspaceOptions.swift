import ArgumentParser
import Foundation

/// Which workspace, and as whom: the same three options on every command.
struct WorkspaceOptions: ParsableArguments, Sendable {
  @Option(name: .long, help: "The workspace's directory.", completion: .directory)
  var workspace: String?

  @Option(name: .long, help: "Who you are.")
  var user: String?

  @Option(
    name: .long, help: "Reads the passphrase from a file instead of asking for it.",
    completion: .file())
  var passphraseFile: String?

  /// The directory by option, environment or XDG (XDG Base Directory Specification 0.8).
  var directory: URL {
    let environment = ProcessInfo.processInfo.environment
    if let workspace { return URL(filePath: workspace, directoryHint: .isDirectory) }
    if let named = environment["SEALDESK_WORKSPACE"], !named.isEmpty {
      return URL(filePath: named, directoryHint: .isDirectory)
    }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return URL(filePath: data, directoryHint: .isDirectory).appending(path: "sealdesk")
    }
    return FileManager.default.homeDirectoryForCurrentUser
      .appending(path: ".local/share/sealdesk", directoryHint: .isDirectory)
  }
}
