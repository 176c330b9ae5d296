import Foundation
import GRDB
import Masking
import Text
import Tickets

extension PlainStore {
  func fill(_ generated: GeneratedTickets) throws {
    try pool.write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT INTO customer (id, version, identifier_count, hint) VALUES (?, 1, 0, ?)")
      for id in 1...generated.customerCount { try statement.execute(arguments: [id, nil]) }
    }
    let perBatch = max(1_000 / max(generated.messagesPerTicket, 1), 1)
    for start in stride(from: 0, to: generated.ticketCount, by: perBatch) {
      try pool.write { db in
        try fill(start..<min(start + perBatch, generated.ticketCount), generated, db)
      }
    }
  }

  private func fill(_ numbers: Range<Int>, _ generated: GeneratedTickets, _ db: Database) throws {
    var (ticket, message) = try nextIDs(db)
    var tally: [[Int64]: Int64] = [:]
    for number in numbers {
      try insertTicket(ticket, number, generated, db)
      for index in 0..<generated.messagesPerTicket {
        try insertMessage(
          message, into: ticket, kind: index % 2 == 0 ? 0 : 2,
          at: generated.time(number).milliseconds + Int64(index) * 1_000,
          body: generated.body(number &* 7 &+ index).screenForm.string, db)
        message += 1
      }
      tally[[generated.status(number) == .open ? 1 : 5, number % 20 == 0 ? 1 : 0], default: 0] += 1
      ticket += 1
    }
    // As the store does: a ticket to which a transaction adds is written once more, at its end.
    for number in numbers where generated.messagesPerTicket > 1 {
      try updateTicket(
        ticket - Int64(numbers.upperBound - number),
        status: generated.status(number) == .open ? 1 : 5,
        added: Int64(generated.messagesPerTicket - 1),
        at: generated.time(number).milliseconds + Int64(generated.messagesPerTicket - 1) * 1_000,
        db)
    }
    for (group, count) in tally { try addToTally(group, count, db) }
    try setNextIDs(ticket, message, db)
  }

  /// One more message of a customer, in a commit of its own.
  func commit(_ number: Int, body: String, at time: Int64) async throws {
    let ticket = Int64(number % 100 + 1)
    try await pool.write { [self] db in
      let (nextTicket, message) = try nextIDs(db)
      let rows = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT \(PlainTicket.columnNames) FROM ticket t WHERE t.id = ?"),
        arguments: [ticket])
      guard let old = try rows.next().map(PlainTicket.init) else {
        throw CocoaError(.fileNoSuchFile)
      }
      try insertMessage(message, into: ticket, kind: 0, at: time, body: body, db)
      try updateTicket(ticket, status: 1, added: 1, at: time, db)
      if old.status != 1 {
        try addToTally([old.status, old.assignee ?? 0], -1, db)
        try addToTally([1, old.assignee ?? 0], 1, db)
      }
      try setNextIDs(nextTicket, message + 1, db)
    }
  }

  // MARK: Statements

  private func nextIDs(_ db: Database) throws -> (ticket: Int64, message: Int64) {
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT next_ticket, next_message FROM workspace WHERE id = 1"))
    guard let row = try rows.next() else { throw CocoaError(.fileNoSuchFile) }
    return try (row.decode(Int64.self, atIndex: 0), row.decode(Int64.self, atIndex: 1))
  }

  private func setNextIDs(_ ticket: Int64, _ message: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE workspace SET version = version + 1, next_ticket = ?, next_message = ? WHERE id = 1
        """
    ).execute(arguments: [ticket, message])
  }

  private func insertTicket(
    _ id: Int64, _ number: Int, _ generated: GeneratedTickets, _ db: Database
  ) throws {
    let time = generated.time(number).milliseconds
    let isOpen = generated.status(number) == .open
    try db.cachedStatement(
      sql: """
        INSERT INTO ticket (id, customer, version, status, priority, assignee, queue, channel,
          language, created_at, updated_at, due_at, snoozed_until, message_count, incoming_count,
          last_kind, tags, subject)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id, generated.customerIndex(number) + 1, 1, isOpen ? 1 : 5, 1, number % 20 == 0 ? 1 : nil, 1,
      0, nil, time, time, isOpen ? time + 3_600_000 : nil, nil, 1, 1, 0, nil,
      generated.subject(number).screenForm.string,
    ])
  }

  private func updateTicket(
    _ id: Int64, status: Int64, added: Int64, at time: Int64, _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE ticket SET version = version + ?, status = ?, updated_at = ?,
          message_count = message_count + ?, incoming_count = incoming_count + ?, last_kind = ?
        WHERE id = ?
        """
    ).execute(arguments: [added, status, time, added, (added + 1) / 2, 0, id])
  }

  private func insertMessage(
    _ id: Int64, into ticket: Int64, kind: Int64, at time: Int64, body: String, _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO message (\(PlainMessage.columnNames))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id, ticket, 1, 0, nil, kind, time, 0, nil, 0, nil, nil, nil, 0, nil, nil, nil, nil, body,
    ])
  }

  private func addToTally(_ group: [Int64], _ count: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO tally (status, assignee, count) VALUES (?, ?, ?)
        ON CONFLICT (status, assignee) DO UPDATE SET count = count + excluded.count
        """
    ).execute(arguments: [group[0], group[1], count])
  }
}
