package import Audit
package import Desk
import Foundation
import Masking
import Sealing
package import Text
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

  /// Ben's break-glass, six days old looks of Ines at one value, and one that was drawn.
  package func reviews() async throws(DeskError) -> [ReviewQueue.Item] {
    guard session.user.role.capabilities.contains(.readAudit) else { throw .notAllowed(.readAudit) }
    return waiting
  }

  package func review(
    _ entry: Int64, as finding: ReviewFinding, note: SanitizedText
  ) async throws(DeskError) {
    try write("review \(entry) \(finding.rawValue) \(note)")
    waiting.removeAll { $0.id == entry }
  }

  package func figures(ofMonth month: String) async throws(DeskError) -> OversightReport {
    guard session.user.role.capabilities.contains(.readAudit) else { throw .notAllowed(.readAudit) }
    note("figures \(month)")
    var figures = OversightFigures()
    for record in Self.month { figures.count(record) }
    figures.overdueReviews = 1
    return OversightReport(month: month, figures: figures)
  }

  static let reviewed: [ReviewQueue.Item] = [
    ReviewQueue.Item(
      record: record(
        ines, .revealOpen, at: -8 * 86_400, seq: 47_011,
        [
          "ticket": "3990", "customer": "12", "class": "PHONE", "reason_code": "contact",
          "reason": "the parcel's driver waits", "token": "‹phone 1›",
        ]),
      cause: .sameValue(count: 4)),
    ReviewQueue.Item(
      record: record(
        otto, .revealOpen, at: -86_400, seq: 48_020,
        [
          "ticket": "4001", "customer": "70", "class": "EMAIL", "reason_code": "legal",
          "reason": "the authority's letter names it", "token": "‹email 2›",
        ]), cause: .sample),
    ReviewQueue.Item(record: records[2], cause: .breakGlass),
  ]

  /// What a busy desk did so far this month.
  private static let month: [AuditRecord] = (0..<240).flatMap { index -> [AuditRecord] in
    let who = [ines, ben, ines, ben, ines, otto][index / 4 % 6]
    let time = -Double(index) * 3_600
    let (seq, ticket) = (Int64(10 * index + 1), "\(4_000 + index)")
    var records = [
      record(who, .ticketReceive, at: time - 9_000, seq: seq, ["ticket": ticket]),
      record(who, .ticketView, at: time - 900, seq: seq + 1, ["ticket": ticket]),
      record(
        who, .ticketUpdate, at: time, seq: seq + 5,
        ["ticket": ticket, "detail": index % 12 == 0 ? "reply.override" : "reply"]),
    ]
    if index % 3 == 0 {
      records.append(record(who, .macroRun, at: time, seq: seq + 6, ["ticket": ticket]))
    }
    guard index % 4 == 0 else { return records }
    let kind = ["PHONE", "EMAIL", "PHONE", "IBAN", "EMAIL", "PHONE", "PASSPORT"][index / 4 % 7]
    let reason = ["contact", "identity", "contact", "fraud"][index / 4 % 4]
    records += [
      record(
        who, .revealOpen, at: time - 600, seq: seq + 2,
        ["ticket": ticket, "class": kind, "reason_code": reason]),
      record(who, .revealClose, at: time - 360, seq: seq + 3, ["entry": "\(seq + 2)"]),
    ]
    return records
  }

  private static func record(
    _ who: User, _ action: AuditAction, at seconds: Double, seq: Int64, _ fields: [String: String]
  ) -> AuditRecord {
    var fields = fields
    fields["action"] = action.rawValue
    fields["role"] = who.role.rawValue
    fields["host"] = "desk-04"
    fields["tty"] = "pts/3"
    fields["session"] = "s-7"
    if fields["outcome"] == nil { fields["outcome"] = "success" }
    guard let workspace = WorkspaceID(bytes: Array(repeating: 7, count: 16)) else {
      preconditionFailure("a workspace's id has 16 bytes")
    }
    return AuditRecord(
      seq: seq, time: noon.addingTimeInterval(seconds), actor: who.id, actorName: who.name,
      hash: .of(Array("\(seq)".utf8)), previous: .of(Array("\(seq - 1)".utf8)),
      realm: "practice", workspace: workspace, fields: fields)
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
    record(
      line.who, line.action, at: line.seconds, seq: Int64(48_211 - index), line.fields)
  }
}
