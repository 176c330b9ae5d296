package import Sealing
package import Tickets

/// A ticket with everything that was said on it, to be filed at once.
package struct TicketHistory<R: Realm>: Sendable {
  package var ticket: NewTicket
  /// At least one, the oldest first; it opens the ticket.
  package var messages: [NewMessage<R>]
  /// How the ticket stands afterwards; `nil` where its messages leave it.
  package var standing: TicketChange?

  package init(
    ticket: NewTicket, messages: [NewMessage<R>], standing: TicketChange? = nil
  ) {
    self.ticket = ticket
    self.messages = messages
    self.standing = standing
  }
}

extension TicketRepository {
  /// One mutation after the other, for a repository that keeps no file.
  package func file(
    _ histories: [TicketHistory<R>]
  ) async throws(RepositoryError) -> [TicketID] {
    var tickets: [TicketID] = []
    for history in histories { tickets.append(try await file(history)) }
    return tickets
  }

  private func file(_ history: TicketHistory<R>) async throws(RepositoryError) -> TicketID {
    guard let first = history.messages.first,
      let id = try await perform(.open(history.ticket, first)).ticket
    else { preconditionFailure("a history has a first message, which opens a ticket") }
    for message in history.messages.dropFirst() { try await perform(.add(message, to: id)) }
    if let standing = history.standing {
      let version = try await ticket(id).version
      try await perform(.change(id, standing, expectedVersion: version, dueAt: nil))
    }
    return id
  }
}
