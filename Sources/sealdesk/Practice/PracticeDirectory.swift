import Foundation
import Glibc

/// Where a practice workspace lies: in a folder that goes with it, or in one that is kept.
struct PracticeDirectory {
  let url: URL
  private let isKept: Bool

  /// Makes the folder at a path, or, without one, a folder that goes at the end.
  /// - Throws: `CommandFailure` where it cannot be made.
  init(keptAt path: String?) throws {
    isKept = path != nil
    url =
      path.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? FileManager.default.temporaryDirectory.appending(
        path: "sealdesk-sandbox-\(UUID().uuidString)", directoryHint: .isDirectory)
    try WorkspaceFiles.makeDirectory(url)
  }

  /// Whether the tickets were filed to the last one: half a workspace is not opened again.
  var isFilled: Bool { access(mark.path, F_OK) == 0 }

  func setFilled() throws {
    if isKept { try WorkspaceFiles.write("", to: mark) }
  }

  private var mark: URL { url.appending(path: "practice.filled") }

  /// Removes what is not to be kept.
  func discard() {
    if !isKept { try? FileManager.default.removeItem(at: url) }
  }
}
