import Observation
import Synchronization

/// What a stretch of drawing has read of the models, and whether it is still so.
@MainActor
final class Reading {
  /// Read by every draw, so that one which is no longer wanted can be let go: an observation that
  /// has not fired stays registered with every model it read.
  @Observable
  final class Dismissal {
    var isDue = false
  }

  private let dismissal = Dismissal()
  private let state = State()

  var holds: Bool { !state.isOver.load(ordering: .acquiring) }

  /// Draws, once; the first change of what was read is told, from any thread.
  func track(_ whenChanged: @escaping @Sendable () -> Void, _ draw: () -> Void) {
    withObservationTracking {
      _ = dismissal.isDue
      draw()
    } onChange: { [state] in
      if state.end() { whenChanged() }
    }
  }

  /// Lets go of what was read: its changes are told no more.
  func dismiss() {
    if state.end() { dismissal.isDue = true }
  }

  private final class State: Sendable {
    let isOver = Atomic(false)

    /// Whether this call ended it.
    func end() -> Bool { !isOver.exchange(true, ordering: .acquiringAndReleasing) }
  }
}
