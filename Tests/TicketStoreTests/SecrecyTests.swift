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

struct SecrecyTests {
  private static let canaries: [SanitizedText] = [
    "subjectcanary", "bodycanary", "namecanary", "addresscanary", "tagcanary", "queuecanary",
    "draftcanary", "notecanary", "filenamecanary", "filecanary", "mailcanary", "authorcanary",
    "reasoncanary", "logcanary", "languagecanary", "suggestioncanary", "mediacanary",
  ]

  @Test func `nothing that was written can be read in the files`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let vault = try await store.customer(
      named: "Namecanary X", address: "addresscanary@example.org")
    try await fill(store, vault)
    let sealed = try IntakePublicKey<Practice>(in: workspace.directory)
      .seal(Array("mailcanary".utf8))
    try IntakeWriter(in: workspace.directory).append(
      sealed: sealed, receivedAt: workspace.clock.now)
    try expectNothingReadable(in: workspace.directory)
    // The files as they are after everything was written back into the database, too.
    store.close()
    try expectNothingReadable(in: workspace.directory)
  }

  private func fill(
    _ store: TicketStore<Practice>, _ vault: VersionedVault<Practice>
  ) async throws {
    var open = vault
    let masker = Masker()
    let subject = try masker.mask(
      UnmaskedText(received: "About the subjectcanary"), into: &open.vault)
    let body = try masker.mask(
      UnmaskedText(received: "It is the bodycanary"), into: &open.vault)
    let opened = try await store.perform(
      .open(
        NewTicket(
          customer: vault.vault.key.owner, subject: subject, queue: "queuecanary",
          tags: ["tagcanary"], language: "languagecanary", createdAt: store.now()),
        NewMessage(
          author: .customer, kind: .incoming, body: body, sentAt: store.now(),
          attachments: [
            NewAttachment(
              name: MaskedText(literal: "filenamecanary"), mediaType: "x/mediacanary",
              bytes: Array("filecanary".utf8))
          ], vault: open.addition, unparsed: Array("mailcanary".utf8))),
      recording: [
        AuditEvent(.ticketReceive, reason: MaskedText(literal: "logcanary"))
      ], finishing: nil)
    let id = try #require(opened.ticket)
    let note = try await store.message("the notecanary", on: id, kind: .note)
    try await store.perform(.add(note, to: id))
    var reply = NewMessage(
      author: .agent(Workspace.user, name: "authorcanary"), kind: .reply, body: note.body,
      sentAt: store.now(), delivery: .waiting(reason: "reasoncanary"), vault: note.vault)
    let token = try #require(
      try await store.vault(of: vault.vault.key.owner).vault.identifiers.first
    ).token
    reply.envelope = Envelope(correspondent: token, suggestion: "suggestioncanary")
    try await store.perform(.add(reply, to: id))
    let draft = try await store.message("the draftcanary", on: id)
    try await store.perform(
      .saveDraft(
        Draft(body: draft.body, purpose: .reply, savedAt: store.now()), id, by: Workspace.user,
        draft.vault))
  }

  private func expectNothingReadable(in directory: URL) throws {
    let files = try #require(
      FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil))
    var byteCount = 0
    for case let file as URL in files {
      guard let bytes = try? Data(contentsOf: file) else { continue }
      byteCount += bytes.count
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      for canary in Self.canaries {
        #expect(!text.contains(canary.string), "\(canary) in \(file.lastPathComponent)")
      }
    }
    #expect(byteCount > 50_000)
  }

  @Test func `files are their owner's alone, and the settings hold on every connection`()
    async throws
  {
    let workspace = try Workspace()
    let store = try workspace.open()
    try await store.ticket("a", "b")
    for name in ["tickets.db", "tickets.db-wal", "tickets.db-shm", "tickets.lock"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: workspace.directory.appending(path: name).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    @Sendable func pragmas(_ db: Database) throws -> [Int?] {
      try ["temp_store", "secure_delete", "foreign_keys", "trusted_schema"].map {
        try Int.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    let writer = try await store.pool.barrierWriteWithoutTransaction { db in
      (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try pragmas(db))
    }
    #expect(writer.0 == 2)
    #expect(writer.1 == [2, 1, 1, 0])
    #expect(try await store.reading { db in try pragmas(db) } == [2, 1, 1, 0])
  }

  @Test(arguments: [0o770, 0o707, 0o722])
  func `a directory that others may write in is refused`(permissions: Int) throws {
    let workspace = try Workspace()
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: workspace.directory.path)
    #expect(throws: RepositoryError.notPrivate) { try workspace.open() }
  }

  @Test func `a file of a newer program is refused`() throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    try store.pool.write { db in
      try db.execute(sql: "PRAGMA user_version = \(Schema.currentVersion + 1)")
    }
    store.close()
    #expect(throws: RepositoryError.newerVersion) { try workspace.open() }
    #expect(throws: RepositoryError.newerVersion) {
      _ = try IntakeWriter(in: workspace.directory)
    }
  }

  @Test func `another workspace's keys open nothing`() async throws {
    let (workspace, other) = try (Workspace(), Workspace())
    let store = try workspace.open()
    try await store.ticket("a", "b")
    store.close()
    try FileManager.default.copyItem(
      at: workspace.database, to: other.directory.appending(path: "tickets.db"))
    let stranger = try other.open()
    await #expect(throws: RepositoryError.self) {
      _ = try await stranger.addCustomer()
    }
    let page = try await stranger.queue(QueueQuery(view: .team), for: Workspace.user)
    #expect(page.rows == [])
    #expect(page.unreadable.count == 1)
  }
}
