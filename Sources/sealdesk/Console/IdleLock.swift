import Foundation
import ViewModels

/// Locks the screen when nobody has touched a key for a while.
@MainActor
final class IdleLock {
  private let console: ConsoleModel
  private let timeout: Duration
  private var lastInput = ContinuousClock.now
  private var waiting: Task<Void, Never>?

  /// Starts to wait.
  init(_ console: ConsoleModel, after timeout: Duration) {
    self.console = console
    self.timeout = timeout
    waiting = Task { [weak self] in
      while let left = self?.remaining {
        guard (try? await Task.sleep(for: left)) != nil else { return }
        self?.lockIfIdle()
      }
    }
  }

  /// A key was pressed.
  func noteInput() {
    lastInput = .now
  }

  func stop() {
    waiting?.cancel()
  }

  /// How long it is until the screen locks; after a lock, the whole time again.
  private var remaining: Duration {
    max(.seconds(1), lastInput.advanced(by: timeout) - .now)
  }

  private func lockIfIdle() {
    guard ContinuousClock.now >= lastInput.advanced(by: timeout) else { return }
    if console.lock == nil { console.lockScreen() }
    lastInput = .now
  }
}
