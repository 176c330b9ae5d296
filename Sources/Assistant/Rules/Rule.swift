package import Masking
package import Text
package import Tickets

/// A rule's name, stable for ever: figures and tests hang on it.
package struct RuleID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static func < (left: RuleID, right: RuleID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What to answer when: written by people who do not program.
package struct Rule: Sendable, Identifiable {
  package let id: RuleID
  package let title: SanitizedText
  package let place: SourcePlace
  /// Changes with the rule's content, whatever its id.
  package internal(set) var revision: String

  /// Hard conditions, checked before anything is ranked.
  package internal(set) var gate = Gate()
  /// What customers write who should get this answer.
  package internal(set) var examples: [MaskedText] = []
  /// What customers write who should not, however alike it sounds.
  package internal(set) var counterexamples: [MaskedText] = []
  package internal(set) var keywords = Keywords()
  package internal(set) var followUp: FollowUp?
  /// Orders rules whose scores are all but equal; never more.
  package internal(set) var priority = 0
  /// Rules that stay silent where this one speaks.
  package internal(set) var overrides: [RuleID] = []
  /// Slots that must be filled; the question for the first empty one comes instead of the reply.
  package internal(set) var needs: [String] = []
  /// The reply by language, as a BCP 47 primary subtag.
  package internal(set) var replies: [String: ReplyTemplate] = [:]
  package internal(set) var checks = ReplyChecks()
  package internal(set) var actions: [SuggestedAction] = []
  package internal(set) var citations: [ArticleAnchor] = []
  package internal(set) var tests: [RuleTest] = []
  /// Below this the rule keeps silent.
  package internal(set) var minimumConfidence = 0.5
  /// A lead smaller than this is no lead.
  package internal(set) var minimumGap = 0.1
}

extension Rule {
  /// The rules after which it is likelier.
  var precursors: [RuleID] { followUp?.after ?? [] }

  /// Makes its keywords what they have to be in text whose synonyms were replaced.
  mutating func read(_ synonyms: SynonymTable) {
    keywords = keywords.reading(synonyms)
    gate = gate.reading(synonyms)
  }
}

/// A rule that becomes likelier in the turns after another one.
package struct FollowUp: Hashable, Sendable {
  package var after: [RuleID]
  package var turnCount: Int
  package var boost: Double
}

/// What a suggestion offers to do to the ticket besides the reply.
package enum SuggestedAction: Hashable, Sendable {
  case addTag(SanitizedText)
  case removeTag(SanitizedText)
  case setPriority(Priority)
  case escalate(team: SanitizedText)
}

/// A place in an article: `articles/cards.md#delivery`.
package struct ArticleAnchor: Hashable, Sendable {
  package let path: String
  package let anchor: String

  package init(path: String, anchor: String) {
    self.path = path
    self.anchor = anchor
  }
}

/// A value a reply cannot do without, and how to ask for it.
package struct Slot: Hashable, Sendable {
  package let name: String
  /// The question by language.
  package let questions: [String: ReplyTemplate]
  /// What it looks like: `#` is a digit, `@` a letter, anything else is itself.
  package let pattern: String?
}

/// What a reply made from a rule must not do.
package struct ReplyChecks: Hashable, Sendable {
  /// Promises that the workspace does not make.
  package internal(set) var forbidden: [String] = []
  package internal(set) var wordLimit: Int?
  package internal(set) var tone: String?
}
