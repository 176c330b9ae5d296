package import Foundation

/// A Maildir: one message a file; `new` and `cur` are read, `tmp` never.
package struct Maildir: Sendable {
  private let folder: URL

  /// - Throws: `notMail` where `new` or `cur` is missing.
  package init(folder: URL) throws(MailContainerError) {
    self.folder = folder
    guard Self.isMaildir(folder) else { throw .notMail }
  }

  static func isMaildir(_ folder: URL) -> Bool {
    ["new", "cur"].allSatisfy { isFolder(folder.appending(path: $0)) }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// One message's file.
  package struct Entry: Hashable, Sendable {
    package let url: URL
    /// Whether nobody has taken it yet.
    package let isNew: Bool

    /// What stands after `:2,`.
    package var flags: Set<MaildirFlag> {
      guard let mark = url.lastPathComponent.range(of: ":2,", options: .backwards) else {
        return []
      }
      return Set(url.lastPathComponent[mark.upperBound...].compactMap(MaildirFlag.init))
    }
  }

  /// Every message, oldest name first, those in `cur` before those in `new`.
  package func entries() throws(MailContainerError) -> [Entry] {
    try list("cur", isNew: false) + list("new", isNew: true)
  }

  /// Only what has arrived since, for a watched Maildir.
  package func newEntries() throws(MailContainerError) -> [Entry] {
    try list("new", isNew: true)
  }

  private func list(_ name: String, isNew: Bool) throws(MailContainerError) -> [Entry] {
    let directory = folder.appending(path: name)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
      throw .unreadable(code: errno)
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .map { Entry(url: directory.appending(path: $0), isNew: isNew) }
  }

  /// Reads one message.
  package func read(
    _ entry: Entry, limits: MailLimits = MailLimits()
  ) throws(MailContainerError) -> [UInt8] {
    let file = try FileReader(path: entry.url.path)
    guard file.byteCount <= limits.messageByteCount else {
      throw .messageTooLarge(byteCount: file.byteCount)
    }
    return try file.read(at: 0, count: file.byteCount)
  }

  /// Moves a message from `new` to `cur`: call it once what was made of it is durable.
  package func file(_ entry: Entry) throws(MailContainerError) {
    guard entry.isNew else { return }
    let name = entry.url.lastPathComponent
    let target = folder.appending(path: "cur").appending(
      path: name.contains(":2,") ? name : name + ":2,")
    guard rename(entry.url.path, target.path) == 0 else { throw .unreadable(code: errno) }
  }
}
