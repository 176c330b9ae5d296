import Foundation

/// Says how long something took.
enum Stopwatch {
  /// The median of `rounds` runs.
  static func median(rounds: Int = 5, _ work: () throws -> Void) rethrows -> Duration {
    let clock = ContinuousClock()
    let times = try (0..<rounds).map { _ in try clock.measure(work) }
    return times.sorted()[rounds / 2]
  }

  /// Microseconds by the clock on the wall.
  static func wall(_ work: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await work()
    return start.duration(to: clock.now).microseconds
  }

  /// Microseconds of each, the quickest of several rounds in which they take turns: what else the
  /// machine does meets both.
  static func taken(
    inTurn rounds: Int, _ one: () async throws -> Void, and other: () async throws -> Void
  ) async rethrows -> (Double, Double) {
    var best = (Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      best.0 = min(best.0, try await wall(one))
      best.1 = min(best.1, try await wall(other))
    }
    return best
  }

  /// Microseconds of processor time, of all threads.
  static func processor(_ work: () async throws -> Void) async rethrows -> Double {
    let start = clock()
    try await work()
    return Double(clock() - start) * 1_000_000 / Double(CLOCKS_PER_SEC)
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  var microseconds: Double { seconds * 1_000_000 }
}
