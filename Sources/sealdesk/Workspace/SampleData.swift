import Foundation

/// What ships with the program: sample tickets, rules, articles and themes.
enum SampleData {
  /// The files of a folder, by name.
  static func files(in folder: String, extension suffix: String) throws -> [String: String] {
    let directory = try url(of: "SampleData").appending(path: folder)
    return try read(directory, extension: suffix)
  }

  /// The themes, by file name.
  static func themes() throws -> [String: String] {
    try read(url(of: "Themes"), extension: "yaml")
  }

  /// Copies rules and articles into a new workspace, to be edited there.
  static func copyStarters(to workspace: URL) throws {
    for (folder, suffix) in [("rules", "yaml"), ("knowledge", "md")] {
      let target = workspace.appending(path: folder)
      try WorkspaceFiles.makeDirectory(target)
      for (name, text) in try files(in: folder, extension: suffix) {
        try WorkspaceFiles.write(text, to: target.appending(path: name))
      }
    }
  }

  /// Reads a folder's files of one sort; a folder that is not there holds none.
  static func read(_ directory: URL, extension suffix: String) throws -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    var files: [String: String] = [:]
    for name in names where name.hasSuffix("." + suffix) {
      guard let text = try? String(contentsOf: directory.appending(path: name), encoding: .utf8)
      else {
        throw CommandFailure(.badData, "\(name) in \(directory.lastPathComponent)/ is not UTF-8.")
      }
      files[name] = text
    }
    return files
  }

  private static func url(of folder: String) throws -> URL {
    guard let root = Bundle.module.resourceURL?.appending(path: folder),
      FileManager.default.fileExists(atPath: root.path)
    else {
      throw CommandFailure(
        .unavailable,
        "The program's own data is not beside it. Keep `sealdesk_sealdesk.resources` next to it.")
    }
    return root
  }
}
