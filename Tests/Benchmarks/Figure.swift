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
