import Desk
import GRDB
import Sealing
import Tickets

/// A legal hold as it lies in the file.
///
/// The inventory counts it: one that was taken out from outside is noticed.
struct HoldRow: MarkedRow {
  static let table: StaticString = "hold"

  let customer: Int64
  let actor: Int64
  let since: Int64
  var mac: [UInt8] = []
  let reason: [UInt8]

  var id: Int64 { customer }
  var version: Int64 { 1 }

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(actor)
    writer.append(since)
    writer.append(sealTag: reason)
  }
}

extension HoldRow {
  static func reasonContext(_ customer: Int64) -> SealContext {
    SealContext(table: table, column: "reason", row: customer)
  }

  init<R: Realm>(_ hold: LegalHold, under secrets: WorkspaceSecrets<R>) throws {
    self.init(
      customer: hold.customer.rawValue, actor: hold.actor.rawValue, since: hold.since,
      reason: try secrets.content.seal(
        hold.reason.utf8, in: Self.reasonContext(hold.customer.rawValue)
      ).bytes)
  }

  /// - Throws: `damaged`.
  func open<R: Realm>(under secrets: WorkspaceSecrets<R>) throws(RepositoryError) -> LegalHold {
    try verify(under: secrets.rowMAC)
    do {
      let reason = try secrets.content.open(
        Sealed(storedBytes: reason), in: Self.reasonContext(customer))
      return LegalHold(
        customer: CustomerID(rawValue: customer), actor: UserID(rawValue: actor), since: since,
        reason: String(decoding: reason, as: UTF8.self))
    } catch {
      throw damaged
    }
  }

  static func fetchAll(_ db: Database) throws -> [HoldRow] {
    try db.cachedStatement(
      sql: "SELECT customer, actor, since, mac, reason FROM hold ORDER BY customer"
    ).all { columns in
      try HoldRow(
        customer: columns.integer(), actor: columns.integer(), since: columns.integer(),
        mac: columns.bytes(), reason: columns.bytes())
    }
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO hold (customer, actor, since, mac, reason) VALUES (?, ?, ?, ?, ?)"
    ).run(
      .integer(customer), .integer(actor), .integer(since), .bytes(mac), .bytes(reason))
  }
}
