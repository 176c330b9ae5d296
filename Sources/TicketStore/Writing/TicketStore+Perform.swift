package import Audit
package import Desk
import Foundation
import GRDB
package import Sealing
package import Tickets

extension TicketStore: TicketRepository {
  package func addCustomer() async throws(RepositoryError) -> CustomerID {
    guard let id = try await addCustomers(1).first else {
      preconditionFailure("as many customers are made as were asked for")
    }
    return id
  }

  package func addCustomers(_ count: Int) async throws(RepositoryError) -> [CustomerID] {
    try await writing { context in try context.addCustomers(count) }
  }

  @discardableResult
  package func perform(
    _ mutation: Mutation<R>, recording events: [AuditEvent], finishing mail: IntakeID?
  ) async throws(RepositoryError) -> MutationOutcome {
    if events.isEmpty, mail == nil, let outcome = try await performLightly(mutation) {
      return outcome
    }
    let outcome = try await writing { [audit] context in
      var outcome = try context.carryOut(mutation)
      if let mail { try context.finishIntake(mail) }
      outcome.entries = try events.map { event in
        try context.record(context.completed(event, by: outcome), with: audit)
      }
      return outcome
    }
    for entry in outcome.entries { audit.didCommit(entry) }
    return outcome
  }

  /// Carries out many mutations in one transaction, all or none: for imports.
  @discardableResult
  package func performAll(
    _ mutations: [Mutation<R>]
  ) async throws(RepositoryError) -> [MutationOutcome] {
    try await writing { context in try mutations.map(context.carryOut) }
  }

  @discardableResult
  package func file(
    _ histories: [TicketHistory<R>]
  ) async throws(RepositoryError) -> [TicketID] {
    try await writing { context in try histories.map(context.file) }
  }

  /// What needs no commit: presence never does, and what was seen before is not noted again.
  private func performLightly(
    _ mutation: Mutation<R>
  ) async throws(RepositoryError) -> MutationOutcome? {
    switch mutation {
    case .setPresence(let user, let activity, let ticket, let until):
      watch.say(.present(user, activity, ticket, until: until.milliseconds))
      return MutationOutcome(ticket: ticket)
    case .setTyping(let ticket, let until):
      watch.say(.typing(ticket, until: until?.milliseconds))
      return MutationOutcome(ticket: ticket)
    case .markSeen(let ticket, let user, _):
      let isSeen = try await reading { db in
        try db.cachedStatement(
          sql: """
            SELECT 1 FROM seen s JOIN ticket t ON t.id = s.ticket
            WHERE s.user = ? AND s.ticket = ? AND s.incoming_count = t.incoming_count
            """
        ).integer(.integer(user.rawValue), .integer(ticket.rawValue)) != nil
      }
      return isSeen ? MutationOutcome(ticket: ticket) : nil
    default: return nil
    }
  }
}

extension WriteContext {
  /// One mutation, of the many that can happen to the data.
  func carryOut(_ mutation: Mutation<R>) throws -> MutationOutcome {
    switch mutation {
    case .open(let ticket, let message):
      return try open(ticket, message)
    case .add(let message, let ticket):
      return try add(message, to: ticket)
    case .change(let ticket, let change, let version, let dueAt):
      return try self.change(ticket, change, expecting: version, dueAt: dueAt)
    case .markSeen(let ticket, let user, _):
      try markSeen(ticket, by: user)
      return MutationOutcome(ticket: ticket)
    case .saveDraft(let draft, let ticket, let user, let addition):
      try add(addition)
      try saveDraft(draft, ticket, by: user)
      return MutationOutcome(ticket: ticket)
    case .discardDraft(let ticket, let user):
      try discardDraft(ticket, by: user)
      return MutationOutcome(ticket: ticket)
    case .setDelivery(let message, let delivery, let nextAttempt):
      return try setDelivery(message, delivery, nextAttempt: nextAttempt)
    case .recall(let message, let user):
      return try recall(message, by: user)
    case .setPresence(_, _, let ticket, _):
      return MutationOutcome(ticket: ticket)
    case .setTyping(let ticket, _):
      return MutationOutcome(ticket: ticket)
    case .revise(let customer, let revision, let allowed):
      return try revise(customer, revision, allowing: allowed)
    case .dropMail:
      return MutationOutcome()
    }
  }

  /// The event, with what the mutation made where it names nothing itself.
  func completed(_ event: AuditEvent, by outcome: MutationOutcome) -> AuditEvent {
    var event = event
    event.ticket = event.ticket ?? outcome.ticket
    event.message = event.message ?? outcome.message
    event.count = event.count ?? outcome.placeCount
    if event.rows.isEmpty { event.rows = touched }
    return event
  }
}
