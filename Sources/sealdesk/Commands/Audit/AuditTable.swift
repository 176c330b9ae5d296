import Audit
import Desk
import Foundation
import Masking
import Sealing
import Text
import Tickets

/// Records as lines of text.
struct AuditTable {
  let colleagues: [User]

  func row(_ record: AuditRecord) -> String {
    let name = colleagues.first { $0.id == record.actor }?.name.string ?? "\(record.actor.rawValue)"
    let ticket = record.ticket.map { "#\($0.rawValue)" }
    let customer = record.customer.map { "c-\($0.rawValue)" }
    let identifier = record.token?.string ?? record.kind?.rawValue
    let fields: [String?] = [
      "\(record.seq)", record.time.formatted(.iso8601), name, record.action.rawValue, ticket,
      customer, identifier, record.reasonCode?.string, record.outcome?.rawValue,
    ]
    let columns = fields.map { $0 ?? "-" }.joined(separator: "  ")
    return record.reason.map { "\(columns)  \($0.string)" } ?? columns
  }
}

extension SessionParts {
  /// What reads the log, for those who may.
  func recordReader() throws -> AuditRecordReader<R> {
    try requireOversight().records
  }

  /// Reviews and figures, for those who may.
  func requireOversight() throws -> Oversight<R> {
    guard let reader = session.auditReader, user.role.capabilities.contains(.readAudit) else {
      throw CommandFailure(
        .notAllowed, "Only supervisors and auditors read the log, their own entries included.")
    }
    return Oversight(
      records: AuditRecordReader(reader: reader, people: session.people, journal: journal),
      journal: journal, verification: verification)
  }
}
