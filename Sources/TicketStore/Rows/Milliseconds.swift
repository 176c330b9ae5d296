import Foundation

extension Date {
  /// Milliseconds since 1970, as times lie in the file.
  var milliseconds: Int64 {
    let value = (timeIntervalSince1970 * 1000).rounded()
    guard value.isFinite else { return value > 0 ? Self.lastMillisecond : -Self.lastMillisecond }
    return Int64(min(max(value, -Double(Self.lastMillisecond)), Double(Self.lastMillisecond)))
  }

  init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  /// Less than what stands for "never" in the indexes.
  private static var lastMillisecond: Int64 { 9_007_199_254_740_990 }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
