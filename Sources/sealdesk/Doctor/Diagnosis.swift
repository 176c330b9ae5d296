import Foundation

/// What a check of the workspace came to, and what is to be done about it.
struct Diagnosis: Encodable {
  enum State: String, Encodable {
    /// All is as it should be.
    case ok
    /// Nothing is broken, and something is better done.
    case advice
    /// Something is broken, or readable to others.
    case fault
  }

  /// What was looked at, in one word.
  let check: String
  let state: State
  let finding: String
  /// What to do; `nil` where nothing needs to be done.
  let advice: String?

  static func ok(_ check: String, _ finding: String) -> Diagnosis {
    Diagnosis(check: check, state: .ok, finding: finding, advice: nil)
  }

  static func advice(_ check: String, _ finding: String, _ advice: String) -> Diagnosis {
    Diagnosis(check: check, state: .advice, finding: finding, advice: advice)
  }

  static func fault(_ check: String, _ finding: String, _ advice: String) -> Diagnosis {
    Diagnosis(check: check, state: .fault, finding: finding, advice: advice)
  }

  /// A line for people, and another with what to do.
  var words: String {
    let mark =
      switch state {
      case .ok: "ok    "
      case .advice: "advice"
      case .fault: "FAULT "
      }
    let name = check.padding(toLength: 12, withPad: " ", startingAt: 0)
    let line = "\(mark)  \(name)\(finding)\n"
    return advice.map { line + String(repeating: " ", count: 20) + "\($0)\n" } ?? line
  }
}

extension Array where Element == String {
  /// The first few, and how many more there are.
  func listed(upTo limit: Int = 3) -> String {
    let shown = prefix(limit).joined(separator: ", ")
    return count > limit ? "\(shown) and \(count - limit) more" : shown
  }
}
