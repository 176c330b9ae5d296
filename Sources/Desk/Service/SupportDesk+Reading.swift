package import Assistant
import Audit
import Masking
import Sealing
package import Text
package import Tickets

extension SupportDesk {
  package func queue(_ query: QueueQuery) async throws(DeskError) -> QueuePage {
    try require(.readTickets)
    return try await asking { () async throws(RepositoryError) in
      try await repository.queue(query, for: me)
    }
  }

  package func conversation(_ id: TicketID) async throws(DeskError) -> Conversation {
    try require(.readTickets)
    return try await asking { () async throws(RepositoryError) in
      let stored = try await repository.conversation(id, for: me)
      shown = stored
      return try await Conversation(
        ticket: stored.ticket, requester: requester(in: stored),
        assigneeName: name(of: stored.ticket.assignee), messages: stored.messages,
        draft: stored.draft,
        presence: repository.presence(at: id).filter { $0.name != session.user.name })
    }
  }

  package func markSeen(_ id: TicketID) async throws(DeskError) {
    try require(.readTickets)
    let ticket = try await asking { () async throws(RepositoryError) in
      try await repository.ticket(id)
    }
    try await recordView(of: ticket)
    try await asking { () async throws(RepositoryError) in
      _ = try await repository.perform(.markSeen(id, by: me, at: now()))
    }
    suggestionLedger.show(id)
    if suggestionLedger.isDue { await recordSuggestionTally() }
    await report(.opened(id))
  }

  package func search(_ typed: SanitizedText) async throws(DeskError) -> [QueueRow] {
    try require(.readTickets)
    let (codes, words) = masker.lookUp(
      UnmaskedText(received: typed), with: repository.lookupKey)
    for code in codes {
      var event = AuditEvent(.searchExact)
      event.kind = code.kind
      event.valueCode = code.code
      try await record(event)
    }
    let rows = try await asking { () async throws(RepositoryError) in
      try await repository.search(words: words, codes: codes.map(\.code), for: me, limit: 200)
    }
    // The words are the customers': that somebody searched is on record, and how much was found.
    if codes.isEmpty { try await record(AuditEvent(.searchText, count: rows.count)) }
    return rows
  }

  package func suggestions(for id: TicketID) async throws(DeskError) -> [Suggestion] {
    try require(.readTickets)
    let context = try await assistantContext(of: id)
    // An assistant that has ended, or takes too long, has nothing to say; its keeper says so.
    let suggestions = (try? await assistant.suggestions(for: context)) ?? []
    suggestionLedger.offer(suggestions, for: id)
    return suggestions
  }

  /// Writes down how often suggestions were shown and left aside; the session's end is the last time.
  ///
  /// What cannot be written is lost: nobody is kept from working for the sake of figures.
  package func recordSuggestionTally() async {
    guard let tally = suggestionLedger.take() else { return }
    _ = try? await record(AuditEvent(.suggestionTally, detail: tally.detail))
  }

  package func assistantStanding() async -> AssistantStanding {
    await assistant.standing
  }

  /// All that the assistant is given of a ticket: masked, whatever is revealed just now.
  ///
  /// Where the ticket has just been read to be shown, the suggestions are for that: what has come
  /// since has both asked for again.
  func assistantContext(of id: TicketID) async throws(DeskError) -> AssistantContext {
    try await asking { () async throws(RepositoryError) in
      let justRead = shown.take()
      let stored =
        if let justRead, justRead.ticket.id == id { justRead } else {
          try await repository.conversation(id, for: me)
        }
      return AssistantContext(
        ticket: stored.ticket, messages: stored.messages,
        facts: PlaceholderValues<R>(ticket: stored.ticket, session: session, identifiers: [])
          .facts,
        repliedWith: stored.suggestionsTaken.map(RuleID.init(rawValue:)))
    }
  }

  private func requester(in stored: StoredConversation<R>) -> Requester {
    Requester(
      id: stored.ticket.customer,
      nameHint: stored.identifiers.first { $0.token.kind == .person && $0.isProfile }
        .map { masker.visibleHint(of: $0) } ?? .empty,
      identifiers: stored.identifiers.filter { $0.standing != .lifted }.map {
        IdentifierSummary(
          token: $0.token, hint: masker.visibleHint(of: $0), isProfile: $0.isProfile,
          escalation: session.policy.escalation(for: $0.token.kind, as: session.user.role),
          reason: $0.reason)
      },
      ticketCount: stored.ticketCount)
  }

  private func name(of user: UserID?) -> SanitizedText? {
    user.flatMap { id in session.colleagues.first { $0.id == id }?.name }
  }
}
