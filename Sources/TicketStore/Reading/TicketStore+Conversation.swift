package import Desk
package import Foundation
import GRDB
import Masking
package import Sealing
import Text
package import Tickets

extension TicketStore {
  package func ticket(_ id: TicketID) async throws(RepositoryError) -> Ticket {
    try await reading { [self] db in try opened.ticket(ticketRow(db, id), db) }
  }

  package func conversation(
    _ id: TicketID, for user: UserID
  ) async throws(RepositoryError) -> StoredConversation<R> {
    try await reading { [self] db in
      let row = try ticketRow(db, id)
      let customer = CustomerID(rawValue: row.customer)
      var suggestions: [String] = []
      let messages = try messages(db, in: row) { message, key in
        if let taken = try message.openEnvelope(under: key)?.suggestion {
          suggestions.append(taken)
        }
      }
      return StoredConversation(
        ticket: try opened.ticket(row, db), messages: messages, suggestionsTaken: suggestions,
        draft: try DraftRow.fetch(db, ticket: id.rawValue, user: user.rawValue).map {
          try draft(db, $0)
        },
        identifiers: try vault(db, of: customer).vault.identifiers,
        ticketCount: try ticketCount(db, of: customer))
    }
  }

  package func messages(of ticket: TicketID) async throws(RepositoryError) -> [Message] {
    try await reading { [self] db in try messages(db, of: ticket) }
  }

  /// A ticket's messages within a read; every mark is checked, and that none is missing.
  func messages(_ db: Database, of ticket: TicketID) throws -> [Message] {
    try messages(db, in: ticketRow(db, ticket)) { _, _ in }
  }

  private func messages(
    _ db: Database, in owner: TicketRow, _ inspect: (MessageRow, DataKey<R>) throws -> Void
  ) throws -> [Message] {
    try owner.verify(under: secrets.rowMAC)
    let key = try dataKey(of: owner.customer)
    var messages: [Message] = []
    messages.reserveCapacity(Int(clamping: min(owner.messageCount, 10_000)))
    try db.cachedStatement(sql: MessageRow.ofTicket).forEach(.integer(owner.id)) { columns in
      let message = try MessageRow(&columns)
      try message.verify(under: secrets.rowMAC)
      try inspect(message, key)
      messages.append(
        try message.open(under: key, attachments: attachments(db, of: message, under: key)))
    }
    guard messages.count == owner.messageCount else { throw owner.damaged }
    // An import may bring older messages later.
    return messages.isSorted
      ? messages : messages.sorted { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }
  }

  package func draft(
    of ticket: TicketID, by user: UserID
  ) async throws(RepositoryError) -> Draft? {
    try await reading { [self] db in
      try DraftRow.fetch(db, ticket: ticket.rawValue, user: user.rawValue).map {
        try draft(db, $0)
      }
    }
  }

  /// Opens a draft within a read.
  func draft(_ db: Database, _ row: DraftRow) throws -> Draft {
    try row.verify(under: secrets.rowMAC)
    let owner = try ticketRow(db, TicketID(rawValue: row.ticket))
    guard let purpose = Message.Kind(code: row.purpose) else { throw row.damaged }
    let key = try dataKey(of: owner.customer)
    do {
      let body = try SealedText<R>(storedBytes: row.body).open(
        under: key, in: DraftRow.bodyContext(row.id))
      return Draft(body: body, purpose: purpose, savedAt: Date(milliseconds: row.savedAt))
    } catch {
      throw row.damaged
    }
  }

  package func presence(at ticket: TicketID) async throws(RepositoryError) -> [Presence] {
    presence.presence(at: ticket, except: nil)
  }

  package func tickets(
    of customer: CustomerID, limit: Int
  ) async throws(RepositoryError) -> [Ticket] {
    try await reading { [self] db in
      try db.cachedStatement(
        sql: """
          SELECT \(TicketRow.columnNames) FROM ticket t WHERE t.customer = ?
          ORDER BY t.id DESC LIMIT ?
          """
      ).all(.integer(customer.rawValue), .integer(Int64(limit))) { columns in
        try opened.ticket(TicketRow(&columns), db)
      }
    }
  }

  package func ticketCount(of customer: CustomerID) async throws(RepositoryError) -> Int {
    try await reading { [self] db in try ticketCount(db, of: customer) }
  }

  private func ticketCount(_ db: Database, of customer: CustomerID) throws -> Int {
    let count = try db.cachedStatement(sql: "SELECT count(*) FROM ticket WHERE customer = ?")
      .integer(.integer(customer.rawValue))
    return Int(clamping: count ?? 0)
  }

  package func ticketsToWake(at time: Date) async throws(RepositoryError) -> [TicketID] {
    try await reading { db in
      try db.cachedStatement(
        sql: """
          SELECT id FROM ticket WHERE status = 4 AND snoozed_until <= ?
          ORDER BY snoozed_until, id LIMIT 1000
          """
      ).integers(.integer(time.milliseconds)).map(TicketID.init(rawValue:))
    }
  }

  package func attachmentBytes(
    _ id: AttachmentID
  ) async throws(RepositoryError) -> [UInt8] {
    try await reading { [self] db in try attachmentBytes(db, id.rawValue) }
  }

  /// Opens a file within a read.
  func attachmentBytes(_ db: Database, _ id: Int64) throws -> [UInt8] {
    guard let row = try AttachmentRow.fetch(db, id: id) else { throw RepositoryError.notFound }
    try row.verify(under: secrets.rowMAC)
    guard let message = try MessageRow.fetch(db, id: row.message) else { throw row.damaged }
    let owner = try ticketRow(db, TicketID(rawValue: message.ticket))
    return try openBytes(of: row, db, under: dataKey(of: owner.customer))
  }

  // MARK: Rows

  /// - Throws: `notFound`.
  func ticketRow(_ db: Database, _ id: TicketID) throws -> TicketRow {
    guard let row = try TicketRow.fetch(db, id: id.rawValue) else {
      throw RepositoryError.notFound
    }
    return row
  }

  /// - Throws: `erased`, `damaged`.
  func dataKey(of customer: Int64) throws(RepositoryError) -> DataKey<R> {
    do {
      return try secrets.dataKey(for: CustomerID(rawValue: customer))
    } catch {
      throw RepositoryError(error, table: CustomerRow.table, row: customer)
    }
  }

  func attachments(
    _ db: Database, of message: MessageRow, under key: DataKey<R>
  ) throws -> [Attachment] {
    guard message.attachmentCount > 0 else { return [] }
    let rows = try AttachmentRow.fetchAll(db, message: message.id)
    guard rows.count == message.attachmentCount else { throw message.damaged }
    return try rows.map { row in
      try row.verify(under: secrets.rowMAC)
      let name: MaskedText
      do {
        name = try SealedText<R>(storedBytes: row.name).open(
          under: key, in: AttachmentRow.nameContext(row.id))
      } catch {
        throw row.damaged
      }
      return Attachment(
        id: AttachmentID(rawValue: row.id), name: name,
        mediaType: try vocabulary.name(of: row.mediaType, db),
        byteCount: Int(clamping: row.byteCount), isHeld: row.isHeld != 0)
    }
  }

  private func openBytes(
    of row: AttachmentRow, _ db: Database, under key: DataKey<R>
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let statement = try db.cachedStatement(
      sql: "SELECT bytes FROM attachment_chunk WHERE id = ?")
    for index in 0..<max(row.chunkCount, 0) {
      let chunk = AttachmentRow.chunkID(attachment: row.id, index: index)
      guard let sealed = try statement.first(.integer(chunk), read: { try $0.bytes() }) else {
        throw row.damaged
      }
      do {
        bytes += try key.open(
          Sealed<R>(storedBytes: sealed), in: AttachmentRow.chunkContext(chunk))
      } catch {
        throw RepositoryError.damaged(table: "attachment_chunk", row: chunk)
      }
    }
    guard bytes.count == row.byteCount else { throw row.damaged }
    return bytes
  }
}

extension [Message] {
  fileprivate var isSorted: Bool {
    zip(self, dropFirst()).allSatisfy { ($0.sentAt, $0.id) <= ($1.sentAt, $1.id) }
  }
}
