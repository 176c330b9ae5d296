public import Text

/// Why something was masked, for whoever wonders: how sure, and on what grounds.
///
/// It is shown to everybody, so it never holds the value nor a word of it.
public struct MaskReason: Hashable, Sendable {
  /// 0 to 1: how sure it was.
  public let certainty: Double
  /// In words: "16 digits, Luhn holds, Visa range".
  public let evidence: SanitizedText

  init(certainty: Double, evidence: SanitizedText) {
    self.certainty = min(max(certainty, 0), 1)
    self.evidence = evidence
  }

  /// The grounds of a find; where they repeat a word of the value, they say less.
  init(_ detection: Detection, of value: String) {
    let words = Self.telling(value)
    let isQuoted = Self.words(detection.evidence).contains(where: words.contains)
    self.init(
      certainty: detection.certainty,
      evidence: isQuoted
        ? "found by its form" : SanitizedText(sanitizing: detection.evidence))
  }

  /// An agent said so.
  static let marked = MaskReason(certainty: 1, evidence: "marked by hand")
  /// It came with the mail, in a field that holds nothing else.
  static let known = MaskReason(certainty: 1, evidence: "the customer writes under it")
  /// Somebody else's, from such a field.
  static let addressed = MaskReason(certainty: 1, evidence: "an address of the message")

  /// The words of a value that would tell something of it.
  private static func telling(_ value: String) -> Set<Substring> {
    Set(words(value).filter { $0.count >= 4 })
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }
}

extension MaskReason {
  /// Per mille and words, as they lie in a descriptor.
  var fields: String { "\(Int((certainty * 1000).rounded()))\0\(evidence)" }

  /// - Returns: `nil` where a descriptor of the file's first version ends before them.
  init?(certainty: some Collection<UInt8>, evidence: some Collection<UInt8>) {
    guard let perMille = Int(String(decoding: certainty, as: UTF8.self)) else { return nil }
    self.init(
      certainty: Double(perMille) / 1000, evidence: SanitizedText(sanitizing: evidence))
  }
}
