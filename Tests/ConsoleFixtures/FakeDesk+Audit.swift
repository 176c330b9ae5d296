package import Audit
package import Desk
import Foundation
import Masking
import Sealing
import Text
import Tickets

// The access log of the fake desk.
extension FakeDesk {
  package func auditRecords(
    _ filter: AuditFilter, before: Int64?, limit: Int
  ) async throws(DeskError) -> [AuditRecord] {
    guard session.user.role.capabilities.contains(.readAudit) else { throw .notAllowed(.readAudit) }
    note("audit read \(filter.text)")
    return Array(
      Self.records.filter { $0.seq < before ?? .max && filter.matches($0) }.prefix(limit))
  }

  package func auditState() async throws(DeskError) -> AuditState { audit }

  package func verifyAudit(
    progress: @escaping @Sendable (Int64) -> Void
  ) async throws(DeskError) -> AuditState {
    progress(audit.entryCount)
    return audit
  }

  private typealias Line = (
    seconds: Double, who: User, action: AuditAction, fields: [String: String]
  )

  private static let lines: [Line] = [
    (
      -5, ines, .revealOpen,
      [
        "ticket": "4102", "customer": "61", "class": "PHONE", "token": "‹phone 1›",
        "reason_code": "contact", "reason": "asked to be called after six",
        "expires": "\(Int64((noon.timeIntervalSince1970 + 161) * 1_000))",
      ]
    ),
    (
      -1_328, ben, .revealOpen,
      [
        "ticket": "4079", "customer": "66", "class": "EMAIL", "token": "‹email 1›",
        "reason_code": "identity", "reason": "compare with the order",
      ]
    ),
    (
      -1_813, ben, .revealBreakGlass,
      [
        "ticket": "4079", "customer": "66", "class": "CREDIT_CARD", "token": "‹card 1›",
        "reason_code": "fraud", "reason": "caller reads the full number, must compare",
        "approver": "1", "policy": "76415f190797e422",
        "expires": "\(Int64((noon.timeIntervalSince1970 - 1_513) * 1_000))",
      ]
    ),
    (
      -2_970, ines, .revealDeny,
      [
        "ticket": "4055", "customer": "12", "class": "PHONE", "reason_code": "contact",
        "outcome": "denied", "error": "budget used up",
      ]
    ),
    (-9_000, ben, .searchExact, ["customer": "19", "class": "EMAIL"]),
    (-11_000, ines, .ticketSend, ["ticket": "4020", "customer": "33", "tokens": "‹email 1›"]),
    (-12_000, otto, .importMail, ["count": "12"]),
    (
      -13_000, otto, .maskAdd,
      ["ticket": "4001", "customer": "70", "class": "PERSON", "count": "2"]
    ),
    (-14_400, otto, .auditRead, [:]),
    (-90_000, ines, .sessionOpen, [:]),
  ]

  private static let records: [AuditRecord] = lines.enumerated().map { index, line in
    var fields = line.fields
    fields["action"] = line.action.rawValue
    fields["role"] = line.who.role.rawValue
    fields["host"] = "desk-04"
    fields["tty"] = "pts/3"
    fields["session"] = "s-7"
    if fields["outcome"] == nil { fields["outcome"] = "success" }
    let seq = Int64(48_211 - index)
    guard let workspace = WorkspaceID(bytes: Array(repeating: 7, count: 16)) else {
      preconditionFailure("a workspace's id has 16 bytes")
    }
    return AuditRecord(
      seq: seq, time: noon.addingTimeInterval(line.seconds), actor: line.who.id,
      actorName: line.who.name, hash: .of(Array("\(seq)".utf8)),
      previous: .of(Array("\(seq - 1)".utf8)), realm: "practice",
      workspace: workspace, fields: fields)
  }
}
