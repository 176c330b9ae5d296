package import Foundation
package import Sealing
package import Tickets

/// What is to be erased.
package struct ErasureSelection: Hashable, Sendable {
  /// With everything that is theirs, their key included: backups of it open no more either.
  package var customers: Set<CustomerID>
  /// These tickets' rows alone: their customers stay, and so does what backups hold of them.
  package var tickets: Set<TicketID>
  /// The files that came with these tickets; the messages stay.
  package var attachments: Set<TicketID>
  /// Nothing is erased where one of these tickets was changed after that, or another came.
  package var asOf: Date?
  /// Whether it is done although mail waits that nobody has filed: it may be theirs.
  package var leavesWaitingMail = false

  package init(
    customers: Set<CustomerID> = [], tickets: Set<TicketID> = [],
    attachments: Set<TicketID> = []
  ) {
    self.customers = customers
    self.tickets = tickets
    self.attachments = attachments
  }

  package var isEmpty: Bool { customers.isEmpty && tickets.isEmpty && attachments.isEmpty }

  /// Parts of it that each take a moment only, since nobody else writes meanwhile.
  package func batches(of size: Int = 100) -> [ErasureSelection] {
    let customers = customers.sorted()
    let places = [tickets, attachments].map { ids in ids.sorted { $0.rawValue < $1.rawValue } }
    let longest = max(customers.count, places[0].count, places[1].count)
    return stride(from: 0, to: max(longest, 1), by: size).map { start in
      var batch = self
      batch.customers = Set(customers.dropFirst(start).prefix(size))
      batch.tickets = Set(places[0].dropFirst(start).prefix(size))
      batch.attachments = Set(places[1].dropFirst(start).prefix(size))
      return batch
    }
  }
}

/// How much an erasure takes away.
package struct ErasureCount: Hashable, Sendable {
  package var customers = 0
  package var tickets = 0
  package var messages = 0
  package var attachments = 0
  package var drafts = 0
  package var identifiers = 0

  package init() {}

  static func += (left: inout ErasureCount, right: ErasureCount) {
    left.customers += right.customers
    left.tickets += right.tickets
    left.messages += right.messages
    left.attachments += right.attachments
    left.drafts += right.drafts
    left.identifiers += right.identifiers
  }
}

/// A customer whose data nobody erases, because of a dispute or an order.
package struct LegalHold: Hashable, Sendable {
  package let customer: CustomerID
  package let actor: UserID
  /// Milliseconds since 1970.
  package let since: Int64
  /// Of the policy of whoever holds: a file number, never a customer's value.
  package let reason: String

  package init(customer: CustomerID, actor: UserID, since: Int64, reason: String) {
    self.customer = customer
    self.actor = actor
    self.since = since
    self.reason = reason
  }
}

/// What a line of the retention schedule says.
package struct RetentionRule: Hashable, Sendable {
  package enum Matter: String, Hashable, Sendable, CaseIterable {
    case tickets, attachments
  }

  package var statuses: Set<TicketStatus>
  /// Since the last change of the ticket.
  package var age: Duration
  package var matter: Matter

  package init(statuses: Set<TicketStatus>, age: Duration, matter: Matter) {
    self.statuses = statuses
    self.age = age
    self.matter = matter
  }
}

/// A ticket whose time has come, and how many its customer has.
package struct DueTicket: Hashable, Sendable {
  package let ticket: TicketID
  package let customer: CustomerID
  package let ticketCount: Int

  package init(ticket: TicketID, customer: CustomerID, ticketCount: Int) {
    self.ticket = ticket
    self.customer = customer
    self.ticketCount = ticketCount
  }
}
