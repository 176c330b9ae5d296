import Foundation

/// A directory that only its owner may enter, held open so that nobody can put another in its place
/// between two steps.
///
/// Every name is resolved against the open directory and no symbolic link is followed.
final class KeyDirectory: Sendable {
  let descriptor: Int32

  /// Opens a directory, and makes it first where `creating` says so.
  /// - Throws: `file`; `unsafePermissions` where it is another's or others may write to it.
  init(_ path: String, creating: Creation = .mustExist) throws(SealingError) {
    if creating == .whereMissing, mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .file(FileFailure(.open, code: errno))
    }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(FileFailure(.open, code: errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .file(FileFailure(.read, code: errno)) }
    guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0, status.st_mode & 0o007 == 0
    else { throw .unsafePermissions }
  }

  /// Takes over an open directory, whoever may enter it.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  enum Creation: Sendable {
    case mustExist, whereMissing
  }

  deinit {
    close(descriptor)
  }

  func contains(_ name: String) -> Bool {
    faccessat(descriptor, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Opens a file of the directory; 0600 where it is made.
  func openFile(_ name: String, flags: Int32) throws(SealingError) -> PrivateFile {
    let file = openat(descriptor, name, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .file(FileFailure(.open, code: errno)) }
    return PrivateFile(descriptor: file)
  }

  /// - Throws: `malformed` for a file of more than `limit` bytes.
  func read(_ name: String, limit: Int = 64 << 20) throws(SealingError) -> [UInt8] {
    let file = try openFile(name, flags: O_RDONLY)
    let byteCount = try file.byteCount()
    guard byteCount <= limit else { throw .malformed }
    return try file.read(at: 0, byteCount: byteCount)
  }

  /// Puts a whole file in place: afterwards it is there, durable, or the one before it is.
  func replace(
    _ name: String, with bytes: [UInt8], mode: mode_t = 0o600
  ) throws(SealingError) {
    let temporary = ".\(name).\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    do throws(SealingError) {
      let file = try openFile(temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
      try file.write(bytes, at: 0)
      guard fchmod(file.descriptor, mode) == 0 else {
        throw .file(FileFailure(.write, code: errno))
      }
      try file.synchronize()
      guard renameat(descriptor, temporary, descriptor, name) == 0 else {
        throw .file(FileFailure(.write, code: errno))
      }
    } catch {
      unlinkat(descriptor, temporary, 0)
      throw error
    }
    try synchronize()
  }

  /// Takes a file away, durably; one that is not there stays so.
  func remove(_ name: String) {
    guard unlinkat(descriptor, name, 0) == 0 else { return }
    fsync(descriptor)
  }

  /// What is in it, in no order.
  func names() throws(SealingError) -> [String] {
    // Of its own: reading moves the descriptor's position, and closing the stream closes it.
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw .file(FileFailure(.read, code: errno))
    }
    defer { closedir(stream) }
    guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else {
      preconditionFailure("a directory's entry has its name in memory")
    }
    var names: [String] = []
    while let entry = readdir(stream) {
      // By its address: an entry ends with its name, before the type's end, so it is not to be copied.
      let start = UnsafeRawPointer(entry).advanced(by: place)
      let name = String(cString: start.assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes names durable.
  func synchronize() throws(SealingError) {
    guard fsync(descriptor) == 0 else { throw .file(FileFailure(.write, code: errno)) }
  }
}

/// An open file of a `KeyDirectory`.
final class PrivateFile: Sendable {
  let descriptor: Int32

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// The size, and which file it is: a file that was put in another's place has another number.
  func identity() throws(SealingError) -> (byteCount: Int, inode: ino_t) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .file(FileFailure(.read, code: errno)) }
    return (Int(status.st_size), status.st_ino)
  }

  func byteCount() throws(SealingError) -> Int {
    try identity().byteCount
  }

  /// Reads as many bytes as there are, at most `byteCount`.
  func read(at offset: Int, byteCount: Int) throws(SealingError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
      while filled < byteCount {
        let count = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, byteCount - filled,
          off_t(offset + filled))
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        if count <= 0 { break }
        filled += count
      }
    }
    guard failure == 0 else { throw .file(FileFailure(.read, code: failure)) }
    return bytes
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(SealingError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        pwrite(
          descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written,
          off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(FileFailure(.write, code: errno)) }
      written += count
    }
  }

  func truncate(to byteCount: Int) throws(SealingError) {
    guard ftruncate(descriptor, off_t(byteCount)) == 0 else {
      throw .file(FileFailure(.write, code: errno))
    }
  }

  func synchronize() throws(SealingError) {
    guard fdatasync(descriptor) == 0 else { throw .file(FileFailure(.write, code: errno)) }
  }

  /// Runs `body` while no other process does the same; the lock goes with the descriptor, so that a
  /// killed process leaves none behind.
  func locked<Value>(_ body: () throws(SealingError) -> Value) throws(SealingError) -> Value {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .file(FileFailure(.lock, code: errno)) }
    }
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }
}
