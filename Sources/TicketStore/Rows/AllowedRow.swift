import Desk
import Foundation
import GRDB
import Sealing
import Text

/// A value that stays readable, by its keyed code: the file names it to nobody.
///
/// The mark is checked whenever the codes are read: without it, whoever can write the file could copy
/// a code from the identifiers and have that value left readable in the mail to come.
struct AllowedRow: MarkedRow {
  static let table: StaticString = "allowed"

  /// The seq of the entry that records the look.
  let id: Int64
  let version: Int64 = 1
  let code: [UInt8]
  let actor: Int64
  let at: Int64
  var mac: [UInt8] = []
  /// Sealed under the workspace's key.
  let reason: [UInt8]

  init(id: Int64, code: [UInt8], actor: Int64, at: Int64, reason: [UInt8]) {
    self.id = id
    self.code = code
    self.actor = actor
    self.at = at
    self.reason = reason
  }

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(bytes: code)
    writer.append(actor)
    writer.append(at)
    writer.append(sealTag: reason)
  }
}

extension AllowedRow {
  static func reasonContext(_ id: Int64) -> SealContext {
    SealContext(table: table, column: "reason", row: id)
  }

  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    code = try columns.bytes()
    actor = try columns.integer()
    at = try columns.integer()
    mac = try columns.bytes()
    reason = try columns.bytes()
  }

  static func fetchAll(_ db: Database) throws -> [AllowedRow] {
    try db.cachedStatement(
      sql: "SELECT seq, code, actor, at, mac, reason FROM allowed ORDER BY seq"
    ).all(read: AllowedRow.init)
  }

  /// All codes.
  /// - Throws: `damaged`: what may be read must not hang on a row that anybody could have written.
  static func codes<R: Realm>(_ db: Database, under key: RowMAC<R>) throws -> Set<LookupCode> {
    try Set(
      fetchAll(db).map { row in
        try row.verify(under: key)
        return LookupCode(bytes: row.code)
      })
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO allowed (seq, code, actor, at, mac, reason) VALUES (?, ?, ?, ?, ?, ?)"
    ).run(
      .integer(id), .bytes(code), .integer(actor), .integer(at), .bytes(mac), .bytes(reason))
  }

  /// - Throws: `damaged`.
  func openReason<R: Realm>(
    _ secrets: WorkspaceSecrets<R>
  ) throws(RepositoryError) -> SanitizedText {
    do {
      return SanitizedText(
        sanitizing: try secrets.content.open(
          Sealed(storedBytes: reason), in: Self.reasonContext(id)))
    } catch {
      throw damaged
    }
  }
}
