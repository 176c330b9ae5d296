import Foundation
import GRDB

extension PlainStore {
  /// As the store reads: on the thread it is given, not on a queue of GRDB's.
  private func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.read(body)
  }

  /// A ticket with everything that stands on its screen.
  @concurrent func open(_ id: Int64) async throws -> PlainConversation {
    try reading { db in
      let tickets = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT \(PlainTicket.columnNames) FROM ticket t WHERE t.id = ?"),
        arguments: [id])
      guard let ticket = try tickets.next().map(PlainTicket.init) else {
        throw CocoaError(.fileNoSuchFile)
      }
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: "SELECT \(PlainMessage.columnNames) FROM message WHERE ticket = ? ORDER BY id"),
        arguments: [id])
      var messages: [PlainMessage] = []
      while let row = try rows.next() { messages.append(try PlainMessage(row)) }
      return PlainConversation(
        ticket: ticket, messages: messages,
        draft: try String.fetchOne(
          db.cachedStatement(sql: "SELECT body FROM draft WHERE ticket = ? AND user = 1"),
          arguments: [id]),
        identifiers: try identifiers(of: ticket.customer, db),
        ticketCount: try Int.fetchOne(
          db.cachedStatement(sql: "SELECT count(*) FROM ticket WHERE customer = ?"),
          arguments: [ticket.customer]) ?? 0)
    }
  }

  private func identifiers(of customer: Int64, _ db: Database) throws -> [String] {
    let customers = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT version, identifier_count, hint FROM customer WHERE id = ?"),
      arguments: [customer])
    guard try customers.next()?.decode(Int64.self, atIndex: 0) != nil else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try String.fetchAll(
      db.cachedStatement(sql: "SELECT value FROM identifier WHERE customer = ?"),
      arguments: [customer])
  }

  /// The team's queue, its counts, and the first fifty rows.
  @concurrent func list(now: Int64) async throws -> (rows: [PlainQueueRow], counts: [Int64]) {
    try reading { db in
      let counts = try counts(db, now: now)
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT \(PlainTicket.columnNames), c.version, c.hint, s.incoming_count
            FROM ticket t LEFT JOIN customer c ON c.id = t.customer
            LEFT JOIN seen s ON s.user = 1 AND s.ticket = t.id
            WHERE t.status <= 3 ORDER BY ifnull(t.due_at, 9007199254740991), t.id LIMIT 50
            """))
      var list: [PlainQueueRow] = []
      while let row = try rows.next() {
        let ticket = try PlainTicket(row)
        let seen = try row.decode(Int64?.self, atIndex: 20) ?? 0
        list.append(
          PlainQueueRow(
            ticket: ticket, hint: try row.decode(String?.self, atIndex: 19),
            unreadCount: max(ticket.incomingCount - seen, 0)))
      }
      return (list, counts)
    }
  }

  private func counts(_ db: Database, now: Int64) throws -> [Int64] {
    var counts = [Int64](repeating: 0, count: 11)
    let groups = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT status, assignee, count FROM tally"))
    while let row = try groups.next() {
      counts[Int(try row.decode(Int64.self, atIndex: 0))] += try row.decode(
        Int64.self, atIndex: 2)
    }
    counts[10] =
      try Int64.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*) FROM ticket t
            WHERE t.status <= 3 AND ifnull(t.due_at, 9007199254740991) < ?
            """),
        arguments: [now]) ?? 0
    return counts
  }

  /// Every message's words.
  @concurrent func scan() async throws -> Int {
    try reading { db in
      var byteCount = 0
      let rows = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT \(PlainMessage.columnNames) FROM message ORDER BY id"))
      while let row = try rows.next() { byteCount += try PlainMessage(row).body.utf8.count }
      return byteCount
    }
  }
}
