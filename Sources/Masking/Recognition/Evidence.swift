/// Why something is an identifier: put into words only when somebody asks.
///
/// Most candidates give way to a better one, and most finds are masked without a look at the reason;
/// neither should pay for a sentence.
struct Evidence: Hashable, Sendable, ExpressibleByStringInterpolation {
  private let text: String
  private let check: String?
  private let count: Int32?

  /// A reason that is always the same.
  init(stringLiteral text: String) {
    self.init(nil, text)
  }

  /// A reason that begins with a count, and may end with the check that holds:
  /// `16 digits after a label, Luhn holds`.
  init(_ count: Int?, _ text: String, holds check: String? = nil) {
    self.count = count.map(Int32.init)
    self.text = text
    self.check = check
  }

  /// The same reason, of something that was found inside an encoding.
  func within(_ encoding: String) -> Evidence {
    Evidence(nil, "\(encoding) of: \(words)")
  }

  /// The reason as a person reads it.
  var words: String {
    let counted = count.map { "\($0) \(text)" } ?? text
    return check.map { "\(counted), \($0) holds" } ?? counted
  }
}
