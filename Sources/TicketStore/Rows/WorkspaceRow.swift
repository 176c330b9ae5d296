import Desk
import GRDB
import Sealing

/// The one row that every commit writes: the next row ids, the end of the log, and the inventory.
struct WorkspaceRow: MarkedRow {
  static let table: StaticString = "workspace"

  let id: Int64 = 1
  var version: Int64 = 0
  var nextCustomer: Int64 = 1
  var nextTicket: Int64 = 1
  var nextMessage: Int64 = 1
  var nextDraft: Int64 = 1
  var nextAttachment: Int64 = 1
  var lastAudit: Int64 = 0
  var mac: [UInt8] = []
  /// `Inventory`, sealed.
  var inventory: [UInt8] = []

  func writeColumns(to writer: inout ByteWriter) {
    for value in [
      nextCustomer, nextTicket, nextMessage, nextDraft, nextAttachment, lastAudit,
    ] {
      writer.append(value)
    }
    writer.append(sealTag: inventory)
  }
}

extension WorkspaceRow {
  private static let columnNames = """
    version, next_customer, next_ticket, next_message, next_draft, next_attachment, last_audit, \
    mac, inventory
    """

  /// `nil` in a new file.
  static func fetch(_ db: Database) throws -> WorkspaceRow? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM workspace WHERE id = 1")
    return try statement.first { columns in
      try WorkspaceRow(
        version: columns.integer(), nextCustomer: columns.integer(),
        nextTicket: columns.integer(), nextMessage: columns.integer(),
        nextDraft: columns.integer(), nextAttachment: columns.integer(),
        lastAudit: columns.integer(), mac: columns.bytes(), inventory: columns.bytes())
    }
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO workspace (id, \(Self.columnNames))
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(version), .integer(nextCustomer), .integer(nextTicket), .integer(nextMessage),
      .integer(nextDraft), .integer(nextAttachment), .integer(lastAudit), .bytes(mac),
      .bytes(inventory))
  }
}

/// A keyed sum over all marked rows, kept up with every write.
///
/// A mark alone cannot tell a row from its own older version, nor notice that one is gone; the sum
/// can. The summands are secret (a MAC under another name, never stored) and the sum is sealed, so
/// that nobody who sees files change learns what to put together to the same sum.
struct Inventory: Hashable {
  private(set) var sum: UInt128 = 0

  init() {}

  /// - Throws: `malformed` for other than 16 bytes.
  init(bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    sum = try reader.integer(UInt128.self)
    try reader.finish()
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.append(sum)
    return writer.bytes
  }

  mutating func add<R: Realm>(_ row: some MarkedRow, under key: RowMAC<R>) {
    sum &+= Self.summand(row, under: key)
  }

  mutating func remove<R: Realm>(_ row: some MarkedRow, under key: RowMAC<R>) {
    sum &-= Self.summand(row, under: key)
  }

  private static func summand<R: Realm>(_ row: some MarkedRow, under key: RowMAC<R>) -> UInt128 {
    var writer = ByteWriter()
    writer.append(text: "\(type(of: row).table)")
    writer.append(fixed: row.mac)
    return key.code(
      table: "inventory", row: row.id, version: row.version, columns: writer.bytes
    ).reduce(0) { $0 << 8 | UInt128($1) }
  }
}
