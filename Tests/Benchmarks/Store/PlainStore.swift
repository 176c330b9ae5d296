import Foundation
import GRDB
import Masking
import Text
import Tickets

/// The peer: the same tickets in plain SQLite through GRDB, with the same indexes, nothing sealed.
final class PlainStore {
  let pool: DatabasePool

  init(at file: URL) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192")
    }
    pool = try DatabasePool(path: file.path, configuration: configuration)
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(
        sql: """
          CREATE TABLE customer (id INTEGER PRIMARY KEY, hint TEXT);
          CREATE TABLE ticket (
            id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customer(id),
            version INTEGER NOT NULL, status INTEGER NOT NULL, priority INTEGER NOT NULL,
            assignee INTEGER, queue INTEGER NOT NULL, channel INTEGER NOT NULL, language INTEGER,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, due_at INTEGER,
            snoozed_until INTEGER, message_count INTEGER NOT NULL,
            incoming_count INTEGER NOT NULL, last_kind INTEGER NOT NULL, tags BLOB,
            subject TEXT NOT NULL) STRICT;
          CREATE INDEX ticket_customer ON ticket(customer);
          CREATE INDEX ticket_team_due ON ticket(ifnull(due_at, 9007199254740991), id)
            WHERE status <= 3;
          CREATE INDEX ticket_assignee_due
            ON ticket(assignee, ifnull(due_at, 9007199254740991), id) WHERE status <= 3;
          CREATE INDEX ticket_team_updated ON ticket(updated_at, id) WHERE status <= 3;
          CREATE INDEX ticket_team_priority
            ON ticket(priority DESC, ifnull(due_at, 9007199254740991), id) WHERE status <= 3;
          CREATE INDEX ticket_solved ON ticket(updated_at, id) WHERE status BETWEEN 5 AND 6;
          CREATE TABLE message (
            id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL REFERENCES ticket(id),
            author INTEGER NOT NULL, agent INTEGER, kind INTEGER NOT NULL,
            sent_at INTEGER NOT NULL, delivery INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
          CREATE INDEX message_ticket ON message(ticket);
          """)
    }
  }

  func fill(_ generated: GeneratedTickets) throws {
    try pool.write { db in
      let statement = try db.cachedStatement(sql: "INSERT INTO customer (id, hint) VALUES (?, ?)")
      for id in 1...generated.customerCount { try statement.execute(arguments: [id, "M••• K•••"]) }
    }
    let perBatch = max(1_000 / max(generated.messagesPerTicket, 1), 1)
    for start in stride(from: 0, to: generated.ticketCount, by: perBatch) {
      try pool.write { db in
        for number in start..<min(start + perBatch, generated.ticketCount) {
          try insert(number, generated, db)
        }
      }
    }
  }

  private func insert(_ number: Int, _ generated: GeneratedTickets, _ db: Database) throws {
    let time = Int64(generated.time(number).timeIntervalSince1970 * 1000)
    let status = generated.status(number) == .open ? 1 : 5
    try db.cachedStatement(
      sql: """
        INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number + 1, generated.customerIndex(number) + 1, 1, status, 1,
      number % 20 == 0 ? 1 : nil, 1, 0, nil, time, time, status == 1 ? time + 3_600_000 : nil,
      nil, 1, 1, 0, nil, generated.subject(number).screenForm.string,
    ])
    for index in 0..<generated.messagesPerTicket {
      try db.cachedStatement(
        sql: """
          INSERT INTO message (ticket, author, agent, kind, sent_at, delivery, body)
          VALUES (?, 0, NULL, ?, ?, 0, ?)
          """
      ).execute(arguments: [
        number + 1, index % 2 == 0 ? 0 : 2, time + Int64(index) * 1_000,
        generated.body(number &* 7 &+ index).screenForm.string,
      ])
      if index > 0 {
        try db.cachedStatement(
          sql: """
            UPDATE ticket SET version = version + 1, updated_at = ?, message_count = ? WHERE id = ?
            """
        ).execute(arguments: [time + Int64(index) * 1_000, index + 1, number + 1])
      }
    }
  }

  func checkpoint() throws {
    _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }

  func open(_ id: Int64) async throws -> Int {
    try await pool.read { db in
      var bytes = 0
      let tickets = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT * FROM ticket WHERE id = ?"), arguments: [id])
      while let row = try tickets.next() {
        bytes += try row.decode(String.self, atIndex: 17).utf8.count
      }
      let messages = try Row.fetchCursor(
        db.cachedStatement(
          sql: "SELECT id, author, kind, sent_at, delivery, body FROM message WHERE ticket = ?"),
        arguments: [id])
      while let row = try messages.next() {
        bytes += try Int(row.decode(Int64.self, atIndex: 0) & 1)
        bytes += try Int(row.decode(Int64.self, atIndex: 3) & 1)
        bytes += try row.decode(String.self, atIndex: 5).utf8.count
      }
      return bytes
    }
  }

  func list() async throws -> Int {
    try await pool.read { db in
      var bytes = 0
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT t.id, t.status, t.priority, t.assignee, t.queue, t.channel, t.created_at,
              t.updated_at, t.due_at, t.message_count, t.incoming_count, t.subject, c.hint
            FROM ticket t LEFT JOIN customer c ON c.id = t.customer WHERE t.status <= 3
            ORDER BY ifnull(t.due_at, 9007199254740991), t.id LIMIT 50
            """))
      while let row = try rows.next() {
        for index in [0, 1, 2, 4, 5, 6, 7, 9, 10] {
          bytes += try Int(row.decode(Int64.self, atIndex: index) & 1)
        }
        bytes += try row.decode(String.self, atIndex: 11).utf8.count
        bytes += try row.decode(String.self, atIndex: 12).utf8.count
      }
      return bytes
    }
  }

  func commit(_ number: Int) async throws {
    try await pool.write { db in
      try db.cachedStatement(
        sql: """
          INSERT INTO message (ticket, author, agent, kind, sent_at, delivery, body)
          VALUES (?, 0, NULL, 0, 0, 0, ?)
          """
      ).execute(arguments: [number % 100 + 1, String(repeating: "x", count: 400)])
      try db.cachedStatement(
        sql: "UPDATE ticket SET version = version + 1, message_count = 9 WHERE id = ?"
      ).execute(arguments: [number % 100 + 1])
    }
  }
}
