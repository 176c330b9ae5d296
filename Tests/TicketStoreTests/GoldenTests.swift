import Audit
import Desk
import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

/// A workspace of each version of the file, as that version wrote it: added, never edited.
struct GoldenTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  @Test(arguments: 1...Schema.currentVersion)
  func `a file of every version opens and says what it said`(version: Int) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "sealdesk-golden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try copyPrivately(Self.fixtures.appending(path: "version-\(version)"), to: directory)
    let secrets = try WorkspaceKeyFiles<Practice>(in: directory).unlock(
      name: "ada", passphrase: Passphrase("correct horse"))
    let workspace = try Workspace(adopting: directory, secrets: secrets)
    let store = try workspace.open()
    #expect(try await store.verify() == [])
    #expect(try await workspace.verifyLog(of: store))
    let rows = try await store.rows(sort: .oldest)
    #expect(rows.map(\.subject) == ["Where is my refund?", "Grüße 👋"])
    #expect(rows.map(\.requesterHint) == ["M••• K•••", "Z•••"])
    #expect(rows.map(\.ticket.tags) == [["billing"], []])
    let messages = try await store.messages(of: rows[0].ticket.id)
    #expect(messages.map(\.body.screenForm) == ["I paid twice.", "Looking into it, ‹name 1›."])
    #expect(messages[1].author == .agent(Workspace.user, name: "Ada Byron"))
    #expect(messages[0].attachments.map(\.name.screenForm) == ["receipt.txt"])
    let file = try #require(messages[0].attachments.first)
    #expect(try await store.attachmentBytes(file.id) == Array("two payments".utf8))
    let draft = try #require(
      try await store.draft(of: rows[1].ticket.id, by: Workspace.user))
    #expect(draft.body.screenForm == "Dear ‹name 1›")
    #expect(try await store.entries(1...9).count == [2, 4, 5, 6][version - 1])
    try await expectMasks(of: version, in: store)
    try await expectApproval(of: version, in: store)
    #expect(try await store.holds().map(\.reason) == (version < 4 ? [] : ["2 C 118/27"]))
    #expect(try await store.intakeCount() == 1)
    // And work goes on in it.
    try await store.perform(
      .change(rows[0].ticket.id, .priority(.high), expectedVersion: 2, dueAt: nil))
    #expect(try await store.verify() == [])
  }

  /// Requests for approval are kept from the third version on.
  private func expectApproval(of version: Int, in store: TicketStore<Practice>) async throws {
    let approvals = try await store.approvals(since: .distantPast)
    #expect(approvals.count == (version < 3 ? 0 : 1))
    guard let approval = approvals.first else { return }
    #expect(approval.request.reason == "A court asks" && approval.state == .pending)
  }

  /// Why something is masked, and what stays readable, is kept from the second version on.
  private func expectMasks(of version: Int, in store: TicketStore<Practice>) async throws {
    let customer = try #require(try await store.rows(sort: .oldest).first?.ticket.customer)
    var vault = try await store.vault(of: customer).vault
    #expect(vault.identifiers.allSatisfy { ($0.reason == nil) == (version == 1) })
    let words: SanitizedText = "The part says 020 7946 0958, phone 020 7946 0111"
    let mail = try Masker().mask(UnmaskedText(received: words), into: &vault)
    #expect(mail.screenForm.string.contains("020 7946 0958") == (version > 1))
    #expect(!mail.screenForm.string.contains("020 7946 0111"))
  }

  /// Writes the fixture of the current version, where it is asked to and there is none yet.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEALDESK_WRITE_GOLDEN"] != nil))
  func `the current version leaves its golden file`() async throws {
    let target = Self.fixtures.appending(path: "version-\(Schema.currentVersion)")
    try #require(!FileManager.default.fileExists(atPath: target.path))
    let workspace = try Workspace()
    let store = try workspace.open()
    try await fill(store, workspace)
    store.close()
    try FileManager.default.createDirectory(
      at: Self.fixtures, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: workspace.directory, to: target)
    for name in ["tickets.db-wal", "tickets.db-shm", "tickets.lock", "open"] {
      try? FileManager.default.removeItem(at: target.appending(path: name))
    }
  }

  private func fill(_ store: TicketStore<Practice>, _ workspace: Workspace) async throws {
    let vault = try await store.customer()
    var first = vault
    let masker = Masker()
    let body = try masker.mask(UnmaskedText(received: "I paid twice."), into: &first.vault)
    let subject = try masker.mask(
      UnmaskedText(received: "Where is my refund?"), into: &first.vault)
    let outcome = try await store.perform(
      .open(
        NewTicket(
          customer: vault.vault.key.owner, subject: subject, tags: ["billing"], language: "en",
          createdAt: store.now(), dueAt: store.now() + 60),
        NewMessage(
          author: .customer, kind: .incoming, body: body, sentAt: store.now(),
          attachments: [
            NewAttachment(
              name: MaskedText(literal: "receipt.txt"), mediaType: "text/plain",
              bytes: Array("two payments".utf8))
          ], vault: first.addition)),
      recording: [AuditEvent(.ticketReceive)], finishing: nil)
    let id = try #require(outcome.ticket)
    let reply = try await store.message("Looking into it, ‹name 1›.", on: id, kind: .reply)
    try await store.perform(
      .add(reply, to: id), recording: [AuditEvent(.ticketSend)], finishing: nil)
    workspace.clock.advance(by: 60)
    let other = try await store.ticket(
      "Grüße 👋", "Hallo", from: store.customer(named: "Zoe", address: "zoe@example.org"))
    let draft = try await store.message("Dear ‹name 1›", on: other, kind: .reply)
    try await store.perform(
      .saveDraft(
        Draft(body: draft.body, purpose: .reply, savedAt: store.now()), other, by: Workspace.user,
        draft.vault))
    try await liftMask(in: store)
    try await askForApproval(in: store)
    let held = try #require(try await store.rows(sort: .oldest).first?.ticket.customer)
    try await store.hold(
      LegalHold(
        customer: held, actor: Workspace.user, since: store.now().milliseconds,
        reason: "2 C 118/27"),
      recording: AuditEvent(.holdAdd, customer: held))
    _ = try await store.examineNext(50, with: TextRevision { _, texts in texts })
    try IntakeWriter(in: workspace.directory).append(
      sealed: IntakePublicKey<Practice>(in: workspace.directory).seal(Array("Hello".utf8)),
      receivedAt: workspace.clock.now)
  }

  /// A request that waits for a supervisor.
  private func askForApproval(in store: TicketStore<Practice>) async throws {
    let ticket = try #require(try await store.rows(sort: .oldest).first?.ticket)
    let name = try #require(
      try await store.vault(of: ticket.customer).vault.identifiers.first { $0.isProfile })
    _ = try await store.requestApproval(
      ApprovalRequest(
        tokens: [name.token], codes: [name.lookupCode], reasonCode: "legal",
        reason: "A court asks", duration: .seconds(300)),
      by: Workspace.user, on: ticket.id, of: ticket.customer, until: store.now() + 3_600,
      recording: AuditEvent(.revealRequest, outcome: .pending))
  }

  /// A value that stays readable from then on.
  private func liftMask(in store: TicketStore<Practice>) async throws {
    let look = try await store.append(AuditEvent(.maskLift))
    let customer = try #require(try await store.rows(sort: .oldest).first?.ticket.customer)
    try await store.perform(
      .revise(
        customer, TextRevision { _, texts in texts },
        allowing: AllowedValue(
          code: Masker().code(
            of: UnmaskedText(received: "020 7946 0958"), kind: .phone, with: store.lookupKey),
          reason: MaskedText(literal: "the number of a part"), entry: look.seq)))
  }

  /// The repository keeps no permissions that tell an owner from others.
  private func copyPrivately(_ source: URL, to target: URL) throws {
    let files = FileManager.default
    try files.createDirectory(
      at: target, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    for name in try files.contentsOfDirectory(atPath: source.path) {
      let (from, to) = (source.appending(path: name), target.appending(path: name))
      var isDirectory: ObjCBool = false
      _ = files.fileExists(atPath: from.path, isDirectory: &isDirectory)
      if isDirectory.boolValue {
        try copyPrivately(from, to: to)
      } else {
        try files.copyItem(at: from, to: to)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: to.path)
      }
    }
  }
}
