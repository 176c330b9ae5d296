package import Masking
package import Text

/// Something an agent might answer, with the reasons for it.
package struct Suggestion: Hashable, Sendable, Identifiable {
  package var id: String {
    switch source {
    case .rule(let id, _): "rule:\(id.rawValue)"
    case .article(let path, let anchor): "article:\(path)#\(anchor)"
    }
  }
  package let source: Source
  /// The rule's id, or the article's path and anchor: what figures are kept by.
  package var originName: String {
    switch source {
    case .rule(let id, _): id.rawValue
    case .article(let path, let anchor): "\(path)#\(anchor)"
    }
  }
  package let title: SanitizedText
  /// The chance that this is what the customer needs, 0 to 1.
  package let score: Double
  /// The language of the reply or article.
  package let language: String
  /// The words of the last customer's text that spoke for it, in their order.
  package let evidence: [Evidence]
  /// The conditions that held.
  package let gates: [SanitizedText]
  /// The next best; a small distance calls for a look at both.
  package let runnerUp: RunnerUp?
  /// What to answer, tokens and open placeholders in it; for an article a sentence that names it.
  package let reply: MaskedText
  /// The slot of a needed fact that is missing; the reply is then the question for it.
  package let asksFor: String?
  /// An article's own words; empty for a rule.
  package let excerpt: MaskedText
  package let actions: [SuggestedAction]
  package let citations: [ArticleAnchor]

  package init(
    source: Source, title: SanitizedText, score: Double, language: String = "en",
    evidence: [Evidence] = [], gates: [SanitizedText] = [], runnerUp: RunnerUp? = nil,
    reply: MaskedText, asksFor: String? = nil, excerpt: MaskedText = .empty,
    actions: [SuggestedAction] = [], citations: [ArticleAnchor] = []
  ) {
    self.source = source
    self.title = title
    self.score = score
    self.language = language
    self.evidence = evidence
    self.gates = gates
    self.runnerUp = runnerUp
    self.reply = reply
    self.asksFor = asksFor
    self.excerpt = excerpt
    self.actions = actions
    self.citations = citations
  }

  /// Where a suggestion comes from.
  package enum Source: Hashable, Sendable {
    case rule(id: RuleID, revision: String)
    case article(path: String, anchor: String)
  }

  /// A run of words that counted.
  package struct Evidence: Hashable, Sendable {
    package let words: SanitizedText
    /// The place in the last customer text's `segments`.
    package let segment: Int
    /// UTF-8 offsets into that segment's words; empty where the segment is a token.
    package let range: Range<Int>

    package init(words: SanitizedText, segment: Int, range: Range<Int>) {
      self.words = words
      self.segment = segment
      self.range = range
    }
  }

  /// The suggestion that came next.
  package struct RunnerUp: Hashable, Sendable {
    package let title: SanitizedText
    package let score: Double
  }
}
