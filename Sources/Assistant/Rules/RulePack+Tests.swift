import Masking
import Text

extension RulePack {
  /// Runs the tests that stand in the rules.
  package func runTests() -> [RuleTestResult] {
    Assistant(rules: self).runTests()
  }
}

extension Assistant {
  /// Runs the tests that stand in the rules, in the order of the files.
  package func runTests() -> [RuleTestResult] {
    rules.rules.flatMap { rule in
      rule.tests.map { test in
        RuleTestResult(
          rule: rule.id, place: test.place, utterance: test.say.last?.screenForm ?? .empty,
          failure: failure(of: test))
      }
    }
  }

  private func failure(of test: RuleTest) -> SanitizedText? {
    let suggestions = suggest(for: test.context).filter(\.isRule)
    switch test.expectation {
    case .silent:
      return suggestions.first.map { "expected silence, got \($0.label)" }
    case .absent(let id):
      return suggestions.first { $0.ruleID == id }.map { "did not expect \($0.label)" }
    case .first(let id):
      guard let first = suggestions.first else {
        let best = explain(test.context).candidates.first
        let nearest: SanitizedText =
          best.map {
            "; nearest was \(SanitizedText(sanitizing: $0.rule.rawValue)) at \($0.percent) %"
          }
          ?? ""
        return "expected \(SanitizedText(sanitizing: id.rawValue)), got silence\(nearest)"
      }
      guard first.ruleID == id else {
        return "expected \(SanitizedText(sanitizing: id.rawValue)), got \(first.label)"
      }
      return failure(of: test, in: first)
    }
  }

  private func failure(of test: RuleTest, in suggestion: Suggestion) -> SanitizedText? {
    if let least = test.minimumConfidence, suggestion.score < least {
      return "expected at least \(Int(least * 100)) %, got \(Int(suggestion.score * 100)) %"
    }
    let reply = suggestion.reply.screenForm.string
    if let missing = test.replyContains.first(where: { !reply.contains($0) }) {
      return "the reply lacks “\(SanitizedText(sanitizing: missing))”"
    }
    if let extra = test.replyLacks.first(where: { reply.contains($0) }) {
      return "the reply contains “\(SanitizedText(sanitizing: extra))”"
    }
    return nil
  }
}

extension Suggestion {
  /// The rule it comes from, if it does.
  package var ruleID: RuleID? {
    if case .rule(let id, _) = source { id } else { nil }
  }

  /// Whether it comes from a rule.
  package var isRule: Bool { ruleID != nil }

  fileprivate var label: SanitizedText {
    "\(SanitizedText(sanitizing: ruleID?.rawValue ?? id)) at \(Int(score * 100)) %"
  }
}
