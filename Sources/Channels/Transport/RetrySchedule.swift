/// When a failed hand-over is tried again: ever more rarely, and not all at the same moment.
package struct RetrySchedule: Hashable, Sendable {
  /// Before the second attempt.
  package var firstDelay: Duration = .seconds(30)
  /// Never longer than this.
  package var longestDelay: Duration = .seconds(4 * 3600)
  /// After so many attempts somebody has to look at it; the message stays queued.
  package var attemptLimit = 20

  /// Half a minute at first, doubling up to four hours.
  package init() {}

  /// How long to wait after the attempt of that number, from 1; `nil` when it was the last.
  ///
  /// Between half of the step and all of it ("equal jitter").
  package func delay(
    afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    guard attempt < attemptLimit else { return nil }
    var step = firstDelay
    for _ in 1..<max(attempt, 1) where step < longestDelay { step *= 2 }
    step = min(step, longestDelay)
    return step * Double.random(in: 0.5...1, using: &generator)
  }
}
