import GRDB
import Masking
import Sealing

/// An identifier as it lies in the file: sealed throughout, so no mark is stored.
///
/// The inventory counts it, so that one which is missing, or whose value was exchanged, is noticed
/// without opening it.
struct IdentifierRow: MarkedRow {
  static let table: StaticString = "identifier"

  let customer: Int64
  let code: [UInt8]
  var descriptor: [UInt8]
  var value: [UInt8]
  var mac: [UInt8] = []

  var id: Int64 { customer }
  var version: Int64 { 0 }

  func writeColumns(to writer: inout ByteWriter) {
    for field in [code, descriptor, value] { writer.append(bytes: field) }
  }
}

extension IdentifierRow {
  init<R: Realm>(_ stored: StoredIdentifier<R>) {
    self.init(
      customer: stored.owner.rawValue, code: stored.lookupCode.bytes,
      descriptor: stored.descriptor.bytes, value: stored.value.bytes)
  }

  func stored<R: Realm>(in realm: R.Type) -> StoredIdentifier<R> {
    StoredIdentifier(
      owner: CustomerID(rawValue: customer), lookupCode: LookupCode(bytes: code),
      descriptor: Sealed(storedBytes: descriptor), value: SealedValue(storedBytes: value))
  }

  static func fetch(_ db: Database, customer: Int64, code: [UInt8]) throws -> IdentifierRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT customer, code, descriptor, value FROM identifier WHERE customer = ? AND code = ?
        """)
    return try statement.first(.integer(customer), .bytes(code), read: IdentifierRow.init)
  }

  static func fetchAll(_ db: Database, customer: Int64) throws -> [IdentifierRow] {
    try db.cachedStatement(
      sql: "SELECT customer, code, descriptor, value FROM identifier WHERE customer = ?"
    ).all(.integer(customer), read: IdentifierRow.init)
  }

  init(_ columns: inout ColumnReader) throws {
    customer = try columns.integer()
    code = try columns.bytes()
    descriptor = try columns.bytes()
    value = try columns.bytes()
  }

  /// Inserts it or takes the older one's place.
  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO identifier (customer, code, descriptor, value) VALUES (?, ?, ?, ?)
        ON CONFLICT (customer, code) DO UPDATE
          SET descriptor = excluded.descriptor, value = excluded.value
        """
    ).run(.integer(customer), .bytes(code), .bytes(descriptor), .bytes(value))
  }
}
