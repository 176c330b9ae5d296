import Masking
import Text

extension RulePack {
  /// Conflicts that reading cannot see: examples which another rule shares or would take, and rules
  /// that are left with none.
  ///
  /// Each rule's examples are ranked as if a customer had written them. A rule may well be right to
  /// lose one; these are hints, not errors.
  package func lint() -> [SourceFault] {
    sharedExamples() + stolenExamples()
  }

  private func sharedExamples() -> [SourceFault] {
    var owners: [String: Rule] = [:]
    var faults: [SourceFault] = []
    for rule in rules {
      for example in rule.examples {
        let words = WordSequence(example)
        let key = words.words.map { words.stem($0) }.joined(separator: " ")
        guard let owner = owners[key] else {
          owners[key] = rule
          continue
        }
        guard owner.id != rule.id else { continue }
        let problem = SourceFault.Problem.sharedExample(
          rule: rule.id.rawValue, with: owner.id.rawValue)
        faults.append(SourceFault(place: rule.place, problem: problem))
      }
    }
    return faults
  }

  private func stolenExamples() -> [SourceFault] {
    let assistant = Assistant(rules: self)
    return rules.flatMap { rule -> [SourceFault] in
      let takers = rule.examples.compactMap { taker(of: $0, from: rule, assistant: assistant) }
      var counts: [RuleID: Int] = [:]
      for taker in takers { counts[taker, default: 0] += 1 }
      let order = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
      if let first = order.first, takers.count == rule.examples.count {
        let problem = SourceFault.Problem.shadowedRule(rule.id.rawValue, by: first.rawValue)
        return [SourceFault(place: rule.place, problem: problem)]
      }
      return order.map {
        let problem = SourceFault.Problem.stolenExample(rule: rule.id.rawValue, by: $0.rawValue)
        return SourceFault(place: rule.place, problem: problem)
      }
    }
  }

  /// The other rule that an example would be answered with, where its own one could speak.
  private func taker(of example: MaskedText, from rule: Rule, assistant: Assistant) -> RuleID? {
    let context = AssistantContext(turns: [.init(author: .customer, text: example)])
    let situation = Situation(context, pack: self)
    guard rule.gate.isOpen(in: situation),
      let first = assistant.ranked(in: situation).first, first.isSure
    else { return nil }
    let taker = rules[first.place].id
    return taker == rule.id ? nil : taker
  }
}
