package import Foundation

/// Where mail lies before it is imported: an mbox, a Maildir, a message, or a folder of messages.
///
/// Messages come one at a time; memory holds one of them.
package struct MailContainer {
  /// What sort of container it is.
  package enum Kind: Hashable, Sendable {
    case mbox, maildir, message, folder
  }

  package let kind: Kind
  /// In the container's order; positions count in it.
  package let files: [URL]
  /// Of all files together.
  package let totalByteCount: Int
  /// How much of it is behind us.
  package private(set) var readByteCount = 0
  private let limits: MailLimits
  private var fileIndex = 0
  private var mbox: MboxReader?

  /// Looks at what is there.
  ///
  /// - Throws: `unreadable`, `notMail`.
  package init(
    at url: URL, limits: MailLimits = MailLimits()
  ) throws(MailContainerError) {
    self.limits = limits
    let url = url.standardizedFileURL
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
      throw .unreadable(code: ENOENT)
    }
    if !isDirectory.boolValue {
      kind = try MboxReader.isMbox(FileReader(path: url.path)) ? .mbox : .message
      files = [url]
    } else if Maildir.isMaildir(url) {
      kind = .maildir
      files = try Maildir(folder: url).entries().map(\.url)
    } else {
      kind = .folder
      files = try Self.messages(in: url)
    }
    totalByteCount = files.reduce(0) { $0 + Self.byteCount(of: $1) }
  }

  /// The next message; `nil` after the last.
  package mutating func next() -> MailItem? {
    while fileIndex < files.count {
      guard kind == .mbox else { return nextFile() }
      do throws(MailContainerError) {
        if let item = try nextInMbox() { return item }
        mbox = nil
        fileIndex += 1
      } catch {
        // The file broke off: what is left of it is one rejected item.
        defer { fileIndex += 1 }
        return item(at: mbox?.offset ?? 0, content: .failure(error))
      }
    }
    return nil
  }

  /// Goes on after an earlier run, at or behind a position it reported.
  ///
  /// - Throws: `changedMeanwhile` where that is not a position in this container.
  package mutating func seek(to position: MailItem.Position) throws(MailContainerError) {
    guard files.indices.contains(position.fileIndex) else { throw .changedMeanwhile }
    fileIndex = position.fileIndex
    guard kind == .mbox else { return }
    let file = try FileReader(path: files[fileIndex].path)
    guard position.byteOffset <= file.byteCount else { throw .changedMeanwhile }
    mbox = try MboxReader(
      file: file, byteLimit: limits.messageByteCount, startingAt: position.byteOffset)
    readByteCount = position.byteOffset
  }

  private mutating func nextInMbox() throws(MailContainerError) -> MailItem? {
    var reader = if let mbox { mbox } else { try openMbox() }
    defer {
      readByteCount = reader.offset
      mbox = reader
    }
    guard let (offset, content) = try reader.next() else { return nil }
    return item(at: offset, content: content)
  }

  private func openMbox() throws(MailContainerError) -> MboxReader {
    try MboxReader(
      file: FileReader(path: files[fileIndex].path), byteLimit: limits.messageByteCount)
  }

  private mutating func nextFile() -> MailItem {
    let url = files[fileIndex]
    defer { fileIndex += 1 }
    readByteCount += Self.byteCount(of: url)
    do throws(MailContainerError) {
      let file = try FileReader(path: url.path)
      guard file.byteCount <= limits.messageByteCount else {
        throw MailContainerError.messageTooLarge(byteCount: file.byteCount)
      }
      let flags = Maildir.Entry(url: url, isNew: false).flags
      let bytes = try file.read(at: 0, count: file.byteCount)
      return item(at: 0, flags: kind == .maildir ? flags : [], content: .success(bytes))
    } catch {
      return item(at: 0, content: .failure(error))
    }
  }

  private func item(
    at offset: Int, flags: Set<MaildirFlag> = [], content: Result<[UInt8], MailContainerError>
  ) -> MailItem {
    MailItem(
      position: MailItem.Position(fileIndex: fileIndex, byteOffset: offset), flags: flags,
      content: content)
  }

  private static func messages(in folder: URL) throws(MailContainerError) -> [URL] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw .unreadable(code: EACCES)
    }
    let messages = names.filter { $0.lowercased().hasSuffix(".eml") && !$0.hasPrefix(".") }
    guard !messages.isEmpty else { throw .notMail }
    return messages.sorted().map { folder.appending(path: $0) }
  }

  private static func byteCount(of url: URL) -> Int {
    var status = stat()
    return stat(url.path, &status) == 0 ? Int(status.st_size) : 0
  }
}
