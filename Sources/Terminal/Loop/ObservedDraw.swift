import Observation

/// Draws while noting which observable properties were read, and raises a signal when one changes.
///
/// An observation that is replaced before it has fired stays registered with every model it read,
/// and these pile up: key presses draw without any model changing. So each draw also reads a counter
/// here, and the next draw fires the old observation by writing it.
@MainActor
struct ObservedDraw {
  @MainActor
  @Observable
  final class Counter {
    var draws = 0
  }

  let signal: RedrawSignal
  private let counter = Counter()

  init(signal: RedrawSignal) {
    self.signal = signal
  }

  func callAsFunction<Result>(_ draw: () -> Result) -> Result {
    let generation = signal.nextGeneration()
    counter.draws += 1
    return withObservationTracking {
      _ = counter.draws
      return draw()
    } onChange: { [signal] in
      signal.raise(from: generation)
    }
  }
}
