import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Tickets

extension WriteContext {
  /// Keeps an unfinished text.
  func saveDraft(_ draft: Draft, _ ticket: TicketID, by user: UserID) throws {
    let owner = try ticketRow(ticket)
    let key = try dataKey(of: owner.customer)
    let old = try draftRow(ticket, user)
    let id = old?.id ?? takeID(\.nextDraft)
    var row = DraftRow(
      id: id, ticket: ticket.rawValue, user: user.rawValue, version: (old?.version ?? 0) + 1,
      purpose: draft.purpose.code, savedAt: draft.savedAt.milliseconds,
      body: try SealedText(draft.body, under: key, in: DraftRow.bodyContext(id)).bytes)
    if let old { replace(old, with: &row) } else { admit(&row) }
    try row.save(db)
    changes.insert(.tickets)
  }

  /// Throws an unfinished text away, where there is one.
  func discardDraft(_ ticket: TicketID, by user: UserID) throws {
    guard let row = try draftRow(ticket, user) else { return }
    dismiss(row)
    try row.delete(db)
    changes.insert(.tickets)
  }

  /// Notes that somebody has seen all there is.
  func markSeen(_ ticket: TicketID, by user: UserID) throws {
    let row = try ticketRow(ticket)
    let seen = SeenRow(user: user.rawValue, ticket: row.id, incomingCount: row.incomingCount)
    try seen.save(db, under: secrets.rowMAC)
    changes.insert(.tickets)
  }

  private func draftRow(_ ticket: TicketID, _ user: UserID) throws -> DraftRow? {
    let row = try DraftRow.fetch(db, ticket: ticket.rawValue, user: user.rawValue)
    try row?.verify(under: secrets.rowMAC)
    return row
  }
}

extension DraftRow {
  static func bodyContext(_ id: Int64) -> SealContext {
    SealContext(table: "draft", column: "body", row: id)
  }
}
