package import Masking
package import Text

/// Something about a reply that its sender should look at.
package enum ReplyFinding: Hashable, Sendable {
  /// A promise which the rule's author ruled out.
  case forbiddenWords(SanitizedText)
  /// Longer than the rule's author wants; in words.
  case tooLong(wordCount: Int, limit: Int)
  /// A required placeholder has no value yet.
  case unresolved(Placeholder)
  /// Written in another language than the customer's.
  case otherLanguage(found: String, expected: String)

  /// Whether the reply must not leave like this.
  package var isBlocking: Bool {
    if case .unresolved = self { true } else { false }
  }
}

extension Assistant {
  /// What is to be said about a reply that was made from a rule, and perhaps changed since.
  package func check(
    _ reply: MaskedText, from rule: RuleID?, language: String? = nil
  ) -> [ReplyFinding] {
    let words = WordSequence(reply, limit: 5_000)
    var findings = reply.placeholders.filter(\.isRequired).map { ReplyFinding.unresolved($0) }
    if let checks = rule.flatMap({ rules.rule($0) })?.checks {
      findings += checks.forbidden
        .filter { KeywordPattern($0)?.firstMatch(in: words) != nil }
        .map { .forbiddenWords(SanitizedText(sanitizing: $0)) }
      if let limit = checks.wordLimit, words.words.count > limit {
        findings.append(.tooLong(wordCount: words.words.count, limit: limit))
      }
    }
    if let language, let found = LanguageDetector().language(of: words), found != language,
      words.words.count >= 8
    {
      findings.append(.otherLanguage(found: found, expected: language))
    }
    return findings
  }
}
