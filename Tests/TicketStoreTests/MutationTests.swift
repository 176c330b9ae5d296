import Audit
import Desk
import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

struct MutationTests {
  @Test func `a change on an older version is refused`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    try await store.perform(.change(id, .priority(.high), expectedVersion: 1, dueAt: nil))
    await #expect(throws: RepositoryError.changedMeanwhile) {
      try await store.perform(.change(id, .priority(.low), expectedVersion: 1, dueAt: nil))
    }
    let ticket = try await store.ticket(id)
    #expect(ticket.priority == .high)
    #expect(ticket.version == 2)
  }

  @Test func `tags are added once and removed`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me", tags: ["a", "a"])
    try await store.perform(.change(id, .addTag("b"), expectedVersion: 1, dueAt: nil))
    try await store.perform(.change(id, .addTag("b"), expectedVersion: 2, dueAt: nil))
    #expect(try await store.ticket(id).tags == ["a", "b"])
    try await store.perform(.change(id, .removeTag("a"), expectedVersion: 3, dueAt: nil))
    #expect(try await store.ticket(id).tags == ["b"])
  }

  @Test(arguments: [
    (TicketStatus.new, TicketStatus.new), (.open, .open), (.pending, .open), (.hold, .open),
    (.snoozed, .open), (.solved, .open), (.closed, .open), (.spam, .spam), (.deleted, .deleted),
  ])
  func `an incoming message reopens what had been put aside`(
    before: TicketStatus, after: TicketStatus
  ) async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    try await store.perform(.change(id, .status(before), expectedVersion: 1, dueAt: nil))
    var message = try await store.message("still there?", on: id)
    message.dueAt = workspace.clock.now + 7
    try await store.perform(.add(message, to: id))
    let ticket = try await store.ticket(id)
    #expect(ticket.status == after)
    #expect(ticket.dueAt == workspace.clock.now + 7)
  }

  @Test func `a held reply is recalled into the draft, and the ticket goes back`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let before = try await store.ticket(id)
    var reply = try await store.message(
      "On its way", on: id, kind: .reply,
      delivery: .held(until: workspace.clock.now + 10))
    reply.endsDraftOf = Workspace.user
    let sent = try await store.perform(.add(reply, to: id))
    let message = try #require(sent.message)
    #expect(try await store.ticket(id).status == .open)
    #expect(try await store.ticket(id).dueAt == nil)
    try await store.perform(.recall(message, by: Workspace.user))
    let after = try await store.ticket(id)
    #expect(after.status == before.status)
    #expect(after.dueAt == before.dueAt)
    #expect(try await store.messages(of: id).count == 1)
    let draft = try #require(try await store.draft(of: id, by: Workspace.user))
    #expect(draft.body.screenForm == "On its way")
    // The id is not used again: seals are bound to it.
    let next = try await store.perform(.add(store.message("again", on: id), to: id))
    #expect(try #require(next.message) > message)
  }

  @Test func `a message that has left is not recalled`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let sent = try await store.perform(
      .add(
        store.message("Done", on: id, kind: .reply, delivery: .sent(at: workspace.clock.now)),
        to: id))
    let message = try #require(sent.message)
    await #expect(throws: RepositoryError.alreadySent) {
      try await store.perform(.recall(message, by: Workspace.user))
    }
  }

  @Test func `drafts are each person's own`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let text = try await store.message("half a", on: id, kind: .reply)
    let draft = Draft(body: text.body, purpose: .note, savedAt: workspace.clock.now)
    try await store.perform(.saveDraft(draft, id, by: Workspace.user, text.vault))
    try await store.perform(.saveDraft(draft, id, by: Workspace.user, text.vault))
    #expect(try await store.draft(of: id, by: Workspace.user) == draft)
    #expect(try await store.draft(of: id, by: UserID(rawValue: 2)) == nil)
    try await store.perform(.discardDraft(id, by: Workspace.user))
    #expect(try await store.draft(of: id, by: Workspace.user) == nil)
  }

  @Test func `identifiers are kept with the text, or neither is`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let vault = try await store.customer()
    let id = try await store.ticket("Help", "me", from: vault)
    let known = try await store.vault(of: vault.vault.key.owner)
    #expect(known.vault.identifiers.map(\.token.kind) == [.email, .person])
    // `vault` is of before: whoever masked with it may have given out the same tokens.
    await #expect(throws: RepositoryError.changedMeanwhile) {
      try await store.ticket("Second", "text", from: vault)
    }
    #expect(try await store.ticketCount(of: vault.vault.key.owner) == 1)
    let code = try #require(known.vault.identifiers.first).lookupCode
    #expect(try await store.customers(with: code) == [vault.vault.key.owner])
    #expect(try await store.tickets(of: vault.vault.key.owner, limit: 9).map(\.id) == [id])
  }

  @Test func `a second delivery of a mail is refused and found`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let code = store.lookupKey.code(domain: "mail", value: Array("<1@x>".utf8))
    var message = try await store.message("two", on: id)
    message.mailID = code
    let first = try await store.perform(.add(message, to: id))
    let again = message
    await #expect(throws: RepositoryError.duplicate) {
      try await store.perform(.add(again, to: id))
    }
    let filed = try #require(try await store.mail(with: code))
    #expect(filed.ticket == id)
    #expect(filed.message == first.message)
    #expect(try await store.messages(of: id).count == 2)
  }

  @Test(arguments: [0, 1, 1_000, 256 * 1024, 600_000])
  func `a file is kept whole`(byteCount: Int) async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var message = try await store.message("see attached", on: id)
    message.attachments = [
      NewAttachment(name: message.body, mediaType: "image/png", bytes: bytes)
    ]
    message.unparsed = [1, 2, 3]
    try await store.perform(.add(message, to: id))
    let attachments = try #require(try await store.messages(of: id).last).attachments
    #expect(attachments.map(\.name.screenForm) == ["see attached", "message.eml"])
    #expect(attachments.map(\.mediaType) == ["image/png", "message/rfc822"])
    #expect(attachments.map(\.byteCount) == [byteCount, 3])
    #expect(attachments.map(\.isHeld) == [byteCount > 0, true])
    #expect(try await store.attachmentBytes(attachments[0].id) == bytes)
    #expect(try await store.attachmentBytes(attachments[1].id) == [1, 2, 3])
  }

  @Test func `a change and its entry in the log are one`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let outcome = try await store.perform(
      .change(id, .status(.pending), expectedVersion: 1, dueAt: nil),
      recording: [AuditEvent(.ticketUpdate)], finishing: nil)
    let entry = try #require(outcome.entries.first)
    #expect(try await store.entry(entry.seq) == entry)
    #expect(try await store.head() == entry.head)
    await #expect(throws: RepositoryError.changedMeanwhile) {
      try await store.perform(
        .change(id, .status(.open), expectedVersion: 1, dueAt: nil),
        recording: [AuditEvent(.ticketUpdate)], finishing: nil)
    }
    #expect(try await store.head() == entry.head)
  }

  @Test func `an entry is read back as it was appended, and a receipt is given`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let vault = try await store.customer()
    let id = try await store.ticket("Help", "me", from: vault)
    let identifier = try #require(
      try await store.vault(of: vault.vault.key.owner).vault.identifiers.first)
    let log = AuditLog(journal: store, writer: store.audit)
    let event = AuditEvent.reveal(
      of: identifier, on: id, reasonCode: "contact", reason: nil,
      expires: workspace.clock.now + 60)
    let receipt = try await log.revealReceipt(for: identifier, recording: event)
    #expect(receipt.entrySeq == 1)
    #expect(try await store.entries(1...9).count == 1)
    #expect(try await store.lookCount(by: Workspace.user, since: workspace.clock.now) == 1)
    #expect(try await store.verify() == [])
  }
}
