package import Foundation
package import Masking
package import Sealing
import Text
package import Tickets

/// Which records are wanted; what is not said does not limit.
package struct AuditFilter: Hashable, Sendable {
  package var actor: UserID?
  package var ticket: TicketID?
  package var customer: CustomerID?
  /// Any of these; none named means all.
  package var actions: Set<AuditAction> = []
  package var kind: IdentifierKind?
  package var reasonCode: String?
  package var outcome: AuditOutcome?
  package var approver: UserID?
  /// "Who opened this number": keyed codes of the value, as what it may have been taken for.
  package var valueCodes: Set<LookupCode> = []
  /// The machine it was done on.
  package var host: String?
  package var from: Date?
  /// Up to this time, exclusive.
  package var until: Date?
  /// Words which all stand somewhere in the record, whatever their case.
  package var text = ""

  package init() {}

  package static let everything = AuditFilter()

  /// What can be told without opening the body.
  package func mayMatch(_ entry: AuditEntry) -> Bool {
    (actor.map { $0 == entry.actor } ?? true) && (from.map { entry.time >= $0 } ?? true)
      && (until.map { entry.time < $0 } ?? true)
  }

  package func matches(_ record: AuditRecord) -> Bool {
    (actor.map { $0 == record.actor } ?? true)
      && (from.map { record.time >= $0 } ?? true)
      && (until.map { record.time < $0 } ?? true)
      && (ticket.map { $0 == record.ticket } ?? true)
      && (customer.map { $0 == record.customer } ?? true)
      && (actions.isEmpty || actions.contains(record.action))
      && (kind.map { $0 == record.kind } ?? true)
      && (reasonCode.map { $0 == record.reasonCode?.string } ?? true)
      && (outcome.map { $0 == record.outcome } ?? true)
      && (approver.map { $0 == record.approver } ?? true)
      && (valueCodes.isEmpty || record.valueCode.map(valueCodes.contains) ?? false)
      && (host.map { $0 == record.host.string } ?? true)
      && matchesText(record)
  }

  private func matchesText(_ record: AuditRecord) -> Bool {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return true }
    let haystack = record.searchable.map { $0.string.lowercased() }
    return words.allSatisfy { word in haystack.contains { $0.contains(word) } }
  }
}
