package import Masking
package import Text
package import Tickets

/// All that the assistant gets to see of a case: masked words, and what the desk knows besides.
package struct AssistantContext: Hashable, Sendable {
  package var subject: MaskedText
  /// Oldest first.
  package var turns: [Turn]
  /// The customer's language, where the desk knows it: a BCP 47 tag.
  package var language: String?
  package var channel: Channel
  package var tags: [SanitizedText]
  package var status: TicketStatus
  package var priority: Priority
  package var queue: SanitizedText
  /// What placeholders may be filled with, by their names; values stay masked.
  package var facts: [String: MaskedText]
  /// The rules whose replies were used in this conversation, oldest first.
  package var repliedWith: [RuleID]

  package init(
    subject: MaskedText = .empty, turns: [Turn], language: String? = nil,
    channel: Channel = .email, tags: [SanitizedText] = [], status: TicketStatus = .open,
    priority: Priority = .normal, queue: SanitizedText = "inbox",
    facts: [String: MaskedText] = [:], repliedWith: [RuleID] = []
  ) {
    self.subject = subject
    self.turns = turns
    self.language = language
    self.channel = channel
    self.tags = tags
    self.status = status
    self.priority = priority
    self.queue = queue
    self.facts = facts
    self.repliedWith = repliedWith
  }

  /// What one side said.
  package struct Turn: Hashable, Sendable {
    package var author: Author
    package var text: MaskedText

    package init(author: Author, text: MaskedText) {
      self.author = author
      self.text = text
    }
  }

  /// Who said it.
  package enum Author: Hashable, Sendable {
    case customer, agent
  }
}

extension AssistantContext {
  /// The case of a ticket; notes and events are left out, for the customer never read them.
  package init(
    ticket: Ticket, messages: [Message], facts: [String: MaskedText] = [:],
    repliedWith: [RuleID] = []
  ) {
    self.init(
      subject: ticket.subject,
      turns: Self.turns(of: messages),
      language: ticket.language, channel: ticket.channel, tags: ticket.tags,
      status: ticket.status, priority: ticket.priority, queue: ticket.queue, facts: facts,
      repliedWith: repliedWith)
  }

  /// What both sides said.
  ///
  /// Messages that one side sent in a row are one turn: who writes "hello?" after a question still
  /// waits for the answer to the question.
  static func turns(of messages: [Message]) -> [Turn] {
    messages.reduce(into: []) { turns, message in
      let author: Author
      switch message.kind {
      case .incoming: author = .customer
      case .reply: author = .agent
      case .note, .event, .unparsed: return
      }
      if let last = turns.last, last.author == author {
        turns[turns.count - 1].text = MaskedText.joined([last.text, message.body])
      } else {
        turns.append(Turn(author: author, text: message.body))
      }
    }
  }

  /// What the customer said last; empty where they said nothing yet.
  package var lastCustomerText: MaskedText {
    turns.last { $0.author == .customer }?.text ?? .empty
  }
}
