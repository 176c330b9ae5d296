import Desk
import Foundation
import Glibc

/// Lets writers of several processes pass in turn.
///
/// SQLite's own busy handler polls, and the process that has just written polls best: of two that
/// write all the time one got 2999 commits while the other got one. Here a writer first takes the
/// gate, then the desk, then leaves the gate; whoever comes back finds the next in line standing in
/// the gate. Both are locks on bytes of a file, which the kernel drops with the process.
final class Turnstile: Sendable {
  private let descriptor: Int32
  private let timeout: Duration

  /// - Throws: `cannotWrite`.
  init(_ file: URL, timeout: Duration) throws(RepositoryError) {
    descriptor = Glibc.open(file.path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    self.timeout = timeout
    guard descriptor >= 0 else { throw .cannotWrite }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Runs `body` while no other writer does.
  /// - Throws: `busy` when the turn does not come in time, and whatever `body` throws.
  func pass<Value>(_ body: () throws -> Value) throws -> Value {
    let deadline = ContinuousClock.now + timeout
    try take(.gate, before: deadline)
    do {
      try take(.desk, before: deadline)
    } catch {
      release(.gate)
      throw error
    }
    release(.gate)
    defer { release(.desk) }
    return try body()
  }

  private enum Place: Int {
    case gate, desk
  }

  private func take(_ place: Place, before deadline: ContinuousClock.Instant) throws {
    var pause: UInt32 = 50
    while !lock(place, F_WRLCK) {
      guard errno == EAGAIN || errno == EACCES || errno == EINTR else {
        throw RepositoryError.cannotWrite
      }
      guard ContinuousClock.now < deadline else { throw RepositoryError.busy }
      usleep(pause)
      pause = min(pause * 2, 1_000)
    }
  }

  private func release(_ place: Place) {
    _ = lock(place, F_UNLCK)
  }

  /// Locks of the open file description (Linux `F_OFD_SETLK`), not of the process: two stores of one
  /// process exclude each other too, and closing another descriptor does not drop them.
  private func lock(_ place: Place, _ type: Int32) -> Bool {
    var range = flock()
    range.l_type = Int16(type)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = place.rawValue
    range.l_len = 1
    return fcntl(descriptor, Self.setLock, &range) == 0
  }

  /// `F_OFD_SETLK`, which the module map leaves out without `_GNU_SOURCE`.
  private static let setLock: Int32 = 37
}
