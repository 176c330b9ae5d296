import Foundation
import ViewModels

/// Lets time pass for the models, and sleeps in between: nothing runs while nothing is due.
@MainActor
final class Ticker {
  private let console: ConsoleModel
  private var deadline: Date?
  private var sleeping: Task<Void, Never>?

  init(_ console: ConsoleModel) {
    self.console = console
  }

  /// Looks when the next tick is due; where that is sooner than what is slept for, sleeps anew.
  func reschedule() {
    let next = console.nextDeadline
    if let deadline, deadline <= next, sleeping != nil { return }
    sleeping?.cancel()
    deadline = next
    sleeping = Task { [weak self] in
      let seconds = max(0, next.timeIntervalSinceNow)
      guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
      self?.fire()
    }
  }

  func stop() {
    sleeping?.cancel()
    sleeping = nil
  }

  private func fire() {
    sleeping = nil
    deadline = nil
    console.tick()
    reschedule()
  }
}
