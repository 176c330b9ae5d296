import Foundation

/// Text files by name, as they are read before anything is made of them.
struct SourceFiles: Sendable {
  /// A file larger than this is refused unread.
  static let byteLimit = 4_000_000
  private static let fileLimit = 5_000

  /// Sorted by name, so that the same directory is the same pack.
  var contents: [(name: String, text: String)]

  init(_ files: [String: String]) {
    contents = files.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
  }

  /// Reads every file below a directory whose name ends in one of these.
  init(directory: URL, suffixes: [String]) throws(AssistantError) {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: directory.path, isDirectory: &isDirectory),
      isDirectory.boolValue,
      let names = manager.enumerator(atPath: directory.path)?.compactMap({ $0 as? String })
    else { throw .unreadable(file: directory.lastPathComponent) }
    var faults: [SourceFault] = []
    contents = []
    let wanted = names.filter { name in suffixes.contains { name.hasSuffix($0) } }
    for name in wanted.sorted().prefix(Self.fileLimit) {
      let url = directory.appendingPathComponent(name)
      let size = (try? manager.attributesOfItem(atPath: url.path))?[.size] as? Int ?? 0
      let place = SourcePlace(file: name, line: 1)
      guard size <= Self.byteLimit else {
        faults.append(
          SourceFault(place: place, problem: .tooLarge(limitByteCount: Self.byteLimit)))
        continue
      }
      guard let data = try? Data(contentsOf: url) else { throw .unreadable(file: name) }
      guard let text = String(validating: data, as: UTF8.self) else {
        faults.append(SourceFault(place: place, problem: .notUTF8))
        continue
      }
      contents.append((name, text))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    guard !contents.isEmpty else { throw .empty(directory: directory.lastPathComponent) }
  }
}
