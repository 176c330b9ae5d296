import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
import Tickets

extension WriteContext {
  /// Writes a message's row and its attachments.
  ///
  /// `prior` is the ticket as it was before, for an outgoing message that may be recalled.
  func insert(
    _ message: NewMessage<R>, into ticket: TicketRow, key: DataKey<R>, prior: TicketRow?
  ) throws -> MessageID {
    let id = takeID(\.nextMessage)
    let delivery = StoredDelivery(message.delivery, nextAttempt: nil)
    let attachments = message.attachments + message.unparsedAttachment
    var row = MessageRow(
      id: id, ticket: ticket.id, author: message.author.code.rawValue,
      agent: message.author.agent?.rawValue, kind: message.kind.code,
      sentAt: message.sentAt.milliseconds, delivery: delivery.code.rawValue,
      deliveryAt: delivery.at, attempts: delivery.attempts,
      attachmentCount: Int64(attachments.count), mailID: message.mailID.map { MailCode.stored($0) },
      body: try SealedText(message.body, under: key, in: MessageRow.context("body", id)).bytes)
    if delivery.code == .held, let prior {
      row.priorStatus = prior.status
      row.priorDueAt = prior.dueAt
    }
    row.authorName = try seal(message.author.name, "author_name", id, key)
    row.reason = try seal(delivery.reason, "reason", id, key)
    row.envelope = try message.envelope.map { envelope in
      try key.seal(JSONEncoder().encode(envelope), in: MessageRow.context("envelope", id)).bytes
    }
    admit(&row)
    do {
      try row.insert(db)
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    {
      throw RepositoryError.duplicate
    }
    for attachment in attachments { try insert(attachment, into: id, key: key) }
    changes.insert(delivery.code == .received ? .tickets : [.tickets, .outbox])
    return MessageID(rawValue: id)
  }

  /// Records how far a message has come, and ends its sender's lease.
  func setDelivery(
    _ id: MessageID, _ delivery: Message.Delivery, nextAttempt: Date?
  ) throws -> MutationOutcome {
    let old = try messageRow(id)
    let ticket = try ticketRow(TicketID(rawValue: old.ticket))
    let stored = StoredDelivery(delivery, nextAttempt: nextAttempt)
    var row = old
    row.version += 1
    row.delivery = stored.code.rawValue
    row.deliveryAt = stored.at
    row.attempts = max(stored.attempts, old.attempts)
    row.leaseUntil = nil
    row.reason = try seal(stored.reason, "reason", id.rawValue, dataKey(of: ticket.customer))
    replace(old, with: &row)
    try row.updateDelivery(db)
    changes.insert([.tickets, .outbox])
    return MutationOutcome(ticket: TicketID(rawValue: old.ticket), message: id)
  }

  /// Takes a held message back into its author's draft, and the ticket back to where it was.
  func recall(_ id: MessageID, by user: UserID) throws -> MutationOutcome {
    let message = try messageRow(id)
    guard message.delivery == DeliveryCode.held.rawValue,
      (message.leaseUntil ?? 0) <= now.milliseconds
    else { throw RepositoryError.alreadySent }
    let old = try ticketRow(TicketID(rawValue: message.ticket))
    let key = try dataKey(of: old.customer)
    let body = try message.openBody(under: key)
    try delete(message)
    var row = old
    row.messageCount -= 1
    row.lastKind = try lastKind(of: old)
    // Only what nobody has changed since goes back.
    if let status = message.priorStatus, old.status == TicketStatus.open.code {
      row.status = status
    }
    if old.dueAt == nil { row.dueAt = message.priorDueAt }
    try save(row, over: old)
    try saveDraft(
      Draft(body: body, purpose: .reply, savedAt: now), TicketID(rawValue: old.id), by: user)
    changes.insert(.outbox)
    return MutationOutcome(ticket: TicketID(rawValue: old.id), message: id)
  }

  // MARK: Rows

  /// - Throws: `notFound`, `damaged`.
  func messageRow(_ id: MessageID) throws -> MessageRow {
    guard let row = try MessageRow.fetch(db, id: id.rawValue) else {
      throw RepositoryError.notFound
    }
    try row.verify(under: secrets.rowMAC)
    return row
  }

  private func delete(_ message: MessageRow) throws {
    for attachment in try AttachmentRow.fetchAll(db, message: message.id) {
      try attachment.verify(under: secrets.rowMAC)
      dismiss(attachment)
      try attachment.delete(db)
    }
    dismiss(message)
    try db.cachedStatement(sql: "DELETE FROM message WHERE id = ?").run(.integer(message.id))
  }

  private func lastKind(of ticket: TicketRow) throws -> Int64 {
    let kind = try db.cachedStatement(
      sql: "SELECT kind FROM message WHERE ticket = ? AND kind <> 3 ORDER BY id DESC LIMIT 1"
    ).integer(.integer(ticket.id))
    return kind ?? Message.Kind.incoming.code
  }

  private func insert(
    _ attachment: NewAttachment, into message: Int64, key: DataKey<R>
  ) throws {
    let id = takeID(\.nextAttachment)
    let size = AttachmentRow.chunkByteCount
    var row = AttachmentRow(
      id: id, message: message, mediaType: try word(for: attachment.mediaType),
      byteCount: Int64(attachment.bytes.count), isHeld: attachment.bytes.isEmpty ? 0 : 1,
      chunkCount: Int64((attachment.bytes.count + size - 1) / size),
      name: try SealedText(attachment.name, under: key, in: AttachmentRow.nameContext(id)).bytes)
    admit(&row)
    try row.insert(db)
    let statement = try db.cachedStatement(
      sql: "INSERT INTO attachment_chunk (id, bytes) VALUES (?, ?)")
    for index in 0..<row.chunkCount {
      let start = Int(index) * size
      let bytes = attachment.bytes[start..<min(start + size, attachment.bytes.count)]
      let chunk = AttachmentRow.chunkID(attachment: id, index: index)
      let sealed = try key.seal(bytes, in: AttachmentRow.chunkContext(chunk))
      try statement.run(.integer(chunk), .bytes(sealed.bytes))
    }
  }

  private func seal(
    _ text: SanitizedText?, _ column: StaticString, _ id: Int64, _ key: DataKey<R>
  ) throws -> [UInt8]? {
    try text.map { text in
      try key.seal(Array(text.string.utf8), in: MessageRow.context(column, id)).bytes
    }
  }
}

extension NewMessage {
  /// What could not be parsed is kept whole, as a file of the message.
  var unparsedAttachment: [NewAttachment] {
    guard let unparsed else { return [] }
    return [
      NewAttachment(
        name: MaskedText(literal: "message.eml"), mediaType: "message/rfc822", bytes: unparsed)
    ]
  }
}

/// A Message-ID's keyed code as it lies in the file: 16 bytes suffice to tell a million mails apart.
enum MailCode {
  static func stored(_ code: LookupCode) -> [UInt8] {
    Array(code.bytes.prefix(16))
  }
}
