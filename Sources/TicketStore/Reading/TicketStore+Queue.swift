package import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
package import Tickets

extension TicketStore {
  package func queue(
    _ query: QueueQuery, for user: UserID
  ) async throws(RepositoryError) -> QueuePage {
    try await reading { [self] db in try queuePage(db, query, user) }
  }

  /// A stretch of the queue, within a read.
  func queuePage(_ db: Database, _ query: QueueQuery, _ user: UserID) throws -> QueuePage {
    let now = now()
    let statement = QueueStatement(
      query.view, query.sort, user: user.rawValue, now: now.milliseconds)
    let counts = try counts(db, user: user.rawValue, now: now.milliseconds)
    let filter = QueueFilter(query.filter)
    var page = QueuePage(rows: [], total: counts[query.view] ?? 0, counts: counts)
    page.rows.reserveCapacity(min(query.limit, page.total))
    if filter.isEmpty {
      try forEachRow(
        db, statement, user: user, limit: query.limit, offset: query.offset, page: &page
      ) { $0.rows.append($1) }
    } else {
      page.total = 0
      try forEachRow(db, statement, user: user, limit: -1, offset: 0, page: &page) { page, row in
        guard filter.matches(row, foldedSubject: opened.foldedSubject) else { return }
        if page.total >= query.offset, page.rows.count < query.limit { page.rows.append(row) }
        page.total += 1
      }
    }
    return page
  }

  private func forEachRow(
    _ db: Database, _ statement: QueueStatement, user: UserID, limit: Int, offset: Int,
    page: inout QueuePage, _ body: (inout QueuePage, QueueRow) -> Void
  ) throws {
    let values = [user.rawValue] + statement.arguments + [Int64(limit), Int64(offset)]
    try db.cachedStatement(sql: statement.rows).forEach(values.map(Bindable.integer)) { columns in
      let start = columns
      do {
        body(&page, try queueRow(&columns, db, user))
      } catch {
        // One damaged row must not hide all others.
        var columns = start
        page.unreadable.append(TicketID(rawValue: try columns.integer()))
      }
    }
  }

  /// Reads what `QueueStatement` selects.
  func queueRow(
    _ columns: inout ColumnReader, _ db: Database, _ user: UserID
  ) throws -> QueueRow {
    let ticketRow = try TicketRow(&columns, readsSubject: false)
    let vaultVersion = try columns.integer()
    var seenCount: Int64 = 0
    if let count = try columns.optionalInteger() {
      let seen = SeenRow(
        user: user.rawValue, ticket: ticketRow.id, incomingCount: count,
        mac: try columns.bytes())
      try opened.verify(seen)
      seenCount = count
    }
    let ticket = try opened.ticket(ticketRow, db)
    return QueueRow(
      ticket: ticket,
      requesterHint: try opened.hint(of: ticketRow.customer, version: vaultVersion, db),
      unreadCount: Int(max(ticketRow.incomingCount - seenCount, 0)),
      endsInNote: ticketRow.lastKind == Message.Kind.note.code,
      presence: presence.presence(at: ticket.id, except: user))
  }

  /// How many tickets each view holds, from the tally; only what is overdue has to be counted.
  private func counts(
    _ db: Database, user: Int64, now: Int64
  ) throws -> [QueueView: Int] {
    var counts = Dictionary(uniqueKeysWithValues: QueueView.allCases.map { ($0, 0) })
    try db.cachedStatement(sql: "SELECT status, assignee, count FROM tally").forEach { columns in
      let (status, assignee) = try (columns.integer(), columns.integer())
      let count = try Int(clamping: columns.integer())
      switch TicketStatus(code: status) {
      case .new, .open, .pending, .hold:
        counts[.team, default: 0] += count
        if assignee == 0 { counts[.unassigned, default: 0] += count }
        if assignee == user { counts[.mine, default: 0] += count }
      case .snoozed: counts[.snoozed, default: 0] += count
      case .solved, .closed: counts[.solved, default: 0] += count
      default: break
      }
    }
    let breached = try db.cachedStatement(
      sql: """
        SELECT count(*) FROM ticket t
        WHERE t.status <= 3 AND ifnull(t.due_at, 9007199254740991) < ?
        """
    ).integer(.integer(now))
    counts[.breached] = Int(clamping: breached ?? 0)
    return counts
  }
}
