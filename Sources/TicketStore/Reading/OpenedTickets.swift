import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Synchronization
import Text
import Tickets

/// Tickets that were opened before, so that a list does not open fifty subjects at every step.
///
/// An entry is used only while every column of the row is what it was when its mark was checked and
/// its subject opened; the mark is then known to hold without being computed again.
final class OpenedTickets<R: Realm>: Sendable {
  private let entries: Generations<Int64, Entry>
  private let hints: Generations<Int64, Hint>
  private let seen: Generations<SeenKey, SeenRow>
  private let folded: Generations<TicketID, FoldedSubject>
  private let secrets: WorkspaceSecrets<R>
  private let vocabulary: Vocabulary<R>

  private struct Entry: Sendable {
    let row: TicketRow
    let ticket: Ticket
  }

  private struct Hint: Sendable {
    let version: Int64
    let text: SanitizedText
  }

  private struct FoldedSubject: Sendable {
    let subject: MaskedText
    let bytes: [UInt8]
  }

  private struct SeenKey: Hashable {
    let user: Int64
    let ticket: Int64
  }

  init(secrets: WorkspaceSecrets<R>, vocabulary: Vocabulary<R>, limit: Int) {
    self.secrets = secrets
    self.vocabulary = vocabulary
    entries = Generations(limit: limit)
    hints = Generations(limit: limit)
    seen = Generations(limit: limit)
    folded = Generations(limit: limit)
  }

  /// Lets go of all of it.
  func forget() {
    entries.removeAll()
    hints.removeAll()
    seen.removeAll()
    folded.removeAll()
  }

  /// The ticket of a row.
  /// - Throws: `damaged`, `erased`.
  func ticket(_ row: TicketRow, _ db: Database) throws -> Ticket {
    if let entry = entries[row.id], entry.row.hasSameColumns(as: row) { return entry.ticket }
    var row = row
    if row.subject.isEmpty {
      guard let whole = try TicketRow.fetch(db, id: row.id) else { throw row.damaged }
      row = whole
    }
    try row.verify(under: secrets.rowMAC)
    let ticket = try open(row, db)
    row.subject = []
    entries[row.id] = Entry(row: row, ticket: ticket)
    return ticket
  }

  /// What may be seen of a customer's name.
  /// - Throws: `damaged`, `erased`.
  func hint(of customer: Int64, version: Int64, _ db: Database) throws -> SanitizedText {
    if let hint = hints[customer], hint.version == version { return hint.text }
    guard let row = try CustomerRow.fetch(db, id: customer) else {
      throw RepositoryError.damaged(table: "customer", row: customer)
    }
    try row.verify(under: secrets.rowMAC)
    let text = try row.openHint(under: secrets.dataKey(for: CustomerID(rawValue: customer)))?.text
    hints[customer] = Hint(version: row.version, text: text ?? .empty)
    return text ?? .empty
  }

  /// A ticket's subject, folded for comparing.
  func foldedSubject(of ticket: Ticket) -> [UInt8] {
    if let known = folded[ticket.id], known.subject == ticket.subject { return known.bytes }
    let bytes = Array(QueueFilter.fold(ticket.subject.screenForm.string).utf8)
    folded[ticket.id] = FoldedSubject(subject: ticket.subject, bytes: bytes)
    return bytes
  }

  /// Checks a mark of somebody's seeing, once.
  /// - Throws: `damaged`.
  func verify(_ row: SeenRow) throws {
    let key = SeenKey(user: row.user, ticket: row.ticket)
    if let known = seen[key], known.incomingCount == row.incomingCount, known.mac == row.mac {
      return
    }
    try row.verify(under: secrets.rowMAC)
    seen[key] = row
  }

  private func open(_ row: TicketRow, _ db: Database) throws -> Ticket {
    guard let status = TicketStatus(code: row.status), let priority = Priority(code: row.priority),
      let channel = Channel(code: row.channel)
    else { throw row.damaged }
    let customer = CustomerID(rawValue: row.customer)
    let subject: MaskedText
    do {
      subject = try SealedText<R>(storedBytes: row.subject).open(
        under: secrets.dataKey(for: customer), in: TicketRow.subjectContext(row.id))
    } catch {
      throw RepositoryError(error, table: TicketRow.table, row: row.id)
    }
    return Ticket(
      id: TicketID(rawValue: row.id), customer: customer, subject: subject, status: status,
      priority: priority, assignee: row.assignee.map(UserID.init(rawValue:)),
      queue: try vocabulary.name(of: row.queue, db),
      tags: try row.tagWords.map { try vocabulary.name(of: $0, db) },
      language: try row.language.map { try vocabulary.name(of: $0, db).string },
      channel: channel, createdAt: Date(milliseconds: row.createdAt),
      updatedAt: Date(milliseconds: row.updatedAt), dueAt: row.dueAt.map(Date.init(milliseconds:)),
      snoozedUntil: row.snoozedUntil.map(Date.init(milliseconds:)), version: Int(row.version))
  }
}
