import Foundation

/// Text files by name, as they are read before anything is made of them.
struct SourceFiles: Sendable {
  /// A file larger than this is refused unread.
  static let byteLimit = 4_000_000
  /// All files of a directory together.
  private static let totalByteLimit = 64_000_000
  private static let fileLimit = 5_000

  /// Sorted by name, so that the same directory is the same pack.
  var contents: [(name: String, text: String)]

  init(_ files: [String: String]) {
    contents = files.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
  }

  /// Files that were sorted before.
  init(contents: [(name: String, text: String)]) {
    self.contents = contents
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
    var byteCount = 0
    let wanted = names.filter { name in suffixes.contains { name.hasSuffix($0) } }
    for name in wanted.sorted().prefix(Self.fileLimit) {
      let place = SourcePlace(file: name, line: 1)
      let url = directory.appendingPathComponent(name).resolvingSymlinksInPath()
      let attributes = try? manager.attributesOfItem(atPath: url.path)
      // A pipe or a device would keep the reader waiting for ever.
      guard attributes?[.type] as? FileAttributeType == .typeRegular else {
        if attributes == nil { throw .unreadable(file: name) }
        faults.append(SourceFault(place: place, problem: .notAFile))
        continue
      }
      let size = attributes?[.size] as? Int ?? 0
      byteCount += size
      guard size <= Self.byteLimit, byteCount <= Self.totalByteLimit else {
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
