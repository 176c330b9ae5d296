import CNcursesw
import Synchronization

/// Says, from any thread, that what is on the screen is out of date; the loop draws on its next turn.
final class RedrawSignal: Sendable {
  let descriptor: Int32
  private let isRaised = Atomic(true)
  /// Which draw's observation may raise it; those before it have been replaced.
  private let generation = Atomic(0)

  init() {
    descriptor = wake_open()
    precondition(descriptor >= 0, "a process that cannot open a descriptor cannot start")
  }

  deinit {
    wake_close(descriptor)
  }

  func raise() {
    if !isRaised.exchange(true, ordering: .acquiringAndReleasing) {
      wake_raise(descriptor)
    }
  }

  func raise(from observed: Int) {
    if generation.load(ordering: .acquiring) == observed { raise() }
  }

  /// Whether to draw; clears the signal, so that what changes while we draw raises it again.
  func take() -> Bool {
    isRaised.exchange(false, ordering: .acquiringAndReleasing)
  }

  var isPending: Bool { isRaised.load(ordering: .acquiring) }

  /// Makes way for the next draw's observation, and returns its generation.
  func nextGeneration() -> Int {
    generation.add(1, ordering: .acquiringAndReleasing).newValue
  }

  func clear() {
    wake_clear(descriptor)
  }
}
