/// One figure of a benchmark, and what it stands beside.
struct Measurement: Codable {
  var name: String
  var value: Double
  var unit: String
  /// The peer of the same run.
  var comparedTo: String?
  /// This figure divided by the peer's.
  var ratio: Double?
}
