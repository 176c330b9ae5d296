import Desk
import GRDB
import Masking
import Sealing
import Tickets

/// Reads messages for the index, on the index's own thread.
final class IndexSource<R: Realm>: Sendable {
  private let pool: DatabasePool
  private let secrets: WorkspaceSecrets<R>
  private let opened: OpenedTickets<R>

  init(pool: DatabasePool, secrets: WorkspaceSecrets<R>, opened: OpenedTickets<R>) {
    self.pool = pool
    self.secrets = secrets
    self.opened = opened
  }

  /// The newest message's id; 0 where there is none.
  func newest() throws -> Int64 {
    try pool.read { db in
      try db.cachedStatement(sql: "SELECT max(id) FROM message").integer() ?? 0
    }
  }

  /// Grows when words that were indexed before may have been sealed since.
  func edition() throws -> Int64 {
    try pool.read(ExaminationRow.edition)
  }

  /// The messages of a stretch of ids.
  func documents(_ range: ClosedRange<Int64>) throws -> [SearchIndex.Document] {
    try pool.read { db in
      var documents: [SearchIndex.Document] = []
      try db.cachedStatement(
        sql: "SELECT id, ticket, body FROM message WHERE id BETWEEN ? AND ? ORDER BY id"
      ).forEach(.integer(range.lowerBound), .integer(range.upperBound)) { columns in
        // A row that does not open is reported where a person reads it, not here.
        if let document = try? document(&columns, db) { documents.append(document) }
      }
      return documents
    }
  }

  private func document(
    _ columns: inout ColumnReader, _ db: Database
  ) throws -> SearchIndex.Document {
    let (id, ticketID) = try (columns.integer(), columns.integer())
    guard let ticketRow = try TicketRow.fetch(db, id: ticketID) else {
      throw RepositoryError.notFound
    }
    let ticket = try opened.ticket(ticketRow, db)
    let body = try SealedText<R>(storedBytes: columns.bytes()).open(
      under: secrets.dataKey(for: ticket.customer), in: MessageRow.context("body", id))
    return SearchIndex.Document(
      id: id, text: "\(ticket.subject.screenForm)\n\(body.screenForm)")
  }
}
