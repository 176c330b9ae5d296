import Foundation

/// Files that only their owner may read.
enum PrivateFile {
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
