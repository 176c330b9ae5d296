/// One identifier, found.
public struct Detection: Hashable, Sendable {
  /// UTF-8 offsets into the sanitised text, on scalar boundaries.
  public let range: Range<Int>
  /// What it is.
  public let kind: IdentifierKind
  /// 0 to 1: how sure the recogniser is.
  public let certainty: Double
  /// Why, in words a person reads: "16 digits, Luhn holds, Visa range".
  public var evidence: String { reason.words }

  private let reason: Evidence

  /// Records a find.
  public init(range: Range<Int>, kind: IdentifierKind, certainty: Double, evidence: String) {
    self.init(
      range: range, kind: kind, certainty: certainty, reason: Evidence(stringLiteral: evidence))
  }

  /// The same with another end.
  func reaching(_ end: Int) -> Detection {
    Detection(range: range.lowerBound..<end, kind: kind, certainty: certainty, reason: reason)
  }

  init(range: Range<Int>, kind: IdentifierKind, certainty: Double, reason: Evidence) {
    self.range = range
    self.kind = kind
    self.certainty = certainty
    self.reason = reason
  }
}
