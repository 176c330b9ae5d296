import Desk
import Synchronization

/// Hands changes to whoever watches.
final class ChangeHub: Sendable {
  private struct State {
    var watchers: [Int: AsyncStream<StoreChange>.Continuation] = [:]
    var nextID = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Changes from now on; what a slow watcher has not taken yet becomes one.
  func changes() -> AsyncStream<StoreChange> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = state.withLock { state -> Int? in
        guard !state.isClosed else { return nil }
        state.nextID += 1
        state.watchers[state.nextID] = continuation
        return state.nextID
      }
      guard let id else { return continuation.finish() }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { $0.watchers[id] = nil }
      }
    }
  }

  func announce(_ change: StoreChange) {
    guard !change.isEmpty else { return }
    for watcher in state.withLock({ Array($0.watchers.values) }) {
      var change = change
      // The buffer holds one: what it drops for this one is put back in.
      while case .dropped(let older) = watcher.yield(change), !change.isSuperset(of: older) {
        change.formUnion(older)
      }
    }
  }

  func close() {
    let watchers = state.withLock { state in
      state.isClosed = true
      defer { state.watchers = [:] }
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.finish() }
  }
}
