import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

@Suite struct AuditReadingTests {
  let workplace: Workplace
  let journal: MemoryJournal
  let phone: SealedIdentifier<Practice>

  init() async throws {
    workplace = try Workplace.shared.get()
    phone = try workplace.identifiers(of: workplace.customer, [(.phone, "+49 30 901820")])[0]
    let ines = try workplace.writer(workplace.ines)
    let ada = try workplace.writer(workplace.ada, session: "s-77aa")
    let otto = try workplace.writer(workplace.supervisor, session: "s-0001")
    journal = MemoryJournal(writer: ines)
    let start = Date(millisecondsSince1970: 1_772_443_211_402)
    let events: [(AuditWriter<Practice>, AuditEvent)] = [
      (ines, AuditEvent(.sessionOpen)),
      (
        ines,
        AuditEvent(.ticketView, ticket: TicketID(rawValue: 4102), customer: workplace.customer)
      ),
      (
        ines,
        .reveal(
          of: phone, on: TicketID(rawValue: 4102), reasonCode: "contact",
          reason: MaskedText(literal: "asked to be called back"),
          expires: start.addingTimeInterval(300), grant: "g-0192", policy: "p-1")
      ),
      (ada, AuditEvent(.sessionOpen)),
      (
        ada,
        AuditEvent(
          .revealOpen, outcome: .denied, ticket: TicketID(rawValue: 9), customer: workplace.other,
          kind: .card, reasonCode: "fraud", error: "never")
      ),
      (otto, AuditEvent(.auditRead, count: 5)),
      (
        ada,
        AuditEvent(
          .ticketUpdate, ticket: TicketID(rawValue: 9), approver: UserID(rawValue: 1),
          rows: [RowDigest(table: "ticket", row: 9, version: 2, digest: .zero)])
      ),
    ]
    for (writer, event) in events { _ = try await journal.append(event, by: writer) }
  }

  @Test func `a supervisor reads what agents recorded`() async throws {
    let reader = try workplace.reader(of: journal)
    let record = try #require(try await reader.record(seq: 3))
    #expect(record.actorName == "ines")
    #expect(record.role == .agent)
    #expect(record.action == .revealOpen)
    #expect(record.outcome == .success)
    #expect(record.ticket == TicketID(rawValue: 4102))
    #expect(record.customerPseudonym == "c-88")
    #expect(record.token == "‹phone 1›")
    #expect(record.kind == .phone)
    #expect(record.valueCode == phone.lookupCode)
    #expect(record.reasonCode == "contact")
    #expect(record.reason == "asked to be called back")
    #expect(record.grant == "g-0192")
    #expect(record.expires == Date(millisecondsSince1970: 1_772_443_511_402))
    #expect(record.host == "desk-04")
    #expect(record.sshFrom == "198.51.100.24")
    #expect(record.policy == "p-1")
    let update = try #require(try await reader.record(seq: 7))
    #expect(update.rows == [RowDigest(table: "ticket", row: 9, version: 2, digest: .zero)])
    #expect(update.approver == UserID(rawValue: 1))
    #expect(try await reader.record(seq: 8) == nil)
  }

  /// A filter by its name, and the entries it finds, newest first.
  static let filters: [(String, [Int64])] = [
    ("everything", [7, 6, 5, 4, 3, 2, 1]), ("person", [7, 5, 4]), ("ticket", [3, 2]),
    ("customer", [5]), ("actions", [5, 3]), ("kind", [5]), ("reason", [3]), ("outcome", [5]),
    ("value", [3]), ("from", [7, 6]), ("until", [2, 1]), ("words", [3]), ("approver", [7]),
    ("nobody", []),
  ]

  @Test(arguments: filters)
  func `a filter finds what it names`(name: String, expected: [Int64]) async throws {
    var filter = AuditFilter.everything
    switch name {
    case "person": filter.actor = UserID(rawValue: 3)
    case "ticket": filter.ticket = TicketID(rawValue: 4102)
    case "customer": filter.customer = workplace.other
    case "actions": filter.actions = [.revealOpen, .revealClose]
    case "kind": filter.kind = .card
    case "reason": filter.reasonCode = "contact"
    case "outcome": filter.outcome = .denied
    case "value": filter.valueCodes = [phone.lookupCode]
    case "from": filter.from = Date(millisecondsSince1970: 1_772_443_217_402)
    case "until": filter.until = Date(millisecondsSince1970: 1_772_443_214_402)
    case "words": filter.text = "INES called"
    case "approver": filter.approver = UserID(rawValue: 1)
    case "nobody": filter.actor = UserID(rawValue: 77)
    default: break
    }
    let found = try await workplace.reader(of: journal).records(matching: filter, limit: 100)
    #expect(found.map(\.seq) == expected)
  }

  @Test func `a long log is read a page at a time, newest first`() async throws {
    let reader = try workplace.reader(of: journal)
    let first = try await reader.records(matching: .everything, limit: 3)
    #expect(first.map(\.seq) == [7, 6, 5])
    let second = try await reader.records(matching: .everything, before: 5, limit: 3)
    #expect(second.map(\.seq) == [4, 3, 2])
  }

  @Test func `a damaged body is not read, and hides no other`() async throws {
    var rows = await journal.stored
    rows[4][rows[4].count - 3] ^= 1
    await journal.setRows(rows)
    let reader = try workplace.reader(of: journal)
    await #expect(throws: AuditError.sealing(.notAuthentic)) { try await reader.record(seq: 5) }
    #expect(
      try await reader.records(matching: .everything, limit: 9).map(\.seq) == [7, 6, 4, 3, 2, 1])
  }

  @Test func `an entry that refers to another person's key is not readable`() async throws {
    let entry = try #require(try await journal.entry(5))
    let header = AuditEntry.Header(
      seq: entry.seq, milliseconds: entry.header.milliseconds, actor: UserID(rawValue: 2),
      workspace: entry.workspace, realm: entry.realm, previous: entry.previous,
      contentKey: entry.contentKey, bodyDigest: entry.bodyDigest)
    let moved = AuditEntry(
      header: header, hash: header.hash, signature: entry.signature, sealedBody: entry.sealedBody)
    let reader = try workplace.reader(of: journal)
    await #expect(throws: AuditError.notReadable(seq: 5)) { try await reader.record(moved) }
  }

  @Test func `hostile text in a record cannot drive the terminal`() async throws {
    let writer = try workplace.writer(workplace.ines)
    _ = try await journal.append(
      AuditEvent(.ticketView, reasonCode: "a\u{1B}[2Jb", error: "c\u{07}d"), by: writer)
    let record = try #require(try await workplace.reader(of: journal).record(seq: 8))
    #expect(record.reasonCode == "ab")
    #expect(record.error == "cd")
  }
}
