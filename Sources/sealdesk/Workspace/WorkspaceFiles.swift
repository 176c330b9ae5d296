import Foundation

/// Makes files and folders that belong to this person alone.
enum WorkspaceFiles {
  static func makeDirectory(_ directory: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(
        .cannotWrite, "The directory \(directory.path) cannot be made. Name another by --workspace."
      )
    }
  }

  static func write(_ text: String, to file: URL) throws {
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw CommandFailure(.cannotWrite, "\(file.lastPathComponent) cannot be written there.")
    }
  }
}
