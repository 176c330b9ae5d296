import GRDB
import Sealing

/// A message as it lies in the file.
struct MessageRow: MarkedRow {
  static let table: StaticString = "message"

  let id: Int64
  let ticket: Int64
  var version: Int64 = 1
  var author: Int64
  var agent: Int64?
  var kind: Int64
  var sentAt: Int64
  var delivery: Int64
  /// Until when it is held, when it is tried next, or when it was sent.
  var deliveryAt: Int64?
  var attempts: Int64 = 0
  /// Not covered by the mark: it only keeps two senders apart.
  var leaseUntil: Int64?
  /// What the ticket goes back to when the message is recalled.
  var priorStatus: Int64?
  var priorDueAt: Int64?
  var attachmentCount: Int64
  var mailID: [UInt8]?
  var mac: [UInt8] = []
  var authorName: [UInt8]?
  var reason: [UInt8]?
  var envelope: [UInt8]?
  var body: [UInt8]

  static let columnNames = """
    id, ticket, version, author, agent, kind, sent_at, delivery, delivery_at, attempts, \
    lease_until, prior_status, prior_due_at, attachment_count, mail_id, mac, author_name, reason, \
    envelope, body
    """

  func writeColumns(to writer: inout ByteWriter) {
    for value in [ticket, author, kind, sentAt, delivery, attempts, attachmentCount] {
      writer.append(value)
    }
    for value in [agent, deliveryAt, priorStatus, priorDueAt] { writer.append(value) }
    writer.append(optional: mailID) { $0.append(bytes: $1) }
    for sealed in [authorName, reason, envelope, body] { writer.append(sealTag: sealed) }
  }
}

extension MessageRow {
  /// Reads `columnNames`.
  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    ticket = try columns.integer()
    version = try columns.integer()
    author = try columns.integer()
    agent = try columns.optionalInteger()
    kind = try columns.integer()
    sentAt = try columns.integer()
    delivery = try columns.integer()
    deliveryAt = try columns.optionalInteger()
    attempts = try columns.integer()
    leaseUntil = try columns.optionalInteger()
    priorStatus = try columns.optionalInteger()
    priorDueAt = try columns.optionalInteger()
    attachmentCount = try columns.integer()
    mailID = try columns.optionalBytes()
    mac = try columns.bytes()
    authorName = try columns.optionalBytes()
    reason = try columns.optionalBytes()
    envelope = try columns.optionalBytes()
    body = try columns.bytes()
  }

  /// All of a ticket's, in the order in which they came.
  static let ofTicket = "SELECT \(columnNames) FROM message WHERE ticket = ? ORDER BY id"

  static func fetch(_ db: Database, id: Int64) throws -> MessageRow? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM message WHERE id = ?")
    return try statement.first(.integer(id), read: MessageRow.init)
  }

  static func fetchAll(_ db: Database, ticket: Int64) throws -> [MessageRow] {
    try db.cachedStatement(sql: ofTicket).all(.integer(ticket), read: MessageRow.init)
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO message (\(Self.columnNames))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(id), .integer(ticket), .integer(version), .integer(author), .integer(agent),
      .integer(kind), .integer(sentAt), .integer(delivery), .integer(deliveryAt),
      .integer(attempts), .integer(leaseUntil), .integer(priorStatus), .integer(priorDueAt),
      .integer(attachmentCount), .bytes(mailID), .bytes(mac), .bytes(authorName), .bytes(reason),
      .bytes(envelope), .bytes(body))
  }

  /// Writes its words.
  func updateBody(_ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE message SET version = ?, mac = ?, body = ? WHERE id = ?")
      .run(.integer(version), .bytes(mac), .bytes(body), .integer(id))
  }

  /// Writes how far it has come.
  func updateDelivery(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE message SET version = ?, delivery = ?, delivery_at = ?, attempts = ?,
          lease_until = ?, mac = ?, reason = ? WHERE id = ?
        """
    ).run(
      .integer(version), .integer(delivery), .integer(deliveryAt), .integer(attempts),
      .integer(leaseUntil), .bytes(mac), .bytes(reason), .integer(id))
  }
}
