import GRDB
import Sealing

/// One look at an identifier, beside its entry in the log.
///
/// The log's bodies open for the audit role only; an agent still has to be told how much of the
/// day's budget is used, and when somebody last looked at a customer.
struct LookRow: MarkedRow {
  static let table: StaticString = "look"

  /// The entry's seq.
  let id: Int64
  let version: Int64 = 1
  let customer: Int64
  let actor: Int64
  let at: Int64
  var mac: [UInt8] = []
  /// The reason's code, sealed under the customer's key.
  let reason: [UInt8]

  init(id: Int64, customer: Int64, actor: Int64, at: Int64, reason: [UInt8]) {
    self.id = id
    self.customer = customer
    self.actor = actor
    self.at = at
    self.reason = reason
  }

  static func reasonContext(_ id: Int64) -> SealContext {
    SealContext(table: table, column: "reason", row: id)
  }

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(customer)
    writer.append(actor)
    writer.append(at)
    writer.append(sealTag: reason)
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO look (seq, customer, actor, at, mac, reason) VALUES (?, ?, ?, ?, ?, ?)"
    ).run(
      .integer(id), .integer(customer), .integer(actor), .integer(at), .bytes(mac),
      .bytes(reason))
  }

  static func newest(_ db: Database, of customer: Int64) throws -> LookRow? {
    try db.cachedStatement(
      sql: """
        SELECT seq, customer, actor, at, mac, reason FROM look WHERE customer = ?
        ORDER BY seq DESC LIMIT 1
        """
    ).first(.integer(customer), read: LookRow.init)
  }

  static func fetchAll(_ db: Database) throws -> [LookRow] {
    try db.cachedStatement(
      sql: "SELECT seq, customer, actor, at, mac, reason FROM look ORDER BY seq"
    ).all(read: LookRow.init)
  }

  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    customer = try columns.integer()
    actor = try columns.integer()
    at = try columns.integer()
    mac = try columns.bytes()
    reason = try columns.bytes()
  }

  static func count(_ db: Database, by actor: Int64, since: Int64) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT count(*) FROM look WHERE actor = ? AND at >= ?")
    return try Int(clamping: statement.integer(.integer(actor), .integer(since)) ?? 0)
  }
}
