import Foundation

/// The source tree these tests were built from.
struct Repository {
  let root: URL

  static let here = Repository(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  /// Swift files below a folder, as paths relative to the root.
  func swiftFiles(below folder: String) -> [String] {
    let base = root.appending(path: folder)
    let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return (walker?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }
      .map { String($0.path.dropFirst(root.path.count + 1)) }
      .sorted()
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The folders directly below `Sources`: our modules.
  var modules: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Sources")
    return (names ?? []).sorted()
  }
}
