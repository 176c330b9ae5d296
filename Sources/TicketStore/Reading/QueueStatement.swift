import Desk
import Tickets

/// The statement for a view and an order; each pair has an index of its own (`SchemaVersion1`).
///
/// Conditions of partial indexes are written out, for SQLite compares them by their text.
struct QueueStatement {
  private let condition: String
  private let order: String
  /// What the condition's question marks stand for.
  let arguments: [Int64]

  init(_ view: QueueView, _ sort: QueueSort, user: Int64, now: Int64) {
    switch view {
    case .mine:
      condition = "t.status <= 3 AND t.assignee = ?"
      arguments = [user]
    case .unassigned:
      condition = "t.status <= 3 AND t.assignee IS NULL"
      arguments = []
    case .team:
      condition = "t.status <= 3"
      arguments = []
    case .breached:
      condition = "t.status <= 3 AND ifnull(t.due_at, 9007199254740991) < ?"
      arguments = [now]
    case .snoozed:
      condition = "t.status = 4"
      arguments = []
    case .solved:
      condition = "t.status BETWEEN 5 AND 6"
      arguments = []
    }
    order = Self.order(view, sort)
  }

  private static func order(_ view: QueueView, _ sort: QueueSort) -> String {
    switch (view, sort) {
    // Nothing is due among what is solved: the newest first. What sleeps wakes in its own order.
    case (.solved, .due), (_, .newest): "t.updated_at DESC, t.id DESC"
    case (.snoozed, .due): "t.snoozed_until, t.id"
    case (_, .due): "ifnull(t.due_at, 9007199254740991), t.id"
    case (_, .oldest): "t.updated_at, t.id"
    case (_, .priority): "t.priority DESC, ifnull(t.due_at, 9007199254740991), t.id"
    }
  }

  /// Rows for the list: the ticket, its customer's version, and what the user has seen.
  ///
  /// Binds the user, then `arguments`, then a limit and an offset.
  var rows: String {
    """
    SELECT \(TicketRow.columnNames), c.version, s.incoming_count, s.mac
    FROM ticket t LEFT JOIN customer c ON c.id = t.customer
    LEFT JOIN seen s ON s.user = ? AND s.ticket = t.id
    WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?
    """
  }

  /// The same rows for tickets named elsewhere; binds the user and the ticket.
  static let row = """
    SELECT \(TicketRow.columnNames), c.version, s.incoming_count, s.mac
    FROM ticket t LEFT JOIN customer c ON c.id = t.customer
    LEFT JOIN seen s ON s.user = ? AND s.ticket = t.id
    WHERE t.id = ?
    """
}
