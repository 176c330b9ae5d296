import SeededRandom
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

/// What a store answers to everything that the tests ask, for comparing before and after.
private struct Answers: Equatable {
  var rows: [QueueView: [QueueRow]] = [:]
  var counts: [QueueView: Int] = [:]
  var messages: [TicketID: [Message]] = [:]
  var drafts: [TicketID: Draft?] = [:]
  var files: [AttachmentID: [UInt8]] = [:]
  var identifiers: [CustomerID: [SealedIdentifier<Practice>]] = [:]
  var log: [Int64: [UInt8]] = [:]

  /// - Throws: whatever the store reports; unreadable rows count as reported too.
  init(_ store: TicketStore<Practice>, _ tickets: [TicketID]) async throws {
    for view in QueueView.allCases {
      let page = try await store.queue(QueueQuery(view: view), for: Workspace.user)
      guard page.unreadable.isEmpty else { throw RepositoryError.damaged(table: "", row: 0) }
      rows[view] = page.rows
      counts = page.counts
    }
    for ticket in tickets {
      let opened = try await store.ticket(ticket)
      messages[ticket] = try await store.messages(of: ticket)
      drafts[ticket] = try await store.draft(of: ticket, by: Workspace.user)
      identifiers[opened.customer] = try await store.vault(of: opened.customer).vault.identifiers
      for file in messages[ticket, default: []].flatMap(\.attachments) {
        files[file.id] = try await store.attachmentBytes(file.id)
      }
    }
    for entry in try await store.entries(1...100) { log[entry.seq] = entry.storedBytes }
  }
}

@Suite(.serialized) struct DamageTests {
  private static let quiet = StoreConfiguration(searchWindow: 0)

  /// A small workspace with something of everything, closed and checkpointed.
  private func filled(_ workspace: Workspace) async throws -> [TicketID] {
    let store = try workspace.open(Self.quiet)
    var tickets: [TicketID] = []
    for number in 0..<6 {
      let vault = try await store.customer(
        named: "Person \(number)", address: "p\(number)@example.org")
      let id = try await store.ticket(
        "Subject \(number)", "First of \(number)", from: vault,
        assignee: number < 3 ? Workspace.user : nil, tags: ["tag\(number % 2)"])
      var message = try await store.message("Second of \(number)", on: id)
      message.attachments = [
        NewAttachment(
          name: message.body, mediaType: "text/plain", bytes: Array("file \(number)".utf8))
      ]
      try await store.perform(
        .add(message, to: id), recording: [.init(.ticketReceive)], finishing: nil)
      let draft = Draft(body: message.body, purpose: .reply, savedAt: workspace.clock.now)
      try await store.perform(
        .saveDraft(draft, id, by: Workspace.user, store.message("x", on: id).vault))
      tickets.append(id)
    }
    store.close()
    return tickets
  }

  /// How many flips to try: `SEALDESK_FLIPS` for a long run.
  private static let flipCount =
    ProcessInfo.processInfo.environment["SEALDESK_FLIPS"].flatMap(Int.init) ?? 60

  @Test func `no flipped bit gives a wrong answer, and what is noticed is reported`() async throws {
    let workspace = try Workspace()
    let tickets = try await filled(workspace)
    let genuine = try Data(contentsOf: workspace.database)
    let before = try workspace.open(Self.quiet)
    let expected = try await Answers(before, tickets)
    before.close()
    var random = SeededGenerator(seed: 42)
    var noticed = 0
    for _ in 0..<Self.flipCount {
      let position = Int.random(in: 0..<genuine.count, using: &random)
      var damaged = genuine
      damaged[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try replace(workspace, with: damaged)
      do {
        let store = try workspace.open(Self.quiet)
        defer { store.close() }
        let answers = try await Answers(store, tickets)
        if answers == expected { continue }
        // A damaged index can hide a row from a list, and a value is opened by a receipt only: then
        // the check must name it, or that of the log.
        let isFound = try await !store.verify().isEmpty
        let isLogged = try await workspace.verifyLog(of: store)
        #expect(isFound || !isLogged, "byte \(position) changed an answer unnoticed")
        noticed += 1
      } catch is RepositoryError {
        noticed += 1
      } catch is AuditError {
        noticed += 1
      }
    }
    #expect(noticed > 0)
    print("noticed \(noticed) of \(Self.flipCount) flipped bits in \(genuine.count) bytes")
    try replace(workspace, with: genuine)
    let store = try workspace.open(Self.quiet)
    #expect(try await Answers(store, tickets) == expected)
    #expect(try await store.verify() == [])
  }

  @Test(arguments: [
    "UPDATE ticket SET status = 1 WHERE id = 2", "UPDATE ticket SET priority = 3 WHERE id = 2",
    "UPDATE ticket SET assignee = 9 WHERE id = 2", "UPDATE ticket SET due_at = 0 WHERE id = 2",
    "UPDATE ticket SET customer = 1 WHERE id = 2", "UPDATE ticket SET version = 7 WHERE id = 2",
    "UPDATE ticket SET mac = zeroblob(16) WHERE id = 2",
    "UPDATE ticket SET subject = (SELECT subject FROM ticket WHERE id = 1) WHERE id = 2",
    "UPDATE message SET body = (SELECT body FROM message WHERE id = 1) WHERE id = 3",
    "UPDATE message SET author = 2 WHERE ticket = 2",
    "UPDATE message SET sent_at = 0 WHERE ticket = 2",
    "DELETE FROM message WHERE id = (SELECT max(id) FROM message WHERE ticket = 2)",
    "UPDATE attachment SET byte_count = 1 WHERE id = 2", "DELETE FROM attachment WHERE id = 2",
    "UPDATE identifier SET value = zeroblob(60) WHERE customer = 2",
    "UPDATE identifier SET descriptor = zeroblob(60) WHERE customer = 2",
    "DELETE FROM identifier WHERE customer = 2",
    "UPDATE draft SET body = (SELECT body FROM draft WHERE ticket = 1) WHERE ticket = 2",
    "UPDATE customer SET hint = NULL WHERE id = 2",
    "DELETE FROM draft WHERE ticket = 2", "DELETE FROM ticket_tag", "UPDATE tally SET count = 9",
    "DELETE FROM workspace", "UPDATE workspace SET next_ticket = 1",
  ])
  func `an edit from outside is found`(edit: String) async throws {
    let workspace = try Workspace()
    _ = try await filled(workspace)
    try vandalise(workspace, edit)
    let store = try workspace.open(Self.quiet)
    let findings = try await store.verify()
    #expect(!findings.isEmpty)
  }

  @Test func `an older row put back is found, though its mark holds`() async throws {
    let workspace = try Workspace()
    let tickets = try await filled(workspace)
    let columns = "status, version, updated_at, due_at, mac"
    let keep = "CREATE TABLE kept AS SELECT id, \(columns) FROM ticket WHERE id = 2"
    try vandalise(workspace, keep)
    let store = try workspace.open(Self.quiet)
    let version = try await store.ticket(tickets[1]).version
    try await store.perform(
      .change(tickets[1], .status(.solved), expectedVersion: version, dueAt: nil))
    store.close()
    try vandalise(
      workspace,
      "UPDATE ticket SET (\(columns)) = (SELECT \(columns) FROM kept) WHERE id = 2;"
        + "DROP TABLE kept")
    let again = try workspace.open(Self.quiet)
    #expect(try await again.ticket(tickets[1]).version == version)
    #expect(try await again.verify().contains { $0.problem == .inventory })
  }

  @Test func `one damaged row does not hide the others`() async throws {
    let workspace = try Workspace()
    let tickets = try await filled(workspace)
    try vandalise(workspace, "UPDATE ticket SET priority = 3 WHERE id = 2")
    let store = try workspace.open(Self.quiet)
    let page = try await store.queue(QueueQuery(view: .team), for: Workspace.user)
    #expect(page.unreadable == [tickets[1]])
    #expect(page.rows.count == 5)
    await #expect(throws: RepositoryError.damaged(table: "ticket", row: 2)) {
      _ = try await store.ticket(tickets[1])
    }
    await #expect(throws: RepositoryError.damaged(table: "ticket", row: 2)) {
      try await store.perform(.change(tickets[1], .wake, expectedVersion: 2, dueAt: nil))
    }
  }

  @Test func `entries cut off the log leave a gap for good`() async throws {
    let workspace = try Workspace()
    _ = try await filled(workspace)
    try vandalise(workspace, "DELETE FROM audit WHERE seq > 4")
    let store = try workspace.open(Self.quiet)
    #expect(try await store.verify() == [StoreFinding(.inventory, "audit", 6)])
    let entry = try await store.append(.init(.ticketView))
    #expect(entry.seq == 7)
    #expect(try await store.entries(1...100).map(\.seq) == [1, 2, 3, 4, 7])
  }

  @Test func `an erased customer's tickets are named, and open no more`() async throws {
    let workspace = try Workspace()
    let tickets = try await filled(workspace)
    try workspace.secrets.destroyDataKey(for: CustomerID(rawValue: 2))
    let store = try workspace.open(Self.quiet)
    let page = try await store.queue(QueueQuery(view: .team), for: Workspace.user)
    #expect(page.unreadable == [tickets[1]])
    await #expect(throws: RepositoryError.erased) { _ = try await store.ticket(tickets[1]) }
  }

  @Test(arguments: [
    "", "not a database at all, but long enough to be looked at", "SQLite format 3\0",
  ])
  func `what is no store is refused or begun anew`(contents: String) throws {
    let workspace = try Workspace()
    let made = FileManager.default.createFile(
      atPath: workspace.database.path, contents: Data(contents.utf8),
      attributes: [.posixPermissions: 0o600])
    #expect(made)
    if contents.isEmpty {
      try workspace.open(Self.quiet).close()
    } else {
      #expect(throws: RepositoryError.self) { try workspace.open(Self.quiet) }
    }
  }

  private func replace(_ workspace: Workspace, with bytes: Data) throws {
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: workspace.database.path + suffix)
    }
    let handle = try FileHandle(forWritingTo: workspace.database)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: bytes)
    try handle.close()
  }

  private func vandalise(_ workspace: Workspace, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: workspace.database.path, configuration: configuration)
    try queue.write { db in try db.execute(sql: sql) }
    try queue.close()
  }
}
