import Foundation

/// One measured number, with what it was compared to in the same run.
struct Figure: Encodable {
  let name: String
  let value: Double
  let unit: String
  var comparedTo: String?
  /// `value` divided by the other's; for a rate, more is better.
  var ratio: Double?

  var row: String {
    let measured = "\(name.padded(to: 44)) \(value.shortForm.leftPadded(to: 12)) \(unit)"
    guard let comparedTo, let ratio else { return measured }
    return "\(measured.padded(to: 72)) \(ratio.shortForm) × \(comparedTo)"
  }

  func jsonLine() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The same figure beside another one.
  func compared(to other: Figure) -> Figure {
    var figure = self
    figure.comparedTo = other.name
    figure.ratio = other.value == 0 ? nil : value / other.value
    return figure
  }
}

extension Double {
  fileprivate var shortForm: String {
    switch abs(self) {
    case 1_000...: String(format: "%.0f", self)
    case 10..<1_000: String(format: "%.1f", self)
    default: String(format: "%.3f", self)
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

/// Runs work several times and keeps the median.
enum Stopwatch {
  /// The median of `rounds` runs.
  static func median(rounds: Int = 5, _ work: () throws -> Void) rethrows -> Duration {
    let clock = ContinuousClock()
    let times = try (0..<rounds).map { _ in try clock.measure(work) }
    return times.sorted()[rounds / 2]
  }

  /// The median of `rounds` runs.
  static func median(
    rounds: Int = 5, _ work: () async throws -> Void
  ) async rethrows -> Duration {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<rounds { times.append(try await clock.measure(work)) }
    return times.sorted()[rounds / 2]
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  var milliseconds: Double { seconds * 1_000 }

  var microseconds: Double { seconds * 1_000_000 }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
