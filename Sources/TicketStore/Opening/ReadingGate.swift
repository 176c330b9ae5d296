import Desk
import Glibc
import Synchronization

/// Lets reads in until the store is closed, and lets nobody close it while one is under way.
///
/// A read that had its turn while the pool closed its connections would go on with a closed one
/// (GRDB 7.10 hands it out), which ends the process.
final class ReadingGate: Sendable {
  private struct State {
    var readerCount = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Runs a read.
  /// - Throws: `cannotWrite` once the store is closed, and whatever `body` throws.
  func pass<Value>(_ body: () throws -> Value) throws -> Value {
    let isOpen = state.withLock { state in
      if !state.isClosed { state.readerCount += 1 }
      return !state.isClosed
    }
    guard isOpen else { throw RepositoryError.cannotWrite }
    defer { state.withLock { $0.readerCount -= 1 } }
    return try body()
  }

  /// Refuses reads from now on, and returns when those under way have ended: each is short.
  func closeAndWait() {
    state.withLock { $0.isClosed = true }
    var pause: UInt32 = 50
    while state.withLock({ $0.readerCount > 0 }) {
      usleep(pause)
      pause = min(pause * 2, 2_000)
    }
  }
}
