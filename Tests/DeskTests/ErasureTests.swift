import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

struct ErasureTests {
  let workspace: Workspace<Practice>
  let place: Place<Practice>
  let files: WorkspaceKeyFiles<Practice>

  init() throws {
    workspace = try Workspace<Practice>()
    place = try workspace.place(of: "ada")
    files = try WorkspaceKeyFiles(in: workspace.directory)
  }

  func erasure(role: Role = .supervisor) -> RecordErasure<Practice> {
    RecordErasure(
      keeper: place.store, log: place.log, files: files, secrets: place.secrets,
      user: User(id: place.user.id, name: place.user.name, role: role),
      now: { [clock = place.clock] in clock.now })
  }

  /// Two customers; the first with two tickets, a draft, a file, a look and a reply that waits.
  func fill() async throws -> (mara: CustomerID, tickets: [TicketID], other: TicketID) {
    let first = try await place.ticket(
      saying: "Pelargonium, and card 4111 1111 1111 1111",
      attachments: [("letter.txt", Array("Zinnobergruen".utf8))])
    try await place.message("A note on heliotrope", on: first, kind: .note)
    let mara = try await place.store.customer(of: first)
    let tokens = try await place.tokens(.email, of: first)
    _ = try await place.desk().reveal(.of(tokens, on: first))
    try await place.desk().saveDraft(.reply("Dear Mara, verbena"), for: first)
    let other = try await place.ticket(of: .jonas, saying: "Where is my order?")
    return (mara, [first], other)
  }

  var bytes: [UInt8] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: workspace.directory.path)
        .filter { $0.hasPrefix("tickets.db") || $0.hasPrefix("keys/keyring") }.sorted()
        .flatMap { try Data(contentsOf: workspace.directory.appending(path: $0)) }
    }
  }

  @Test func `an erased customer is gone from rows, search, keys and file, and others stay`()
    async throws
  {
    let (mara, tickets, other) = try await fill()
    // What lay sealed in the file, to be looked for afterwards.
    let pages = try bytes
    var seen: [String] = []
    let certificate = try await erasure().erase(ErasureSelection(customers: [mara])) {
      seen.append("\($0)")
    }
    #expect(seen == ["rowsErased", "purged", "keysDestroyed"])
    #expect(certificate.count.tickets == 1 && certificate.count.drafts == 1)
    #expect(certificate.count.attachments == 1 && certificate.count.messages == 2)
    #expect(certificate.count.identifiers >= 3 && certificate.count.customers == 1)
    #expect(try await place.store.verify() == [])
    await #expect(throws: DeskError.notFound) {
      try await place.desk().conversation(tickets[0])
    }
    #expect(throws: SealingError.keyNotHeld) { try place.secrets.dataKey(for: mara) }
    #expect(try await erasure().orphanKeys() == [])
    #expect(try await place.desk().conversation(other).ticket.id == other)
    // No page of the file, nor of its journal, holds a sealed value of theirs.
    let after = try bytes
    #expect(after.count < pages.count)
    let again = try workspace.place(of: "ben")
    for word: SanitizedText in ["pelargonium", "heliotrope", "mara.okafor@example.net"] {
      #expect(try await again.desk().search(word).isEmpty)
      #expect(try await place.desk().search(word).isEmpty)
    }
    let records = try await place.records()
    let entry = try #require(records.first { $0.seq == certificate.entry })
    #expect(entry.action == .erasureCertify && entry.customer == mara)
    #expect(try await place.log.isWhole(place))
  }

  @Test func `nothing of an erased customer opens, not with an old copy of the database either`()
    async throws
  {
    let (mara, tickets, other) = try await fill()
    place.store.close()
    let backup = try workspace.databaseCopy()
    let place = try workspace.place(of: "ada")
    let erasure = RecordErasure(
      keeper: place.store, log: place.log, files: files, secrets: place.secrets, user: place.user)
    _ = try await erasure.erase(ErasureSelection(customers: [mara]))
    place.store.close()
    // The database of yesterday with the keyring of today.
    try workspace.restore(backup)
    let restored = try workspace.place(of: "ada")
    await #expect(throws: DeskError.damaged("the customer was erased")) {
      try await restored.desk().conversation(tickets[0])
    }
    #expect(try await restored.desk().conversation(other).ticket.id == other)
    let findings = try await restored.store.verify()
    #expect(!findings.isEmpty && findings.allSatisfy { $0.problem == .erased })
    // And the erasure can be done again there.
    let second = RecordErasure(
      keeper: restored.store, log: restored.log, files: files, secrets: restored.secrets,
      user: restored.user)
    _ = try await second.erase(ErasureSelection(customers: [mara]))
    #expect(try await restored.store.verify() == [])
  }

  @Test func `a single ticket goes, and its customer stays`() async throws {
    let (mara, tickets, _) = try await fill()
    let count = try await erasure().erase(ErasureSelection(tickets: Set(tickets))).count
    #expect(count.tickets == 1 && count.customers == 0 && count.identifiers == 0)
    #expect(try await place.store.hasCustomer(mara))
    #expect(throws: Never.self) { try place.secrets.dataKey(for: mara) }
    #expect(try await place.store.verify() == [])
  }

  @Test func `the dry run says what the real run does, and does nothing`() async throws {
    let (mara, tickets, _) = try await fill()
    let before = try await place.records().count
    let selection = ErasureSelection(customers: [mara])
    let rehearsed = try await erasure().rehearse(selection)
    #expect(try await place.records().count == before)
    #expect(try await place.desk().conversation(tickets[0]).messages.count == 2)
    #expect(try await place.store.verify() == [])
    #expect(try await erasure().erase(selection).count == rehearsed)
  }

  @Test func `a legal hold wins over every erasure, until it is lifted`() async throws {
    let (mara, tickets, _) = try await fill()
    try await erasure().hold(mara, because: "2 C 118/27")
    for selection in [
      ErasureSelection(customers: [mara]), ErasureSelection(tickets: Set(tickets)),
      ErasureSelection(attachments: Set(tickets)),
    ] {
      await #expect(throws: DeskError.onHold([mara])) { try await erasure().erase(selection) }
      await #expect(throws: DeskError.onHold([mara])) { try await erasure().rehearse(selection) }
      // Not by the store alone either: a hold may come between the check and the deed.
      await #expect(throws: RepositoryError.changedMeanwhile) {
        try await place.store.erase(selection, recording: [AuditEvent(.subjectErase)])
      }
    }
    #expect(try await erasure().holds().map(\.reason) == ["2 C 118/27"])
    #expect(try await place.store.verify() == [])
    try await erasure().release(mara)
    _ = try await erasure().erase(ErasureSelection(customers: [mara]))
    let actions = try await place.records().map(\.action)
    #expect(actions.contains(.holdAdd) && actions.contains(.holdRemove))
  }

  @Test func `the schedule takes what is due and no more`() async throws {
    let (mara, tickets, other) = try await fill()
    let open = try await place.ticket(saying: "Still open")
    for ticket in tickets + [other] {
      let version = try await place.store.ticket(ticket).version
      try await place.desk().change(ticket, .status(.closed), expecting: version)
    }
    let rule = RetentionRule(
      statuses: [.closed], age: .seconds(30 * 86_400), matter: .tickets)
    #expect(try await erasure().selection(by: [rule]).isEmpty)
    place.clock.advance(by: .seconds(31 * 86_400))
    let files = RetentionRule(
      statuses: [.closed], age: .seconds(86_400), matter: .attachments)
    let jonas = try await place.store.customer(of: other)
    try await erasure().hold(jonas, because: "2 C 118/27")
    // A rule that keeps the tickets, and takes the files.
    let bare = try await erasure().selection(by: [files])
    #expect(bare.attachments == Set(tickets) && bare.customers.isEmpty)
    #expect(try await erasure().erase(bare, action: .retentionRun).count.attachments == 1)
    let letter = try await place.desk().conversation(tickets[0])
    #expect(
      letter.messages.flatMap(\.attachments).allSatisfy { !$0.isHeld } && letter.messages.count == 2
    )
    #expect(try await place.store.verify() == [])
    // All of the customer's tickets are due: they go whole. Who is held, and what is open, stays.
    let selection = try await erasure().selection(by: [rule, files])
    #expect(selection.customers == [mara] && selection.tickets.isEmpty)
    #expect(selection.attachments.isEmpty)
    _ = try await erasure().erase(selection, action: .retentionRun)
    #expect(try await place.desk().conversation(open).ticket.id == open)
    #expect(try await place.desk().conversation(other).ticket.id == other)
    #expect(try await place.store.verify() == [])
  }

  @Test func `an erasure that broke off is found, and finished`() async throws {
    let (mara, _, _) = try await fill()
    // The rows are gone, the key is not: as a crash in between leaves it.
    _ = try await place.store.erase(
      ErasureSelection(customers: [mara]), recording: [AuditEvent(.subjectErase)])
    #expect(try await erasure().orphanKeys() == [mara])
    let certificate = try await erasure().erase(ErasureSelection(customers: [mara]))
    #expect(certificate.count == ErasureCount())
    #expect(try await erasure().orphanKeys() == [])
    // The key is gone, the certificate may not be there: it is written once more.
    let again = try await erasure().erase(ErasureSelection(customers: [mara]))
    #expect(again.entry > certificate.entry && again.customers == [mara])
    await #expect(throws: DeskError.notFound) {
      try await erasure().erase(ErasureSelection(customers: [CustomerID(rawValue: 99)]))
    }
  }

  @Test func `the schedule takes along the keys that an erasure which broke off has left`()
    async throws
  {
    let (mara, _, _) = try await fill()
    _ = try await place.store.erase(
      ErasureSelection(customers: [mara]), recording: [AuditEvent(.subjectErase)])
    let selection = try await erasure().selection(by: [])
    #expect(selection.customers == [mara])
    _ = try await erasure().erase(selection, action: .retentionRun)
    #expect(try await erasure().orphanKeys() == [])
  }

  @Test func `the key of who is just being taken in is nobody's leftover`() async throws {
    _ = try await fill()
    // As a filing makes it before it commits.
    let next = CustomerID(rawValue: 3)
    _ = try place.secrets.makeDataKey(for: next)
    #expect(try await erasure().orphanKeys() == [])
    await #expect(throws: DeskError.notFound) {
      try await erasure().erase(ErasureSelection(customers: [next]))
    }
    let newcomer = try await place.ticket(of: .jonas, saying: "Anybody there?")
    #expect(try await place.desk().conversation(newcomer).ticket.id == newcomer)
  }

  @Test func `who writes after the schedule was read is not erased`() async throws {
    let (_, tickets, _) = try await fill()
    let version = try await place.store.ticket(tickets[0]).version
    try await place.desk().change(tickets[0], .status(.closed), expecting: version)
    place.clock.advance(by: .seconds(31 * 86_400))
    let rule = RetentionRule(statuses: [.closed], age: .seconds(86_400), matter: .tickets)
    let selection = try await erasure().selection(by: [rule])
    #expect(!selection.isEmpty)
    place.clock.advance(by: .seconds(60))
    try await place.message("I am back", on: tickets[0], kind: .incoming)
    await #expect(throws: DeskError.self) {
      try await erasure().erase(selection, action: .retentionRun)
    }
    #expect(try await place.desk().conversation(tickets[0]).messages.count == 3)
    #expect(try await erasure().selection(by: [rule]).isEmpty)
  }

  @Test func `requests for approval go with their ticket`() async throws {
    let (mara, tickets, _) = try await fill()
    let token = try #require(try await place.tokens(.email, of: tickets[0]).first)
    let vault = try await place.store.vault(of: mara).vault
    let code = try #require(vault.identifiers.first { $0.token == token }).lookupCode
    let approval = try await place.store.requestApproval(
      ApprovalRequest(
        tokens: [token], codes: [code], reasonCode: "legal", reason: "A court asks",
        duration: .seconds(300)),
      by: place.user.id, on: tickets[0], of: mara, until: place.clock.now + 3_600,
      recording: AuditEvent(.revealRequest, outcome: .pending))
    _ = try await erasure().erase(ErasureSelection(tickets: Set(tickets)))
    await #expect(throws: RepositoryError.notFound) {
      try await place.store.approval(approval.id)
    }
    #expect(try await place.store.verify() == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func `an open console lets go of an erased customer's key when it hears of it`() async throws {
    let (mara, _, other) = try await fill()
    let jonas = try await place.store.customer(of: other)
    let console = try workspace.place(of: "ben")
    _ = try console.secrets.dataKey(for: mara)
    #expect(console.secrets.keyring.holdsInMemory(mara))
    _ = try await erasure().erase(ErasureSelection(customers: [mara]))
    while console.secrets.keyring.holdsInMemory(mara) {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(throws: SealingError.keyNotHeld) { try console.secrets.dataKey(for: mara) }
    #expect(throws: Never.self) { try console.secrets.dataKey(for: jonas) }
  }

  @Test func `many are erased in steps, each customer with an entry of their own`() async throws {
    var customers: Set<CustomerID> = []
    for number in 0..<5 {
      let ticket = try await place.ticket(of: .jonas, saying: "Order \(number)")
      customers.insert(try await place.store.customer(of: ticket))
    }
    let selection = ErasureSelection(customers: customers)
    #expect(selection.batches(of: 2).map(\.customers.count) == [2, 2, 1])
    #expect(ErasureSelection().batches().count == 1)
    let count = try await erasure().erase(selection, action: .retentionRun).count
    #expect(count.customers == 5 && count.tickets == 5)
    let named = try await place.records().filter { $0.action == .subjectErase }.map(\.customer)
    #expect(Set(named) == Set(customers) && named.count == 5)
  }

  @Test(arguments: [Role.agent, .auditor, .trainer, .mail])
  func `only a supervisor erases and holds`(role: Role) async throws {
    let (mara, _, _) = try await fill()
    let erasure = erasure(role: role)
    let selection = ErasureSelection(customers: [mara])
    await #expect(throws: DeskError.notAllowed(.eraseCustomers)) {
      try await erasure.erase(selection)
    }
    await #expect(throws: DeskError.notAllowed(.eraseCustomers)) {
      try await erasure.rehearse(selection)
    }
    await #expect(throws: DeskError.notAllowed(.eraseCustomers)) {
      try await erasure.selection(by: [])
    }
    await #expect(throws: DeskError.notAllowed(.holdCustomers)) {
      try await erasure.hold(mara, because: "x")
    }
    await #expect(throws: DeskError.notAllowed(.holdCustomers)) { try await erasure.release(mara) }
    await #expect(throws: DeskError.notAllowed(.holdCustomers)) { try await erasure.holds() }
  }

  @Test func `mail that nobody has filed may be the customer's, so it is filed first`() async throws
  {
    let (mara, _, _) = try await fill()
    _ = try IntakeWriter(in: workspace.directory).append(
      sealed: IntakePublicKey<Practice>(in: workspace.directory).seal([1]),
      receivedAt: place.clock.now)
    await #expect(throws: DeskError.self) {
      try await erasure().erase(ErasureSelection(customers: [mara]))
    }
    #expect(try await place.store.hasCustomer(mara))
    var selection = ErasureSelection(customers: [mara])
    selection.leavesWaitingMail = true
    #expect(try await erasure().erase(selection).count.customers == 1)
  }
}

extension AuditLog<Practice> {
  /// Whether every entry is as it was written.
  fileprivate func isWhole(_ place: Place<Practice>) async throws -> Bool {
    try await AuditVerifier<Practice>(
      workspace: place.secrets.workspace, people: place.secrets.people
    ).verify(place.store).isIntact
  }
}

extension Workspace<Practice> {
  /// The database's files, once nobody has them open.
  fileprivate func databaseCopy() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasPrefix("tickets.db") }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: directory.appending(path: $0))) })
  }

  fileprivate func restore(_ copy: [String: Data]) throws {
    for name in try databaseCopy().keys {
      try FileManager.default.removeItem(at: directory.appending(path: name))
    }
    for (name, bytes) in copy {
      let file = directory.appending(path: name).path
      _ = FileManager.default.createFile(
        atPath: file, contents: bytes, attributes: [.posixPermissions: 0o600])
    }
  }
}
