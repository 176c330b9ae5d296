import GRDB
import Sealing

/// How many of a customer's messages somebody has seen.
///
/// Its two keys take the places of row id and version in the mark. It is not part of the inventory:
/// an older one put back shows messages as unread, which is the safe side.
struct SeenRow: MarkedRow {
  static let table: StaticString = "seen"

  let user: Int64
  let ticket: Int64
  var incomingCount: Int64
  var mac: [UInt8] = []

  var id: Int64 { ticket }
  var version: Int64 { user }

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(incomingCount)
  }

  func save<R: Realm>(_ db: Database, under key: RowMAC<R>) throws {
    var row = self
    row.mark(under: key)
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO seen (user, ticket, incoming_count, mac) VALUES (?, ?, ?, ?)"
    ).run(.integer(user), .integer(ticket), .integer(incomingCount), .bytes(row.mac))
  }
}
