import Desk
import Foundation
import GRDB
import Sealing
import Tickets

/// Takes rows out: each is checked, counted out of the inventory, and overwritten by SQLite
/// (`secure_delete`).
///
/// No data key is asked for: what no longer opens can be taken out too.
extension WriteContext {
  func erase(_ selection: ErasureSelection) throws -> ErasureCount {
    var count = ErasureCount()
    let held = Set(try HoldRow.fetchAll(db).map { CustomerID(rawValue: $0.customer) })
    for customer in selection.customers.sorted() {
      guard !held.contains(customer) else { throw RepositoryError.changedMeanwhile }
      try erase(customer, asOf: selection.asOf, &count)
    }
    for ticket in selection.tickets.sorted(by: { $0.rawValue < $1.rawValue }) {
      let row = try ticketRow(ticket, asOf: selection.asOf)
      guard !held.contains(CustomerID(rawValue: row.customer)) else {
        throw RepositoryError.changedMeanwhile
      }
      try erase(row, &count)
    }
    for ticket in selection.attachments.sorted(by: { $0.rawValue < $1.rawValue }) {
      let row = try ticketRow(ticket, asOf: selection.asOf)
      guard !held.contains(CustomerID(rawValue: row.customer)) else {
        throw RepositoryError.changedMeanwhile
      }
      for message in try MessageRow.fetchAll(db, ticket: row.id) {
        for attachment in try attachments(of: message) where attachment.isHeld == 1 {
          try empty(attachment)
          count.attachments += 1
        }
      }
    }
    // Searches hold words of it: every open console builds its own anew.
    let (old, next) = try examination()
    var row = next
    row.edition += 1
    try save(row, over: old)
    changes.insert(.tickets)
    return count
  }

  /// A ticket that nobody has changed since its time was found to have come.
  private func ticketRow(_ id: TicketID, asOf time: Date?) throws -> TicketRow {
    let row = try ticketRow(id)
    if let time, row.updatedAt > time.milliseconds { throw RepositoryError.changedMeanwhile }
    return row
  }

  private func erase(
    _ customer: CustomerID, asOf time: Date?, _ count: inout ErasureCount
  ) throws {
    let id = customer.rawValue
    // An erasure that broke off has left the key and no row.
    guard let row = try CustomerRow.fetch(db, id: id) else { return }
    try row.verify(under: secrets.rowMAC)
    let tickets = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT id FROM ticket WHERE customer = ?"), arguments: [id])
    for ticket in tickets {
      try erase(ticketRow(TicketID(rawValue: ticket), asOf: time), &count)
    }
    for var identifier in try IdentifierRow.fetchAll(db, customer: id) {
      identifier.mark(under: secrets.rowMAC)
      dismiss(identifier)
      count.identifiers += 1
    }
    try run("DELETE FROM identifier WHERE customer = ?", id)
    for look in try LookRow.fetchAll(db) where look.customer == id { dismiss(look) }
    try run("DELETE FROM look WHERE customer = ?", id)
    dismiss(row)
    try run("DELETE FROM customer WHERE id = ?", id)
    count.customers += 1
  }

  private func erase(_ ticket: TicketRow, _ count: inout ErasureCount) throws {
    for draft in try DraftRow.fetchAll(db, ticket: ticket.id) {
      dismiss(draft)
      try draft.delete(db)
      count.drafts += 1
    }
    for message in try MessageRow.fetchAll(db, ticket: ticket.id) {
      try erase(attachments(of: message), &count)
      dismiss(message)
      try run("DELETE FROM message WHERE id = ?", message.id)
      count.messages += 1
    }
    for approval in try ApprovalRow.fetchAll(db) where approval.ticket == ticket.id {
      dismiss(approval)
      try run("DELETE FROM approval WHERE id = ?", approval.id)
    }
    try run("DELETE FROM seen WHERE ticket = ?", ticket.id)
    try run("DELETE FROM ticket_tag WHERE ticket = ?", ticket.id)
    forget(ticket)
    try run("DELETE FROM ticket WHERE id = ?", ticket.id)
    count.tickets += 1
  }

  private func attachments(of message: MessageRow) throws -> [AttachmentRow] {
    try AttachmentRow.fetchAll(db, message: message.id)
  }

  private func erase(_ attachments: [AttachmentRow], _ count: inout ErasureCount) throws {
    for attachment in attachments {
      try attachment.verify(under: secrets.rowMAC)
      dismiss(attachment)
      try attachment.delete(db)
      count.attachments += 1
    }
  }

  /// Leaves the name of a file, masked as it is, and none of its bytes.
  private func empty(_ attachment: AttachmentRow) throws {
    try attachment.verify(under: secrets.rowMAC)
    var row = attachment
    row.version += 1
    row.isHeld = 0
    row.byteCount = 0
    row.chunkCount = 0
    replace(attachment, with: &row)
    try attachment.delete(db)
    try row.insert(db)
  }

  private func run(_ sql: String, _ id: Int64) throws {
    try db.cachedStatement(sql: sql).run(.integer(id))
  }

  // MARK: Holds

  func hold(_ hold: LegalHold) throws {
    guard try CustomerRow.fetch(db, id: hold.customer.rawValue) != nil else {
      throw RepositoryError.notFound
    }
    guard try !HoldRow.fetchAll(db).contains(where: { $0.customer == hold.customer.rawValue })
    else { throw RepositoryError.duplicate }
    var row = try HoldRow(hold, under: secrets)
    admit(&row)
    try row.insert(db)
  }

  func release(_ customer: CustomerID) throws {
    guard
      let row = try HoldRow.fetchAll(db).first(where: { $0.customer == customer.rawValue })
    else { throw RepositoryError.notFound }
    try row.verify(under: secrets.rowMAC)
    dismiss(row)
    try run("DELETE FROM hold WHERE customer = ?", customer.rawValue)
  }
}
