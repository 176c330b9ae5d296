import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
import Tickets

extension WriteContext {
  /// Opens a ticket with its first message.
  func open(_ new: NewTicket, _ message: NewMessage<R>) throws -> MutationOutcome {
    let key = try dataKey(of: new.customer.rawValue)
    try add(message.vault)
    let id = takeID(\.nextTicket)
    var row = TicketRow(
      id: id, customer: new.customer.rawValue, version: 1, status: new.status.code,
      priority: new.priority.code, assignee: new.assignee?.rawValue,
      queue: try word(for: new.queue), channel: new.channel.code,
      language: try new.language.map { try word(for: SanitizedText(sanitizing: $0)) },
      createdAt: new.createdAt.milliseconds, updatedAt: message.sentAt.milliseconds,
      dueAt: (new.dueAt ?? message.dueAt)?.milliseconds, snoozedUntil: nil, messageCount: 1,
      incomingCount: message.kind.isIncoming ? 1 : 0, lastKind: message.kind.code, tags: nil,
      mac: [],
      subject: try SealedText(new.subject, under: key, in: TicketRow.subjectContext(id)).bytes)
    var words: [Int64] = []
    for tag in new.tags {
      let word = try word(for: tag)
      if !words.contains(word) { words.append(word) }
    }
    row.tagWords = words
    try insert(&row)
    for word in words { try link(tag: word, ticket: id) }
    let messageID = try insert(message, into: row, key: key, prior: nil)
    changes.insert(.tickets)
    return MutationOutcome(ticket: TicketID(rawValue: id), message: messageID)
  }

  /// Opens a ticket with its first message, adds the others, and leaves it as it is to stand.
  func file(_ history: TicketHistory<R>) throws -> TicketID {
    guard let first = history.messages.first, let id = try open(history.ticket, first).ticket
    else { preconditionFailure("a history has a first message, which opens a ticket") }
    for message in history.messages.dropFirst() { _ = try add(message, to: id) }
    if let standing = history.standing {
      let version = try Int(clamping: ticketRow(id).version)
      _ = try change(id, standing, expecting: version, dueAt: nil)
    }
    return id
  }

  /// Adds a message, and lets the ticket answer to it.
  func add(_ message: NewMessage<R>, to ticket: TicketID) throws -> MutationOutcome {
    let old = try ticketRow(ticket)
    let key = try dataKey(of: old.customer)
    try add(message.vault)
    let row = old.after(message)
    let messageID = try insert(message, into: row, key: key, prior: old)
    try save(row, over: old)
    if let user = message.endsDraftOf { try discardDraft(ticket, by: user) }
    return MutationOutcome(ticket: ticket, message: messageID)
  }

  /// Changes a field.
  func change(
    _ ticket: TicketID, _ change: TicketChange, expecting version: Int, dueAt: Date?
  ) throws -> MutationOutcome {
    let old = try ticketRow(ticket)
    guard old.version == Int64(version) else { throw RepositoryError.changedMeanwhile }
    var row = old
    row.updatedAt = max(now.milliseconds, old.updatedAt)
    if let dueAt { row.dueAt = dueAt.milliseconds }
    switch change {
    case .status(let status):
      row.status = status.code
      row.snoozedUntil = nil
      if !status.isActive { row.dueAt = nil }
    case .priority(let priority): row.priority = priority.code
    case .assign(let user): row.assignee = user?.rawValue
    case .addTag(let tag): try addTag(tag, to: &row)
    case .removeTag(let tag): try removeTag(tag, from: &row)
    case .snooze(let until):
      row.status = TicketStatus.snoozed.code
      row.snoozedUntil = until.milliseconds
    case .wake:
      row.status = TicketStatus.open.code
      row.snoozedUntil = nil
    }
    try save(row, over: old)
    return MutationOutcome(ticket: ticket)
  }

  // MARK: Rows

  /// - Throws: `erased`, `damaged`.
  func dataKey(of customer: Int64) throws(RepositoryError) -> DataKey<R> {
    do {
      return try secrets.dataKey(for: CustomerID(rawValue: customer))
    } catch {
      throw RepositoryError(error, table: "customer", row: customer)
    }
  }

  private func addTag(_ tag: SanitizedText, to row: inout TicketRow) throws {
    let word = try word(for: tag)
    guard !row.tagWords.contains(word) else { return }
    row.tagWords.append(word)
    try link(tag: word, ticket: row.id)
  }

  private func removeTag(_ tag: SanitizedText, from row: inout TicketRow) throws {
    let word = try word(for: tag)
    row.tagWords.removeAll { $0 == word }
    try db.cachedStatement(sql: "DELETE FROM ticket_tag WHERE tag = ? AND ticket = ?").run(
      .integer(word), .integer(row.id))
  }

  private func link(tag: Int64, ticket: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO ticket_tag (tag, ticket) VALUES (?, ?)")
      .run(.integer(tag), .integer(ticket))
  }
}

extension TicketRow {
  static func subjectContext(_ id: Int64) -> SealContext {
    SealContext(table: "ticket", column: "subject", row: id)
  }

  /// The ticket after one more message: an incoming one reopens it, a reply ends the wait.
  func after<R: Realm>(_ message: NewMessage<R>) -> TicketRow {
    var row = self
    row.messageCount += 1
    row.updatedAt = max(updatedAt, message.sentAt.milliseconds)
    if message.kind != .event { row.lastKind = message.kind.code }
    if let dueAt = message.dueAt { row.dueAt = dueAt.milliseconds }
    switch message.kind {
    case .incoming, .unparsed:
      row.incomingCount += 1
      let reopened: [TicketStatus] = [.pending, .hold, .snoozed, .solved, .closed]
      if let status = TicketStatus(code: status), reopened.contains(status) {
        row.status = TicketStatus.open.code
        row.snoozedUntil = nil
      }
    case .reply:
      if message.dueAt == nil { row.dueAt = nil }
      if status == TicketStatus.new.code { row.status = TicketStatus.open.code }
    case .note, .event: break
    }
    return row
  }
}
