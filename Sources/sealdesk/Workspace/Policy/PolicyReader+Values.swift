import Assistant
import Masking
import Yams

extension PolicyReader {
  mutating func report(_ fault: String, _ advice: String, at node: Node?) {
    yaml.report(.other(fault: fault, advice: advice), at: node)
  }

  /// Makes a change that the policy may refuse, and reports the refusal.
  mutating func attempt(
    at node: Node, _ change: (inout PolicyFile) throws(PolicyError) -> Void
  ) {
    do throws(PolicyError) {
      try change(&policy)
    } catch {
      report(error.fault, error.advice, at: node)
    }
  }

  /// The entries of a mapping whose keys are free, with the place of each key.
  mutating func entries(
    of node: Node, named name: String
  ) -> [(name: String, key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      yaml.report(.wrongForm(key: name, expected: "a mapping such as “NAME: {…}”"), at: node)
      return []
    }
    return mapping.compactMap { key, value in key.scalar.map { ($0.string, key, value) } }
  }

  mutating func integer(
    _ values: [String: Node], _ key: String, in range: ClosedRange<Int>
  ) -> Int? {
    guard let node = values[key] else { return nil }
    guard let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) else {
      yaml.report(
        .wrongForm(
          key: key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"),
        at: node)
      return nil
    }
    return value
  }

  mutating func flag(_ node: Node, named name: String) -> Bool? {
    switch node.scalar?.string.lowercased() {
    case "true", "on", "yes": return true
    case "false", "off", "no": return false
    default:
      yaml.report(.wrongForm(key: name, expected: "on or off"), at: node)
      return nil
    }
  }
}

extension Node {
  var isEmptyScalar: Bool { scalar.map { $0.string.isEmpty || $0.string == "~" } ?? false }
}
