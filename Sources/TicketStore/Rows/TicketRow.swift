import GRDB
import Sealing

/// A ticket as it lies in the file.
struct TicketRow: MarkedRow, Hashable {
  static let table: StaticString = "ticket"

  let id: Int64
  var customer: Int64
  var version: Int64
  var status: Int64
  var priority: Int64
  var assignee: Int64?
  var queue: Int64
  var channel: Int64
  var language: Int64?
  var createdAt: Int64
  var updatedAt: Int64
  var dueAt: Int64?
  var snoozedUntil: Int64?
  var messageCount: Int64
  var incomingCount: Int64
  var lastKind: Int64
  var tags: [UInt8]?
  var mac: [UInt8]
  /// Empty where only the clear columns were read.
  var subject: [UInt8]

  static let columnNames = """
    t.id, t.customer, t.version, t.status, t.priority, t.assignee, t.queue, t.channel, t.language, \
    t.created_at, t.updated_at, t.due_at, t.snoozed_until, t.message_count, t.incoming_count, \
    t.last_kind, t.tags, t.mac, t.subject
    """

  func writeColumns(to writer: inout ByteWriter) {
    for value in [customer, status, priority, queue, channel, createdAt, updatedAt] {
      writer.append(value)
    }
    for value in [assignee, language, dueAt, snoozedUntil] { writer.append(value) }
    for value in [messageCount, incomingCount, lastKind] { writer.append(value) }
    writer.append(optional: tags) { $0.append(bytes: $1) }
    writer.append(sealTag: subject)
  }

  /// The words of its tags.
  var tagWords: [Int64] {
    get {
      let bytes = tags ?? []
      return stride(from: 0, to: bytes.count - 3, by: 4).map { start in
        bytes[start..<start + 4].reduce(0) { $0 << 8 | Int64($1) }
      }
    }
    set {
      let bytes = newValue.flatMap { word in (0..<4).map { UInt8(word >> (24 - 8 * $0) & 255) } }
      tags = bytes.isEmpty ? nil : bytes
    }
  }
}

extension TicketRow {
  /// Reads `columnNames`.
  init(_ columns: inout ColumnReader) throws {
    try self.init(&columns, readsSubject: true)
  }

  /// Reads `columnNames`; a list knows most subjects already and need not copy them.
  init(_ columns: inout ColumnReader, readsSubject: Bool) throws {
    id = try columns.integer()
    customer = try columns.integer()
    version = try columns.integer()
    status = try columns.integer()
    priority = try columns.integer()
    assignee = try columns.optionalInteger()
    queue = try columns.integer()
    channel = try columns.integer()
    language = try columns.optionalInteger()
    createdAt = try columns.integer()
    updatedAt = try columns.integer()
    dueAt = try columns.optionalInteger()
    snoozedUntil = try columns.optionalInteger()
    messageCount = try columns.integer()
    incomingCount = try columns.integer()
    lastKind = try columns.integer()
    tags = try columns.optionalBytes()
    mac = try columns.bytes()
    subject = try columns.bytes(if: readsSubject)
  }

  /// Whether all clear columns and the mark are equal; the mark covers the subject.
  func hasSameColumns(as other: TicketRow) -> Bool {
    version == other.version && mac == other.mac && status == other.status
      && assignee == other.assignee && priority == other.priority && dueAt == other.dueAt
      && updatedAt == other.updatedAt && createdAt == other.createdAt
      && snoozedUntil == other.snoozedUntil && customer == other.customer && queue == other.queue
      && channel == other.channel && language == other.language
      && messageCount == other.messageCount && incomingCount == other.incomingCount
      && lastKind == other.lastKind && tags == other.tags
  }

  static func fetch(_ db: Database, id: Int64) throws -> TicketRow? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM ticket t WHERE t.id = ?")
    return try statement.first(.integer(id), read: TicketRow.init)
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO ticket (id, customer, version, status, priority, assignee, queue, channel,
          language, created_at, updated_at, due_at, snoozed_until, message_count, incoming_count,
          last_kind, tags, mac, subject)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(id), .integer(customer), .integer(version), .integer(status), .integer(priority),
      .integer(assignee), .integer(queue), .integer(channel), .integer(language),
      .integer(createdAt), .integer(updatedAt), .integer(dueAt), .integer(snoozedUntil),
      .integer(messageCount), .integer(incomingCount), .integer(lastKind), .bytes(tags),
      .bytes(mac), .bytes(subject))
  }

  /// Writes what can change.
  func update(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE ticket SET version = ?, status = ?, priority = ?, assignee = ?, updated_at = ?,
          due_at = ?, snoozed_until = ?, message_count = ?, incoming_count = ?, last_kind = ?,
          tags = ?, mac = ?, subject = ? WHERE id = ?
        """
    ).run(
      .integer(version), .integer(status), .integer(priority), .integer(assignee),
      .integer(updatedAt), .integer(dueAt), .integer(snoozedUntil), .integer(messageCount),
      .integer(incomingCount), .integer(lastKind), .bytes(tags), .bytes(mac), .bytes(subject),
      .integer(id))
  }
}
