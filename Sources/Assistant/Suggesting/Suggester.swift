package import Masking
package import Text

/// Who proposes answers: an assistant in this process, or one that is shut in a process of its own.
package protocol Suggester: Sendable {
  /// How it is doing.
  var standing: AssistantStanding { get async }

  /// What to answer, best first, or nothing.
  /// - Throws: `unavailable`.
  func suggestions(for context: AssistantContext) async throws(AssistantError) -> [Suggestion]

  /// The rules whose conditions hold, surest first, however unsure they are.
  /// - Throws: `unavailable`.
  func ranking(
    of context: AssistantContext, limit: Int
  ) async throws(AssistantError) -> [RankedRule]

  /// Why a text is answered as it is, line by line.
  /// - Throws: `unavailable`.
  func explanation(of context: AssistantContext) async throws(AssistantError) -> [SanitizedText]

  /// What is to be said about a reply that was made from a rule, and perhaps changed since.
  /// - Throws: `unavailable`.
  func findings(
    in reply: MaskedText, from rule: RuleID?, language: String?
  ) async throws(AssistantError) -> [ReplyFinding]
}

/// A rule in the running, and for people the words that speak for it.
package struct RankedRule: Hashable, Sendable {
  package let id: RuleID
  package let score: Double
  package let evidence: [Suggestion.Evidence]
}

// Ranking takes a core for a moment; whoever asks is not kept from answering others meanwhile.
extension Assistant: Suggester {
  package var standing: AssistantStanding {
    AssistantStanding(
      state: .ready, keeping: .inProcess,
      summary: AssistantSummary(
        ruleCount: rules.rules.count, sectionCount: knowledge.sections.count))
  }

  @concurrent
  package func suggestions(
    for context: AssistantContext
  ) async throws(AssistantError) -> [Suggestion] {
    suggest(for: context)
  }

  @concurrent
  package func ranking(
    of context: AssistantContext, limit: Int
  ) async throws(AssistantError) -> [RankedRule] {
    rank(context, limit: limit)
  }

  @concurrent
  package func explanation(
    of context: AssistantContext
  ) async throws(AssistantError) -> [SanitizedText] {
    explain(context).lines
  }

  @concurrent
  package func findings(
    in reply: MaskedText, from rule: RuleID?, language: String?
  ) async throws(AssistantError) -> [ReplyFinding] {
    check(reply, from: rule, language: language)
  }
}
