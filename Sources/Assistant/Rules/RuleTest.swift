package import Masking
package import Text
package import Tickets

/// What a rule's author expects of a sentence.
package struct RuleTest: Sendable {
  package internal(set) var place: SourcePlace
  /// The customer's turns; the last is the one to answer.
  package internal(set) var say: [MaskedText] = []
  package internal(set) var expectation: Expectation = .silent
  package internal(set) var minimumConfidence: Double?
  package internal(set) var replyContains: [String] = []
  package internal(set) var replyLacks: [String] = []

  // What is given besides the words.
  package internal(set) var language: String?
  package internal(set) var channel: Channel = .email
  package internal(set) var tags: [SanitizedText] = []
  package internal(set) var queue: SanitizedText = "inbox"
  package internal(set) var status: TicketStatus = .open
  package internal(set) var priority: Priority = .normal
  package internal(set) var after: [RuleID] = []
  package internal(set) var facts: [String: MaskedText] = [:]

  /// Which suggestion must come, or must not.
  package enum Expectation: Hashable, Sendable {
    /// This rule comes first.
    case first(RuleID)
    /// This rule is not among the suggestions.
    case absent(RuleID)
    /// No rule is suggested.
    case silent
  }

  /// The conversation that the test describes.
  package var context: AssistantContext {
    AssistantContext(
      turns: say.map { AssistantContext.Turn(author: .customer, text: $0) }, language: language,
      channel: channel, tags: tags, status: status, priority: priority, queue: queue,
      facts: facts, repliedWith: after)
  }
}

/// How a test went.
package struct RuleTestResult: Sendable {
  package let rule: RuleID
  package let place: SourcePlace
  /// What the customer said last.
  package let utterance: SanitizedText
  /// What went wrong, in words; `nil` where nothing did.
  package let failure: SanitizedText?

  package var passed: Bool { failure == nil }

  /// `billing.yaml:31 billing.duplicate: “charged twice”: expected …, got …`.
  package var sentence: SanitizedText {
    "\(place.text) \(SanitizedText(sanitizing: rule.rawValue)): “\(utterance)”: \(failure ?? "passed")"
  }
}
