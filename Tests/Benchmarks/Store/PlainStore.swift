import Foundation
import GRDB

/// The peer: the same tickets in plain SQLite through GRDB, nothing sealed.
///
/// It does the store's own work, statement for statement: the same tables, columns and indexes but
/// the marks, the inventory and the log; ids counted in the workspace's row; a tally; one update of a
/// ticket in each transaction; WAL and `synchronous=FULL`; reads on the caller's thread. Statements
/// are cached and rows read by cursor and index, which is how GRDB is fastest. What the store does
/// besides (sealing, marks, inventory, turnstile, ringing the bell) is what the ratio shows.
final class PlainStore: Sendable {
  let pool: DatabasePool

  init(at file: URL) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192")
    }
    pool = try DatabasePool(path: file.path, configuration: configuration)
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
        try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
      else { throw CocoaError(.featureUnsupported) }
      try db.execute(sql: Self.schema)
    }
  }

  func checkpoint() throws {
    _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }

  /// The store's schema, without what guards it.
  static let schema = """
    CREATE TABLE workspace (
      id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL,
      next_ticket INTEGER NOT NULL, next_message INTEGER NOT NULL) STRICT;
    INSERT INTO workspace VALUES (1, 0, 1, 1);
    CREATE TABLE word (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    INSERT INTO word VALUES (1, 'inbox');
    CREATE TABLE customer (
      id INTEGER PRIMARY KEY, version INTEGER NOT NULL, identifier_count INTEGER NOT NULL,
      hint TEXT) STRICT;
    CREATE TABLE identifier (
      customer INTEGER NOT NULL REFERENCES customer(id), code BLOB NOT NULL,
      descriptor TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (customer, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX identifier_code ON identifier(code);
    CREATE TABLE ticket (
      id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customer(id),
      version INTEGER NOT NULL, status INTEGER NOT NULL, priority INTEGER NOT NULL,
      assignee INTEGER, queue INTEGER NOT NULL, channel INTEGER NOT NULL, language INTEGER,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, due_at INTEGER,
      snoozed_until INTEGER, message_count INTEGER NOT NULL, incoming_count INTEGER NOT NULL,
      last_kind INTEGER NOT NULL, tags BLOB, subject TEXT NOT NULL) STRICT;
    CREATE INDEX ticket_customer ON ticket(customer);
    CREATE INDEX ticket_team_due ON ticket(ifnull(due_at, 9007199254740991), id)
      WHERE status <= 3;
    CREATE INDEX ticket_assignee_due ON ticket(assignee, ifnull(due_at, 9007199254740991), id)
      WHERE status <= 3;
    CREATE INDEX ticket_team_updated ON ticket(updated_at, id) WHERE status <= 3;
    CREATE INDEX ticket_team_priority
      ON ticket(priority DESC, ifnull(due_at, 9007199254740991), id) WHERE status <= 3;
    CREATE INDEX ticket_snoozed ON ticket(snoozed_until, id) WHERE status = 4;
    CREATE INDEX ticket_solved ON ticket(updated_at, id) WHERE status BETWEEN 5 AND 6;
    CREATE TABLE tally (
      status INTEGER NOT NULL, assignee INTEGER NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (status, assignee)) STRICT, WITHOUT ROWID;
    CREATE TABLE message (
      id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL REFERENCES ticket(id),
      version INTEGER NOT NULL, author INTEGER NOT NULL, agent INTEGER, kind INTEGER NOT NULL,
      sent_at INTEGER NOT NULL, delivery INTEGER NOT NULL, delivery_at INTEGER,
      attempts INTEGER NOT NULL, lease_until INTEGER, prior_status INTEGER, prior_due_at INTEGER,
      attachment_count INTEGER NOT NULL, mail_id BLOB, author_name TEXT, reason TEXT,
      envelope TEXT, body TEXT NOT NULL) STRICT;
    CREATE INDEX message_ticket ON message(ticket);
    CREATE INDEX message_outbox ON message(delivery_at) WHERE delivery BETWEEN 1 AND 3;
    CREATE UNIQUE INDEX message_mail ON message(mail_id) WHERE mail_id IS NOT NULL;
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL REFERENCES ticket(id), user INTEGER NOT NULL,
      version INTEGER NOT NULL, purpose INTEGER NOT NULL, saved_at INTEGER NOT NULL,
      body TEXT NOT NULL, UNIQUE (ticket, user)) STRICT;
    CREATE TABLE seen (
      user INTEGER NOT NULL, ticket INTEGER NOT NULL REFERENCES ticket(id),
      incoming_count INTEGER NOT NULL, PRIMARY KEY (user, ticket)) STRICT, WITHOUT ROWID;
    """
}
