package import Foundation

/// Writes each message into a folder instead of sending it.
///
/// For tests and dry runs; a workspace has to choose it by name. The file is named after the
/// message id, so that a repeated attempt replaces the earlier one.
package struct FolderTransport: MailTransport {
  private let folder: URL

  /// Writes into this folder, which is made on demand.
  package init(folder: URL) {
    self.folder = folder
  }

  package func send(_ message: borrowing OutboundMessage) async throws(MailTransportError) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folderUnwritable
    }
    let name = String(
      decoding: message.messageID.bytes.map {
        $0.isLetter || $0.isDigit || $0 == ASCII.dot || $0 == ASCII.at ? $0 : ASCII.underscore
      }, as: UTF8.self)
    let temporary = folder.appending(path: ".\(name.prefix(200)).tmp").path
    let final = folder.appending(path: "\(name.prefix(200)).eml").path
    try message.withBytes { bytes throws(MailTransportError) in
      try Self.write(bytes, to: temporary)
    }
    guard rename(temporary, final) == 0 else {
      unlink(temporary)
      throw .folderUnwritable
    }
  }

  private static func write(_ bytes: Span<UInt8>, to path: String) throws(MailTransportError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .folderUnwritable }
    defer { close(file) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.extracting(offset...).withUnsafeBufferPointer {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      guard written > 0 || errno == EINTR else {
        unlink(path)
        throw .folderUnwritable
      }
      offset += max(written, 0)
    }
    guard fsync(file) == 0 else { throw .folderUnwritable }
  }
}
