import Masking
import Text

extension RulePack {
  /// Conflicts that reading cannot see: examples which another rule shares, or would take.
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
    var faults: [SourceFault] = []
    for rule in rules {
      var thieves: [RuleID] = []
      for example in rule.examples {
        let context = AssistantContext(turns: [.init(author: .customer, text: example)])
        let situation = Situation(context, pack: self)
        guard let first = assistant.ranked(in: situation).first, first.isSure,
          rule.gate.isOpen(in: situation)
        else { continue }
        let thief = rules[first.place].id
        if thief != rule.id && !thieves.contains(thief) { thieves.append(thief) }
      }
      faults += thieves.map {
        let problem = SourceFault.Problem.stolenExample(rule: rule.id.rawValue, by: $0.rawValue)
        return SourceFault(place: rule.place, problem: problem)
      }
    }
    return faults
  }
}
