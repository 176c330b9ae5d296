import Foundation
import Text

/// Files that only their owner may read.
enum PrivateFile {
  /// What stands in the way of a file here, known before anything is logged for it.
  static func obstacle(to file: URL) -> SanitizedText? {
    let folder = file.deletingLastPathComponent().path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { return "the folder is not there" }
    if !FileManager.default.isWritableFile(atPath: folder) {
      return "you may not write in that folder"
    }
    if (try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))) != nil
    {
      return "a file of that name is there already"
    }
    return nil
  }

  /// Makes a file that is not there yet, private from its first moment; follows no link.
  /// - Returns: whether it holds all the bytes; where it does not, there is none.
  static func create(_ file: URL, holding bytes: [UInt8]) -> Bool {
    let descriptor = open(
      file.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(bytes))
      try handle.synchronize()
      return true
    } catch {
      unlink(file.path)
      return false
    }
  }
}
