import GRDB
import Sealing

/// A customer as it lies in the file.
struct CustomerRow: MarkedRow {
  static let table: StaticString = "customer"

  let id: Int64
  /// The vault's: grows with every identifier that is new.
  var version: Int64 = 1
  var identifierCount: Int64 = 0
  var mac: [UInt8] = []
  /// What may be seen of the name, or of the address where no name is known.
  var hint: [UInt8]?

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(identifierCount)
    writer.append(sealTag: hint)
  }
}

extension CustomerRow {
  static func fetch(_ db: Database, id: Int64) throws -> CustomerRow? {
    let statement = try db.cachedStatement(
      sql: "SELECT id, version, identifier_count, mac, hint FROM customer WHERE id = ?")
    return try statement.first(.integer(id)) { columns in
      try CustomerRow(
        id: columns.integer(), version: columns.integer(), identifierCount: columns.integer(),
        mac: columns.bytes(), hint: columns.optionalBytes())
    }
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO customer (id, version, identifier_count, mac, hint) VALUES (?, ?, ?, ?, ?)
        """
    ).run(.integer(id), .integer(version), .integer(identifierCount), .bytes(mac), .bytes(hint))
  }

  func update(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE customer SET version = ?, identifier_count = ?, mac = ?, hint = ? WHERE id = ?
        """
    ).run(.integer(version), .integer(identifierCount), .bytes(mac), .bytes(hint), .integer(id))
  }
}
