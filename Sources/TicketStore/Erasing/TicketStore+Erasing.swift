package import Audit
package import Desk
package import Foundation
import GRDB
package import Sealing
package import Tickets

extension TicketStore: RecordKeeper {
  package func rehearse(
    _ selection: ErasureSelection
  ) async throws(RepositoryError) -> ErasureCount {
    try await rehearsing { context in try context.erase(selection) }
  }

  package func erase(
    _ selection: ErasureSelection, recording events: [AuditEvent]
  ) async throws(RepositoryError) -> ErasureCount {
    let (count, entries) = try await writing { [audit] context in
      let count = try context.erase(selection)
      let rows = context.touched
      let entries = try events.enumerated().map { place, event in
        var event = event
        if place == 0 {
          event.count = max(count.tickets, count.attachments)
          event.rows = rows
        }
        return try context.record(event, with: audit)
      }
      return (count, entries)
    }
    for entry in entries { audit.didCommit(entry) }
    Failpoint.reach(.erasureRows)
    return count
  }

  package func purge() async throws(RepositoryError) {
    do {
      try await pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw RepositoryError(error)
    }
  }

  package func customer(of ticket: TicketID) async throws(RepositoryError) -> CustomerID {
    try await reading { db in
      guard let row = try TicketRow.fetch(db, id: ticket.rawValue) else {
        throw RepositoryError.notFound
      }
      return CustomerID(rawValue: row.customer)
    }
  }

  package func hasCustomer(_ customer: CustomerID) async throws(RepositoryError) -> Bool {
    try await reading { db in try CustomerRow.fetch(db, id: customer.rawValue) != nil }
  }

  package func erasedCustomers(
    among customers: Set<CustomerID>
  ) async throws(RepositoryError) -> Set<CustomerID> {
    try await reading { [secrets] db in
      guard let workspace = try WorkspaceRow.fetch(db) else { return [] }
      try workspace.verify(under: secrets.rowMAC)
      let known = try db.cachedStatement(sql: "SELECT id FROM customer").all { columns in
        try CustomerID(rawValue: columns.integer())
      }
      // Numbers are given out once, in order, by the commit that also writes the row.
      return customers.subtracting(known).filter {
        (1..<workspace.nextCustomer).contains($0.rawValue)
      }
    }
  }

  package func ticketsDue(
    _ rule: RetentionRule, at time: Date
  ) async throws(RepositoryError) -> [DueTicket] {
    let latest = time.milliseconds - rule.age.milliseconds
    let codes = rule.statuses.map(\.code).sorted()
    return try await reading { db in
      try db.cachedStatement(
        sql: """
          SELECT id, customer, (SELECT count(*) FROM ticket o WHERE o.customer = t.customer)
          FROM ticket t WHERE updated_at < ?
            AND status IN (\(codes.map(String.init).joined(separator: ", "))) ORDER BY id
          """
      ).all(.integer(latest)) { columns in
        try DueTicket(
          ticket: TicketID(rawValue: columns.integer()),
          customer: CustomerID(rawValue: columns.integer()),
          ticketCount: Int(columns.integer()))
      }
    }
  }

  package func holds() async throws(RepositoryError) -> [LegalHold] {
    try await reading { [secrets] db in
      try HoldRow.fetchAll(db).map { try $0.open(under: secrets) }
    }
  }

  package func hold(
    _ hold: LegalHold, recording event: AuditEvent
  ) async throws(RepositoryError) {
    try await recording(event) { context in try context.hold(hold) }
  }

  package func release(
    _ customer: CustomerID, recording event: AuditEvent
  ) async throws(RepositoryError) {
    try await recording(event) { context in try context.release(customer) }
  }

  private func recording(
    _ event: AuditEvent, _ body: @escaping @Sendable (WriteContext<R>) throws -> Void
  ) async throws(RepositoryError) {
    let entry = try await writing { [audit] context in
      try body(context)
      var event = event
      event.rows = context.touched
      return try context.record(event, with: audit)
    }
    audit.didCommit(entry)
  }

  /// Runs a write and takes all of it back.
  @concurrent private func rehearsing<Value: Sendable>(
    _ body: @Sendable (WriteContext<R>) throws -> Value
  ) async throws(RepositoryError) -> Value {
    try rehearsingNow(body)
  }

  private func rehearsingNow<Value>(
    _ body: (WriteContext<R>) throws -> Value
  ) throws(RepositoryError) -> Value {
    do {
      return try pool.writeWithoutTransaction { db in
        try turnstile.pass {
          var result: Value?
          try db.inTransaction(.immediate) {
            result = try body(
              WriteContext(
                db, secrets: secrets, protection: protection, vocabulary: vocabulary, now: now()))
            return .rollback
          }
          guard let result else { preconditionFailure("a body that did not throw has a value") }
          return result
        }
      }
    } catch {
      throw RepositoryError(error)
    }
  }
}
