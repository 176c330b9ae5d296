import Foundation

/// A file that is read by position.
final class FileReader {
  private let descriptor: Int32
  let byteCount: Int

  /// - Throws: `unreadable` for what cannot be opened and for what is no regular file.
  init(path: String) throws(MailContainerError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(code: EINVAL)
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Up to `count` bytes from `offset`; fewer only at the end.
  func read(at offset: Int, count: Int) throws(MailContainerError) -> [UInt8] {
    let count = max(0, min(count, byteCount - offset))
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let result = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
        )
        if result == 0 { return }
        if result < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        filled += result
      }
    }
    guard failure == 0 else { throw .unreadable(code: failure) }
    return bytes
  }
}
