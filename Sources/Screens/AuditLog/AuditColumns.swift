import Audit
import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Which columns the table has room for.
struct AuditColumns {
  enum Column {
    case time, who, action, ticket, customer, kind, reason, outcome, until, approver

    var heading: SanitizedText {
      switch self {
      case .time: "time"
      case .who: "who"
      case .action: "action"
      case .ticket: "ticket"
      case .customer: "customer"
      case .kind: "kind"
      case .reason: "reason"
      case .outcome: "outcome"
      case .until: "for"
      case .approver: "approver"
      }
    }

    var width: Int {
      switch self {
      case .time: 13
      case .who: 9
      case .action: 18
      case .ticket: 8
      case .customer: 10
      case .kind: 14
      case .reason: 20
      case .outcome: 12
      case .until: 11
      case .approver: 10
      }
    }
  }

  struct Place {
    let column: Column
    let start: Int
    let width: Int
  }

  let places: [Place]

  /// What is least needed goes first where there is no room.
  init(columns: Int) {
    var shown: [Column] = [
      .time, .who, .action, .ticket, .customer, .kind, .reason, .outcome, .until, .approver,
    ]
    for dispensable in [Column.approver, .until, .customer, .reason, .ticket] {
      if shown.reduce(1, { $0 + $1.width }) <= columns { break }
      shown.removeAll { $0 == dispensable }
    }
    let spare = max(0, columns - shown.reduce(2) { $0 + $1.width })
    var start = 1
    places = shown.map { column in
      let width = column.width + (column == .reason ? min(spare, 24) : 0)
      defer { start += width }
      return Place(column: column, start: start, width: width)
    }
  }
}
