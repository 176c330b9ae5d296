import CNcursesw
import Synchronization

/// Says, from any thread, that what is on the screen is out of date; the loop draws on its next turn.
final class RedrawSignal: Sendable {
  let descriptor: Int32
  private let isRaised = Atomic(true)

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

  /// Whether to draw; clears the signal, so that what changes while we draw raises it again.
  func take() -> Bool {
    isRaised.exchange(false, ordering: .acquiringAndReleasing)
  }

  var isPending: Bool { isRaised.load(ordering: .acquiring) }

  func clear() {
    wake_clear(descriptor)
  }
}
