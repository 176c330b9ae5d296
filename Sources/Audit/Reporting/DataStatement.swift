package import Foundation
import Masking
import Text
import Tickets

/// What a customer is told who asks who looked at their data: when, what for and at what.
///
/// The people who looked are not named unless that is asked for (CJEU C-579/21: the customer has a
/// right to dates and purposes, and to names only where nothing else would do).
package struct DataStatement: Sendable {
  package struct Look: Hashable, Sendable {
    package let time: Date
    package let purpose: String
    package let kind: String
    package let name: String
  }

  package private(set) var looks: [Look] = []
  private let purposes: [String: String]

  /// `purposes` are the wordings of reason codes.
  package init(purposes: [String: String]) {
    self.purposes = purposes
  }

  /// What counts as a look at a customer's data.
  package static let actions: Set<AuditAction> = [
    .revealOpen, .revealBreakGlass, .maskLift, .attachmentOpen, .subjectAccess,
  ]

  /// Takes a record in that is about this customer.
  package mutating func count(_ record: AuditRecord) {
    guard Self.actions.contains(record.action), record.outcome == .success else { return }
    let code = record.reasonCode?.string ?? (record.action == .subjectAccess ? "access" : "")
    let purpose = purposes[code] ?? (code == "access" ? "your own request" : code)
    looks.append(
      Look(
        time: record.time, purpose: purpose.isEmpty ? "not stated" : purpose,
        kind: record.action == .attachmentOpen
          ? "attachment" : record.kind?.word.string ?? "all data",
        name: record.actorName.string))
  }

  /// A table of Markdown; times are days in UTC.
  package func markdown(naming people: StaffNames) -> String {
    let isNamed = people == .shown
    var lines = [
      isNamed ? "| date | purpose | what | who |" : "| date | purpose | what |",
      isNamed ? "|---|---|---|---|" : "|---|---|---|",
    ]
    for look in looks {
      var cells = [String(look.time.exported.prefix(10)), look.purpose, look.kind]
      if isNamed { cells.append(look.name) }
      let row = cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")
      lines.append("| \(row) |")
    }
    if looks.isEmpty { return "Nobody looked at this customer's data.\n" }
    return lines.joined(separator: "\n") + "\n"
  }

  package enum StaffNames: Sendable {
    case shown, leftOut
  }
}
