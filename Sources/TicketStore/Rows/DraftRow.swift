import GRDB
import Sealing

/// An unfinished reply as it lies in the file.
struct DraftRow: MarkedRow {
  static let table: StaticString = "draft"

  let id: Int64
  let ticket: Int64
  let user: Int64
  var version: Int64 = 1
  var purpose: Int64
  var savedAt: Int64
  var mac: [UInt8] = []
  var body: [UInt8]

  func writeColumns(to writer: inout ByteWriter) {
    for value in [ticket, user, purpose, savedAt] { writer.append(value) }
    writer.append(sealTag: body)
  }
}

extension DraftRow {
  static func fetch(_ db: Database, ticket: Int64, user: Int64) throws -> DraftRow? {
    let statement = try statement(db, where: "ticket = ? AND user = ?")
    return try statement.first(.integer(ticket), .integer(user), read: DraftRow.init)
  }

  static func fetchAll(_ db: Database, ticket: Int64) throws -> [DraftRow] {
    try statement(db, where: "ticket = ?").all(.integer(ticket), read: DraftRow.init)
  }

  static func statement(_ db: Database, where condition: String) throws -> Statement {
    try db.cachedStatement(
      sql: """
        SELECT id, ticket, user, version, purpose, saved_at, mac, body FROM draft
        WHERE \(condition)
        """)
  }

  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    ticket = try columns.integer()
    user = try columns.integer()
    version = try columns.integer()
    purpose = try columns.integer()
    savedAt = try columns.integer()
    mac = try columns.bytes()
    body = try columns.bytes()
  }

  /// Inserts it or takes the older one's place.
  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO draft (id, ticket, user, version, purpose, saved_at, mac, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(id), .integer(ticket), .integer(user), .integer(version), .integer(purpose),
      .integer(savedAt), .bytes(mac), .bytes(body))
  }

  func delete(_ db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM draft WHERE id = ?").run(.integer(id))
  }
}
