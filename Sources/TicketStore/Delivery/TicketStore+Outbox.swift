package import Desk
package import Foundation
import GRDB
import Masking
import Sealing
import Tickets

extension TicketStore {
  package func claimOutgoing(
    _ selection: OutboxSelection, lease: Duration
  ) async throws(RepositoryError) -> OutgoingMessage<R>? {
    let time = now().milliseconds
    // A look costs no commit: most of the time nothing is due.
    guard try await reading({ db in try OutboxTable.due(db, selection, at: time) }) != nil else {
      return nil
    }
    let claimed = try await writing { [self] context in
      guard let row = try OutboxTable.due(context.db, selection, at: time) else {
        return OutgoingMessage<R>?.none
      }
      try row.verify(under: secrets.rowMAC)
      try context.db.cachedStatement(sql: "UPDATE message SET lease_until = ? WHERE id = ?").run(
        .integer(time + lease.milliseconds), .integer(row.id))
      return try outgoing(row, context.db)
    }
    if claimed != nil { Failpoint.reach(.afterOutboxClaim) }
    return claimed
  }

  package func nextOutgoing(
    _ selection: OutboxSelection
  ) async throws(RepositoryError) -> Date? {
    try await reading { db in
      try db.cachedStatement(
        sql: """
          SELECT max(delivery_at, ifnull(lease_until, 0)) FROM message
          WHERE delivery BETWEEN 1 AND ? AND delivery_at IS NOT NULL
          ORDER BY max(delivery_at, ifnull(lease_until, 0)) LIMIT 1
          """
      ).integer(.integer(selection.lastDelivery.rawValue)).map(Date.init(milliseconds:))
    }
  }

  private func outgoing(_ row: MessageRow, _ db: Database) throws -> OutgoingMessage<R> {
    let ticket = try opened.ticket(ticketRow(db, TicketID(rawValue: row.ticket)), db)
    let key = try dataKey(of: ticket.customer.rawValue)
    return OutgoingMessage(
      message: try row.open(
        under: key, attachments: attachments(db, of: row, under: key)),
      customer: ticket.customer, subject: ticket.subject,
      envelope: try row.openEnvelope(under: key), attempts: Int(clamping: row.attempts))
  }
}

/// Messages on their way out: held, waiting, or failed and to be tried again.
enum OutboxTable {
  /// The one that has been due for longest and that no sender has.
  static func due(
    _ db: Database, _ selection: OutboxSelection, at time: Int64
  ) throws -> MessageRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(MessageRow.columnNames) FROM message
        WHERE delivery BETWEEN 1 AND ? AND delivery_at <= ? AND ifnull(lease_until, 0) <= ?
        ORDER BY delivery_at LIMIT 1
        """)
    return try statement.first(
      .integer(selection.lastDelivery.rawValue), .integer(time), .integer(time),
      read: MessageRow.init)
  }
}

extension OutboxSelection {
  /// Of the deliveries from `held` on, the last that is meant.
  fileprivate var lastDelivery: DeliveryCode {
    switch self {
    case .due: .failed
    case .leavingHold: .held
    }
  }
}
