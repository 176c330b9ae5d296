import Audit
import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

/// Stored tickets, examined again.
struct ExaminationTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private var revision: TextRevision<Practice> {
    TextRevision { vault, texts throws(SealingError) in
      try Masker().remask(texts, into: &vault)
    }
  }

  /// A ticket as a masker would have filed it whose recognisers found nothing.
  private func unmaskedTicket(
    in store: TicketStore<Practice>, _ subject: StaticString = "About jo@example.net",
    _ body: StaticString = "Call +44 20 7946 0958, or write to jo@example.net."
  ) async throws -> TicketID {
    let vault = try await store.customer()
    let outcome = try await store.perform(
      .open(
        NewTicket(
          customer: vault.vault.key.owner, subject: MaskedText(literal: subject),
          createdAt: store.now()),
        NewMessage(
          author: .customer, kind: .incoming, body: MaskedText(literal: body),
          sentAt: store.now(),
          attachments: [
            NewAttachment(
              name: MaskedText(literal: "jo@example.net (claim).txt"), mediaType: "text/plain",
              bytes: [1])
          ],
          vault: vault.addition)))
    let id = try #require(outcome.ticket)
    let later = try await store.vault(of: vault.vault.key.owner)
    try await store.perform(
      .add(
        NewMessage(
          author: .agent(Workspace.user, name: "Ada Byron"), kind: .note,
          body: MaskedText(literal: "jo@example.net called"), sentAt: store.now(),
          vault: later.addition),
        to: id))
    try await store.perform(
      .saveDraft(
        Draft(
          body: MaskedText(literal: "Dear jo@example.net"), purpose: .reply, savedAt: store.now()),
        id, by: Workspace.user, later.addition))
    return id
  }

  private func texts(
    of id: TicketID, in store: TicketStore<Practice>
  ) async throws -> [String] {
    let conversation = try await store.conversation(id, for: Workspace.user)
    let draft = try #require(conversation.draft)
    return
      ([conversation.ticket.subject] + conversation.messages.map(\.body)
      + conversation.messages.flatMap { $0.attachments.map(\.name) } + [draft.body])
      .map(\.screenForm.string)
  }

  @Test func `everything that was written is examined, and sealed with its vault`() async throws {
    let store = try workspace.open()
    let id = try await unmaskedTicket(in: store)
    let step = try await store.examineNext(50, with: revision)
    #expect(step.isFinished && step.report.ticketCount == 1 && step.totalCount == 1)
    #expect(step.report.sealed == ["EMAIL": 5, "PHONE": 1] && step.report.unreadableCount == 0)
    #expect(
      try await texts(of: id, in: store) == [
        "About ‹email 2›", "Call ‹phone 1›, or write to ‹email 2›.", "‹email 2› called",
        "‹email 2› (claim).txt", "Dear ‹email 2›",
      ])
    #expect(try await store.verify() == [])
    #expect(try await workspace.verifyLog(of: store))
    let vault = try await store.vault(of: store.ticket(id).customer).vault
    #expect(vault.identifiers.map(\.token.screenForm).contains("‹phone 1›"))
    // Another process reads the same.
    #expect(try await texts(of: id, in: workspace.open()) == texts(of: id, in: store))
  }

  @Test func `a second run seals nothing and writes no row anew`() async throws {
    let store = try workspace.open()
    let id = try await unmaskedTicket(in: store)
    _ = try await store.examineNext(50, with: revision)
    let version = try await store.ticket(id).version
    let step = try await store.examineNext(50, with: revision)
    #expect(step.isFinished && step.report.sealed.isEmpty)
    #expect(try await store.ticket(id).version == version)
    #expect(try await store.verify() == [])
  }

  @Test func `a run that was broken off goes on where it was, in another process`() async throws {
    let store = try workspace.open()
    for _ in 0..<5 { _ = try await unmaskedTicket(in: store) }
    let first = try await store.examineNext(2, with: revision)
    #expect(!first.isFinished && first.report.ticketCount == 2)
    store.close()
    let other = try workspace.open()
    let second = try await other.examineNext(2, with: revision)
    #expect(!second.isFinished && second.report.ticketCount == 4)
    let last = try await other.examineNext(2, with: revision)
    #expect(last.isFinished && last.report.ticketCount == 5)
    #expect(last.report.sealed == ["EMAIL": 25, "PHONE": 5])
    #expect(try await other.verify() == [])
  }

  @Test func `to start over forgets how far the last run came`() async throws {
    let store = try workspace.open()
    for _ in 0..<3 { _ = try await unmaskedTicket(in: store) }
    _ = try await store.examineNext(2, with: revision)
    try await store.restartExamination()
    let step = try await store.examineNext(50, with: revision)
    #expect(step.isFinished && step.report.ticketCount == 3)
    #expect(step.report.sealed == ["EMAIL": 5, "PHONE": 1])
    #expect(try await store.verify() == [])
  }

  @Test func `each step is one entry of the log, with how much it sealed`() async throws {
    let store = try workspace.open()
    for _ in 0..<3 { _ = try await unmaskedTicket(in: store) }
    let before = try await store.head().seq
    _ = try await store.examineNext(2, with: revision)
    _ = try await store.examineNext(2, with: revision)
    #expect(try await store.head().seq == before + 2)
    let reader = try #require(workspace.secrets.auditReader)
    let records = try await AuditRecordReader(
      reader: reader, people: workspace.secrets.people, journal: store
    ).records(matching: .everything, before: nil, limit: 2)
    #expect(records.map(\.action) == [.maskExamine, .maskExamine])
    #expect(records.map(\.count) == [6, 12])
    #expect(records[1].rows.contains { $0.table == "message" })
  }

  @Test func `what does not open is counted, and the rest examined`() async throws {
    let store = try workspace.open()
    let damaged = try await unmaskedTicket(in: store)
    let whole = try await unmaskedTicket(in: store)
    try await store.pool.write { db in
      try db.execute(
        sql: "UPDATE message SET kind = 2 WHERE ticket = ? AND kind = 0",
        arguments: [damaged.rawValue])
    }
    let step = try await store.examineNext(50, with: revision)
    #expect(step.report.unreadableCount == 1)
    #expect(step.report.sealed == ["EMAIL": 9, "PHONE": 1])
    #expect(try await texts(of: whole, in: store)[1] == "Call ‹phone 1›, or write to ‹email 2›.")
  }

  @Test func `words that were sealed are found by search no more`() async throws {
    let store = try workspace.open()
    _ = try await unmaskedTicket(
      in: store, "Question", "It is about Zebulonquay, for jo@example.net")
    let other = try workspace.open()
    func found(_ words: SanitizedText, in store: TicketStore<Practice>) async throws -> Int {
      try await store.search(words: words, codes: [], for: Workspace.user, limit: 10).count
    }
    func settle(_ store: TicketStore<Practice>, until isDone: () async throws -> Bool) async throws
    {
      for _ in 0..<600 {
        if store.isSearchComplete, try await isDone() { return }
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    for store in [store, other] {
      try await settle(store) { try await found("zebulonquay", in: store) == 1 }
      #expect(try await found("example", in: store) == 1)
    }
    _ = try await store.examineNext(50, with: revision)
    for store in [store, other] {
      try await settle(store) { try await found("example", in: store) == 0 }
      #expect(try await found("example", in: store) == 0)
      #expect(try await found("zebulonquay", in: store) == 1)
    }
  }

  @Test func `a revision of texts and the values that stay readable are one commit`() async throws {
    let store = try workspace.open()
    let id = try await unmaskedTicket(in: store)
    let customer = try await store.ticket(id).customer
    _ = try await store.examineNext(50, with: revision)
    let vault = try await store.vault(of: customer).vault
    let identifier = try #require(vault.identifiers.first { $0.token.screenForm == "‹phone 1›" })
    let entry = try await store.append(AuditEvent(.maskLift, customer: customer))
    let outcome = try await store.perform(
      .revise(
        customer, TextRevision { _, texts in texts },
        allowing: AllowedValue(
          code: identifier.lookupCode, reason: MaskedText(literal: "a part number"),
          entry: entry.seq)))
    #expect(outcome.placeCount == 0)
    #expect(try await store.verify() == [])
    // A later vault of anybody leaves the value readable.
    var other = try await store.customer(named: "Zoe Quay", address: "zoe@example.org")
    let mail = try Masker().mask(
      UnmaskedText(received: "It says +44 20 7946 0958 on it"), into: &other.vault)
    #expect(mail.screenForm == "It says +44 20 7946 0958 on it")
    // A row from outside is noticed before anything is read by it.
    try await store.pool.write { db in
      try db.execute(sql: "UPDATE allowed SET code = zeroblob(32)")
    }
    await #expect(throws: RepositoryError.damaged(table: "allowed", row: entry.seq)) {
      _ = try await store.vault(of: customer)
    }
  }
}
