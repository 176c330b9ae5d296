import Desk
import Foundation
import GRDB
import Sealing
import Tickets

/// A request for approval; what is asked, and what was said and granted, is sealed under the
/// customer's key.
struct ApprovalRow: MarkedRow {
  static let table: StaticString = "approval"

  /// The seq of the entry that records the request.
  let id: Int64
  var version: Int64 = 1
  let ticket: Int64
  let customer: Int64
  let requester: Int64
  var state: Int64
  let requestedAt: Int64
  var expiresAt: Int64
  var decidedAt: Int64?
  var mac: [UInt8] = []
  let request: [UInt8]
  var decision: [UInt8]?

  init(
    id: Int64, ticket: Int64, customer: Int64, requester: Int64, state: Int64, requestedAt: Int64,
    expiresAt: Int64, request: [UInt8]
  ) {
    self.id = id
    self.ticket = ticket
    self.customer = customer
    self.requester = requester
    self.state = state
    self.requestedAt = requestedAt
    self.expiresAt = expiresAt
    self.request = request
  }

  func writeColumns(to writer: inout ByteWriter) {
    for number in [ticket, customer, requester, state, requestedAt, expiresAt] {
      writer.append(number)
    }
    writer.append(decidedAt)
    writer.append(sealTag: request)
    writer.append(sealTag: decision)
  }
}

extension ApprovalRow {
  static func requestContext(_ id: Int64) -> SealContext {
    SealContext(table: table, column: "request", row: id)
  }

  static func decisionContext(_ id: Int64) -> SealContext {
    SealContext(table: table, column: "decision", row: id)
  }

  private static let columnNames = """
    id, version, ticket, customer, requester, state, requested_at, expires_at, decided_at, mac, \
    request, decision
    """

  init(_ columns: inout ColumnReader) throws {
    id = try columns.integer()
    version = try columns.integer()
    ticket = try columns.integer()
    customer = try columns.integer()
    requester = try columns.integer()
    state = try columns.integer()
    requestedAt = try columns.integer()
    expiresAt = try columns.integer()
    decidedAt = try columns.optionalInteger()
    mac = try columns.bytes()
    request = try columns.bytes()
    decision = try columns.optionalBytes()
  }

  static func fetch(_ db: Database, id: Int64) throws -> ApprovalRow? {
    try db.cachedStatement(sql: "SELECT \(columnNames) FROM approval WHERE id = ?")
      .first(.integer(id), read: ApprovalRow.init)
  }

  static func fetchAll(_ db: Database) throws -> [ApprovalRow] {
    try db.cachedStatement(sql: "SELECT \(columnNames) FROM approval ORDER BY id")
      .all(read: ApprovalRow.init)
  }

  /// Those that one person waits for.
  static func waiting(_ db: Database, for requester: Int64) throws -> [ApprovalRow] {
    try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM approval WHERE state = 0 AND requester = ? ORDER BY id"
    ).all(.integer(requester), read: ApprovalRow.init)
  }

  /// Those that wait, and those that came or were decided since then.
  static func recent(_ db: Database, since: Int64) throws -> [ApprovalRow] {
    try db.cachedStatement(
      sql: """
        SELECT \(columnNames) FROM approval
        WHERE state = 0 OR requested_at >= ?1 OR decided_at >= ?1 ORDER BY id
        """
    ).all(.integer(since), read: ApprovalRow.init)
  }

  /// Those that have run out.
  static func due(_ db: Database, at time: Int64) throws -> [ApprovalRow] {
    try db.cachedStatement(
      sql: "SELECT \(columnNames) FROM approval WHERE state <= 1 AND expires_at <= ? ORDER BY id"
    ).all(.integer(time), read: ApprovalRow.init)
  }

  /// Inserts it or takes the older one's place.
  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO approval (\(Self.columnNames)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state,
          expires_at = excluded.expires_at, decided_at = excluded.decided_at, mac = excluded.mac,
          decision = excluded.decision
        """
    ).run(
      .integer(id), .integer(version), .integer(ticket), .integer(customer), .integer(requester),
      .integer(state), .integer(requestedAt), .integer(expiresAt), .integer(decidedAt),
      .bytes(mac), .bytes(request), .bytes(decision))
  }

  /// - Throws: `damaged`.
  func opened<R: Realm>(under key: DataKey<R>) throws(RepositoryError) -> StoredApproval {
    do {
      guard let state = Approval.State(rawValue: state) else { throw damaged }
      let request = try JSONDecoder().decode(
        ApprovalRequest.self,
        from: Data(key.open(Sealed(storedBytes: self.request), in: Self.requestContext(id))))
      let decision = try self.decision.map { sealed in
        try JSONDecoder().decode(
          ApprovalDecision.self,
          from: Data(key.open(Sealed(storedBytes: sealed), in: Self.decisionContext(id))))
      }
      guard request.tokens.count == request.codes.count else { throw damaged }
      return StoredApproval(
        id: ApprovalID(rawValue: id), ticket: TicketID(rawValue: ticket),
        customer: CustomerID(rawValue: customer), requester: UserID(rawValue: requester),
        state: state, requestedAt: Date(milliseconds: requestedAt),
        expiresAt: Date(milliseconds: expiresAt),
        decidedAt: decidedAt.map(Date.init(milliseconds:)),
        request: request, decision: decision)
    } catch {
      throw damaged
    }
  }

  mutating func seal<R: Realm>(_ decision: ApprovalDecision, under key: DataKey<R>) throws {
    self.decision = try key.seal(
      Array(JSONEncoder().encode(decision)), in: Self.decisionContext(id)
    ).bytes
  }
}
