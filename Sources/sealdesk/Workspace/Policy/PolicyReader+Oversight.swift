import Assistant
import Tickets
import Yams

/// What the figures of a month are held against.
extension PolicyReader {
  mutating func readOversight(_ node: Node) {
    let values = yaml.mapping(node, named: "oversight", keys: ["review_days", "targets"])
    if let days = integer(values, "review_days", in: 1...90) {
      policy.escalation.targets.reviewDays = days
    }
    guard let node = values["targets"] else { return }
    // Those that are named count, and no others.
    policy.escalation.targets.most = [:]
    if node.isEmptyScalar { return }
    let measures = OversightTargets.Measure.allCases
    let targets = yaml.mapping(node, named: "targets", keys: measures.map(\.rawValue))
    for measure in measures {
      policy.escalation.targets.most[measure] = integer(
        targets, measure.rawValue, in: 0...1_000_000)
    }
  }
}
