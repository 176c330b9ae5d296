import GRDB
import Sealing

/// A file that came with a message, as it lies in the store; its bytes lie in chunks.
struct AttachmentRow: MarkedRow {
  static let table: StaticString = "attachment"
  /// Bytes of plain text in each chunk but the last.
  static let chunkByteCount = 256 * 1024

  let id: Int64
  let message: Int64
  var version: Int64 = 1
  var mediaType: Int64
  var byteCount: Int64
  var isHeld: Int64
  var chunkCount: Int64
  var mac: [UInt8] = []
  var name: [UInt8]

  func writeColumns(to writer: inout ByteWriter) {
    for value in [message, mediaType, byteCount, isHeld, chunkCount] { writer.append(value) }
    writer.append(sealTag: name)
  }

  /// The row id of a chunk: bound into its seal, so that chunks cannot change places.
  static func chunkID(attachment: Int64, index: Int64) -> Int64 {
    attachment << 20 | index
  }
}

extension AttachmentRow {
  private static let columnNames =
    "id, message, version, media_type, byte_count, is_held, chunk_count, mac, name"

  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    message = try columns.integer()
    version = try columns.integer()
    mediaType = try columns.integer()
    byteCount = try columns.integer()
    isHeld = try columns.integer()
    chunkCount = try columns.integer()
    mac = try columns.bytes()
    name = try columns.bytes()
  }

  static func fetch(_ db: Database, id: Int64) throws -> AttachmentRow? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM attachment WHERE id = ?")
    return try statement.first(.integer(id), read: AttachmentRow.init)
  }

  static func fetchAll(_ db: Database, message: Int64) throws -> [AttachmentRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM attachment WHERE message = ? ORDER BY id")
    return try statement.all(.integer(message), read: AttachmentRow.init)
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO attachment (\(Self.columnNames)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).run(
      .integer(id), .integer(message), .integer(version), .integer(mediaType),
      .integer(byteCount), .integer(isHeld), .integer(chunkCount), .bytes(mac), .bytes(name))
  }

  /// Writes its name.
  func updateName(_ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE attachment SET version = ?, mac = ?, name = ? WHERE id = ?")
      .run(.integer(version), .bytes(mac), .bytes(name), .integer(id))
  }

  /// Deletes the row and its chunks.
  func delete(_ db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM attachment_chunk WHERE id >= ? AND id < ?").run(
      .integer(Self.chunkID(attachment: id, index: 0)),
      .integer(Self.chunkID(attachment: id + 1, index: 0)))
    try db.cachedStatement(sql: "DELETE FROM attachment WHERE id = ?").run(.integer(id))
  }
}
