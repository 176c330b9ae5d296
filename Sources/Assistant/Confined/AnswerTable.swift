import Synchronization

/// Who waits for which answer.
final class AnswerTable: Sendable {
  private struct State {
    var waiting: [UInt32: CheckedContinuation<[UInt8]?, Never>] = [:]
    var next: UInt32 = 0
  }

  private let state = Mutex(State())

  /// Sends something under a number of its own and waits for what comes back under it; `nil` where it
  /// could not be sent, where nothing will come, and where the task is cancelled.
  func answer(to send: @escaping @Sendable (UInt32) -> Bool) async -> [UInt8]? {
    let number = state.withLock { state in
      state.next &+= 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { $0.waiting[number] = continuation }
        if Task.isCancelled || !send(number) { settle(number, nil) }
      }
    } onCancel: {
      settle(number, nil)
    }
  }

  func settle(_ number: UInt32, _ bytes: [UInt8]?) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(returning: bytes)
  }

  /// Nothing will come any more.
  func settleAll() {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume(returning: nil) }
  }
}
