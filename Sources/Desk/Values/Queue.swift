package import Text
package import Tickets

/// Which tickets to list.
package struct QueueQuery: Hashable, Sendable {
  package var view: QueueView
  /// Words of the subject, a tag (`tag:billing`), a status (`is:pending`), a name (`from:ben`).
  package var filter: SanitizedText
  package var sort: QueueSort
  /// How many rows at most.
  package var limit: Int
  /// How many rows to pass over.
  package var offset: Int

  package init(
    view: QueueView, filter: SanitizedText = .empty, sort: QueueSort = .due, limit: Int = 200,
    offset: Int = 0
  ) {
    self.view = view
    self.filter = filter
    self.sort = sort
    self.limit = limit
    self.offset = offset
  }
}

/// A standing selection of tickets.
package enum QueueView: String, Hashable, Sendable, CaseIterable {
  case mine, unassigned, team, breached, snoozed, solved

  package var title: SanitizedText {
    switch self {
    case .mine: "My open"
    case .unassigned: "Unassigned"
    case .team: "Team"
    case .breached: "Breached"
    case .snoozed: "Snoozed"
    case .solved: "Solved"
    }
  }
}

/// What comes first.
package enum QueueSort: String, Hashable, Sendable, CaseIterable {
  case due, newest, oldest, priority
}

/// A stretch of the queue.
package struct QueuePage: Hashable, Sendable {
  package var rows: [QueueRow]
  /// How many tickets the query matches in all.
  package var total: Int
  /// How many tickets each view holds.
  package var counts: [QueueView: Int]
  /// Tickets of this stretch that cannot be shown: their row is damaged, or their key is gone.
  package var unreadable: [TicketID]

  package init(
    rows: [QueueRow], total: Int, counts: [QueueView: Int], unreadable: [TicketID] = []
  ) {
    self.rows = rows
    self.total = total
    self.counts = counts
    self.unreadable = unreadable
  }
}

/// One ticket as a row of the queue.
package struct QueueRow: Hashable, Sendable, Identifiable {
  package let ticket: Ticket
  /// The customer's initials.
  package let requesterHint: SanitizedText
  /// Messages of the customer that this person has not seen.
  package let unreadCount: Int
  /// Whether the newest contribution is an internal note.
  package let endsInNote: Bool
  /// Who else is at it just now.
  package let presence: [Presence]

  package init(
    ticket: Ticket, requesterHint: SanitizedText, unreadCount: Int, endsInNote: Bool,
    presence: [Presence]
  ) {
    self.ticket = ticket
    self.requesterHint = requesterHint
    self.unreadCount = unreadCount
    self.endsInNote = endsInNote
    self.presence = presence
  }

  package var id: TicketID { ticket.id }
}

/// What somebody is doing at a ticket.
package struct Presence: Hashable, Sendable {
  package let name: SanitizedText
  package let activity: Activity

  package init(name: SanitizedText, activity: Activity) {
    self.name = name
    self.activity = activity
  }

  package enum Activity: String, Hashable, Sendable {
    /// The customer, or a colleague, is writing.
    case viewing, replying, away, typing
  }
}
