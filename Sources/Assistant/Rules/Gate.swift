package import Text
import Masking
package import Tickets

/// Hard conditions: all of `all`, one of `any`, none of `none`.
package struct Gate: Sendable {
  package internal(set) var all: [Condition] = []
  package internal(set) var any: [Condition] = []
  package internal(set) var none: [Condition] = []

  /// The same with its keywords as they have to be in text whose synonyms were replaced.
  func reading(_ synonyms: SynonymTable) -> Gate {
    var gate = self
    gate.all = all.map { $0.reading(synonyms) }
    gate.any = any.map { $0.reading(synonyms) }
    gate.none = none.map { $0.reading(synonyms) }
    return gate
  }

  func isOpen(in situation: Situation) -> Bool {
    all.allSatisfy { $0.holds(in: situation) } && !none.contains { $0.holds(in: situation) }
      && (any.isEmpty || any.contains { $0.holds(in: situation) })
  }

  /// What a gate says to a conversation.
  struct Verdict {
    var isOpen: Bool
    /// The conditions that held, and for a closed gate the one that closed it.
    var reasons: [SanitizedText]
  }

  func verdict(on situation: Situation) -> Verdict {
    var reasons: [SanitizedText] = []
    for condition in all {
      guard condition.holds(in: situation) else {
        return Verdict(isOpen: false, reasons: ["not: \(condition.text)"])
      }
      reasons.append(condition.text)
    }
    for condition in none where condition.holds(in: situation) {
      return Verdict(isOpen: false, reasons: ["excluded: \(condition.text)"])
    }
    if !any.isEmpty {
      guard let held = any.first(where: { $0.holds(in: situation) }) else {
        return Verdict(isOpen: false, reasons: ["none of \(any.count) conditions"])
      }
      reasons.append(held.text)
    }
    return Verdict(isOpen: true, reasons: reasons)
  }
}

/// One condition on a conversation; where it lists values, one of them is enough.
package enum Condition: Sendable {
  case channel([Channel])
  case language([String])
  case tag([String])
  case queue([String])
  case status([TicketStatus])
  case priority([Priority])
  case keyword([KeywordPattern])
  /// A fact about the customer is known, whatever it is.
  case known([String])
  /// A fact about the customer has one of these values.
  case fact(name: String, values: [String])

  func holds(in situation: Situation) -> Bool {
    switch self {
    case .channel(let channels): channels.contains(situation.context.channel)
    case .language(let languages): languages.contains(situation.language)
    case .tag(let tags):
      situation.context.tags.contains { tags.contains($0.string.lowercased()) }
    case .queue(let queues): queues.contains(situation.context.queue.string.lowercased())
    case .status(let statuses): statuses.contains(situation.context.status)
    case .priority(let priorities): priorities.contains(situation.context.priority)
    case .keyword(let patterns): patterns.contains { $0.firstMatch(in: situation.words) != nil }
    case .known(let names): names.contains { situation.context.facts[$0] != nil }
    case .fact(let name, let values):
      situation.context.facts[name].map {
        values.contains($0.rankingForm.trimmingWhitespace().lowercased())
      } ?? false
    }
  }

  func reading(_ synonyms: SynonymTable) -> Condition {
    guard case .keyword(let patterns) = self else { return self }
    return .keyword(patterns.map { $0.reading(synonyms) })
  }

  /// In words: `channel is email or chat`.
  package var text: SanitizedText {
    let (name, values): (String, [String]) =
      switch self {
      case .channel(let channels): ("channel", channels.map(\.rawValue))
      case .language(let languages): ("language", languages)
      case .tag(let tags): ("tag", tags)
      case .queue(let queues): ("queue", queues)
      case .status(let statuses): ("status", statuses.map(\.rawValue))
      case .priority(let priorities): ("priority", priorities.map(\.rawValue))
      case .keyword(let patterns): ("message", patterns.map { "“\($0.source)”" })
      case .known(let names): ("known", names)
      case .fact(let name, let values): (name, values)
      }
    return SanitizedText(sanitizing: "\(name): \(values.joined(separator: " or "))")
  }
}

extension String {
  func trimmingWhitespace() -> String {
    var rest = Substring(self)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop { $0.isWhitespace })
  }
}
