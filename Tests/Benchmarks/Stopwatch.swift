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
