package import Masking
import Text

/// Suggests answers from rules and articles, and keeps silent when unsure.
///
/// A value without side effects: it reads masked words, asks nothing of the network, the store or
/// the clock, and the same input always gives the same output.
package struct Assistant: Sendable {
  /// How rules are chosen among those whose conditions hold.
  package enum Ranking: Sendable {
    /// By what their examples taught, and by keywords.
    case learned
    /// By keywords alone.
    case keywordsOnly
  }

  package let rules: RulePack
  package let knowledge: KnowledgeBase
  let ranker: Ranker?
  let keywords: KeywordIndex
  /// The place of each rule in the order of their ids, for ties.
  let idRanks: [Int]
  private let isLearned: Bool
  private let values: [String: MaskedText]

  /// The most suggestions of one kind.
  static let ruleLimit = 3
  static let articleLimit = 2

  /// Learns the rules' examples.
  ///
  /// - Complexity: Linear in the examples; a second for 150 rules of 100.
  package init(
    rules: RulePack, knowledge: KnowledgeBase = .empty, ranking: Ranking = .learned,
    masker: Masker = Masker()
  ) {
    self.rules = rules
    self.knowledge = knowledge
    keywords = KeywordIndex(rules.rules)
    idRanks = Self.idRanks(of: rules)
    isLearned = ranking == .learned
    ranker = isLearned ? Ranker(rules) : nil
    values = rules.values.mapValues {
      masker.redact(UnmaskedText(received: SanitizedText(sanitizing: $0)))
    }
  }

  /// Has no rules and no articles, and so nothing to say.
  package static let silent = Assistant(rules: RulePack(), ranking: .keywordsOnly)

  /// The same with other rules and articles; what was learnt is kept where the rules are the same.
  func replacing(rules new: RulePack, knowledge: KnowledgeBase, masker: Masker) -> Assistant {
    if new.digest == rules.digest && !new.digest.isEmpty {
      return Assistant(self, rules: new, knowledge: knowledge)
    }
    return Assistant(
      rules: new, knowledge: knowledge, ranking: isLearned ? .learned : .keywordsOnly,
      masker: masker)
  }

  private init(_ other: Assistant, rules: RulePack, knowledge: KnowledgeBase) {
    self.rules = rules
    self.knowledge = knowledge
    keywords = other.keywords
    idRanks = other.idRanks
    ranker = other.ranker
    isLearned = other.isLearned
    values = other.values
  }

  private static func idRanks(of pack: RulePack) -> [Int] {
    var ranks = [Int](repeating: 0, count: pack.rules.count)
    let order = pack.rules.indices.sorted { pack.rules[$0].id < pack.rules[$1].id }
    for (rank, place) in order.enumerated() { ranks[place] = rank }
    return ranks
  }

  /// What to answer, best first: up to three rules and two articles, or nothing.
  package func suggest(for context: AssistantContext) -> [Suggestion] {
    let situation = Situation(context, pack: rules)
    let candidates = ranked(in: situation)
    let shown = Self.shown(candidates)
    let answers = shown.enumerated().map { place, candidate in
      let next = candidates.dropFirst(place + 1).first
      return suggestion(from: candidate, runnerUp: next, in: situation)
    }
    return Self.merged(answers, articles(in: situation))
  }

  /// Articles between rules by score; the order of rules is settled already.
  private static func merged(_ answers: [Suggestion], _ articles: [Suggestion]) -> [Suggestion] {
    var merged = answers
    var start = 0
    for article in articles {
      let place = merged[start...].firstIndex { $0.score < article.score } ?? merged.count
      merged.insert(article, at: place)
      start = place + 1
    }
    return merged
  }

  /// Candidates that may be shown: none unless one is sure enough, then the sure and the possible.
  private static func shown(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.contains(where: \.isSure) else { return [] }
    return Array(
      candidates.filter { $0.isSure || $0.confidence >= Candidate.leastShown }.prefix(ruleLimit))
  }

  private func suggestion(
    from candidate: Candidate, runnerUp: Candidate?, in situation: Situation
  ) -> Suggestion {
    let rule = rules.rules[candidate.place]
    let reply = reply(of: rule, in: situation)
    return Suggestion(
      source: .rule(id: rule.id, revision: rule.revision), title: rule.title,
      score: candidate.confidence, language: reply.language,
      evidence: evidence(for: candidate, in: situation),
      gates: rule.gate.verdict(on: situation).reasons,
      runnerUp: runnerUp.map {
        .init(title: rules.rules[$0.place].title, score: $0.confidence)
      },
      reply: reply.text, asksFor: reply.asksFor, excerpt: .empty, actions: rule.actions,
      citations: rule.citations)
  }

  private func reply(
    of rule: Rule, in situation: Situation
  ) -> (text: MaskedText, language: String, asksFor: String?) {
    var facts = values.merging(situation.context.facts) { _, fact in fact }
    for name in rule.needs where facts[name] == nil {
      guard let slot = rules.slots[name] else { continue }
      if let found = slot.value(in: situation.context) {
        facts[name] = found
      } else if let (template, language) = pick(from: slot.questions, for: situation.language) {
        return (template.filled(with: facts), language, name)
      }
    }
    guard let (template, language) = pick(from: rule.replies, for: situation.language) else {
      return (.empty, situation.language, nil)
    }
    return (template.filled(with: facts), language, nil)
  }

  /// The customer's language, else the workspace's, else the first there is.
  private func pick(
    from templates: [String: ReplyTemplate], for language: String
  ) -> (ReplyTemplate, String)? {
    let order = [language, rules.defaultLanguage] + templates.keys.sorted()
    return order.lazy.compactMap { name in templates[name].map { ($0, name) } }.first
  }

  private func articles(in situation: Situation) -> [Suggestion] {
    knowledge.find(situation.words, language: situation.language, limit: Self.articleLimit)
      .map { hit in
        Suggestion(
          source: .article(path: hit.section.anchor.path, anchor: hit.section.anchor.anchor),
          title: hit.section.title, score: hit.confidence, language: hit.section.language,
          evidence: EvidenceBuilder(situation).evidence(at: hit.words), gates: [], runnerUp: nil,
          reply: hit.section.isInternal ? .empty : hit.section.text, asksFor: nil,
          excerpt: hit.section.text, actions: [], citations: [])
      }
  }
}
