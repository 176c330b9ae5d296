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

struct WorkingTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben")
  }

  @Test func `a draft is kept masked and comes back as it was`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    try await desk.saveDraft(
      .reply("Dear {{customer.first_name}}, I call ‹phone 1› and not +44 7700 900999"), for: ticket)
    let draft = try #require(try await desk.conversation(ticket).draft)
    #expect(
      draft.body.screenForm.string
        == "Dear {{customer.first_name}}, I call ‹phone 1› and not ‹phone 2›")
    #expect(draft.body.placeholders.map(\.name) == ["customer.first_name"])
    // A second desk of another person has its own.
    #expect(
      try await workspace.place(of: "cleo").desk().conversation(ticket).draft == nil)
    try await desk.discardDraft(for: ticket)
    #expect(try await desk.conversation(ticket).draft == nil)
  }

  @Test func `the second of two changes to one version is refused`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let other = try workspace.place(of: "cleo").desk()
    let version = try await place.desk().conversation(ticket).ticket.version
    try await place.desk().change(ticket, .priority(.urgent), expecting: version)
    await #expect(throws: DeskError.changedMeanwhile) {
      try await other.change(ticket, .status(.solved), expecting: version)
    }
    let now = try await other.conversation(ticket).ticket
    #expect(now.priority == .urgent && now.status == .new)
    try await other.change(ticket, .status(.solved), expecting: now.version)
  }

  @Test func `two desks that bring in identifiers at once both keep theirs`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let other = try workspace.place(of: "cleo")
    let desks: [any DeskService] = [place.desk(), other.desk()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, desk) in desks.enumerated() {
        group.addTask {
          for round in 0..<5 {
            _ = try await desk.submit(
              .note("See colleague\(index)x\(round)@example.com"), to: ticket)
          }
        }
      }
      try await group.waitForAll()
    }
    let identifiers = try await place.vault(of: ticket).vault.identifiers
    let emails = identifiers.filter { $0.token.kind == .email }
    #expect(emails.map(\.token.ordinal) == Array(1...11))
    #expect(Set(emails.map(\.lookupCode)).count == 11)
    let notes = try await place.desk().conversation(ticket).messages.filter { $0.kind == .note }
    #expect(Set(notes.flatMap(\.body.tokens)).count == 10)
  }

  @Test func `a note stays inside and a reply waits for its window`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    try await desk.saveDraft(.reply("Hel"), for: ticket)
    #expect(try await desk.submit(.note("Ask billing"), to: ticket) == nil)
    #expect(try await desk.conversation(ticket).ticket.dueAt != nil)
    let held = try #require(try await desk.submit(.reply("Hello"), to: ticket))
    #expect(held.until == place.clock.now + 5)
    let conversation = try await desk.conversation(ticket)
    #expect(conversation.messages.map(\.kind) == [.incoming, .note, .reply])
    #expect(conversation.messages.last?.delivery == .held(until: held.until))
    #expect(conversation.draft == nil)
    #expect(conversation.ticket.dueAt == nil && conversation.ticket.status == .open)
    #expect(try await place.store.claimOutgoing(lease: .seconds(60)) == nil)
  }

  @Test func `a reply comes back while its window is open, and not after it left`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    let before = try await desk.conversation(ticket).ticket
    let first = try #require(
      try await desk.submit(.reply("Hello {{customer.first_name}}"), to: ticket))
    try await desk.undo(first)
    let back = try await desk.conversation(ticket)
    #expect(back.draft?.body.screenForm.string == "Hello {{customer.first_name}}")
    #expect(back.messages.map(\.kind) == [.incoming])
    #expect(back.ticket.status == before.status && back.ticket.dueAt == before.dueAt)

    let second = try #require(try await desk.submit(.reply("Hello"), to: ticket))
    place.clock.advance(by: .seconds(6))
    let claimed = try #require(try await place.store.claimOutgoing(lease: .seconds(60)))
    #expect(claimed.message.id == second.message)
    await #expect(throws: DeskError.alreadySent) { try await desk.undo(second) }
    try await place.store.perform(.setDelivery(second.message, .sent(at: place.clock.now)))
    await #expect(throws: DeskError.alreadySent) { try await desk.undo(second) }
  }

  @Test func `a reply goes to the address the customer last wrote from`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let emails = try await place.tokens(.email, of: ticket)
    var vault = try await place.vault(of: ticket)
    let second = try vault.vault.addProfile(
      UnmaskedText(received: "mara@home.example"), kind: .email)
    let mention = try vault.vault.addMention(
      UnmaskedText(received: "elsewhere@example.org"), kind: .email)
    for (number, sender) in [second, mention].enumerated() {
      try await place.store.perform(
        .add(
          NewMessage(
            author: .customer, kind: .incoming, body: MaskedText(literal: "Me again"),
            sentAt: place.clock.now, vault: vault.addition,
            envelope: Envelope(correspondent: sender, mailID: "\(number)@example.org")),
          to: ticket))
      vault = try await place.vault(of: ticket)
    }
    _ = try await place.desk().submit(.reply("Hello"), to: ticket)
    let envelope = try #require(try await place.store.mails(of: ticket).last?.envelope)
    #expect(emails.count == 1)
    #expect(envelope.correspondent == second)
  }

  @Test func `what was done is in the log, and what was written is not`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    _ = try await desk.submit(.note("Secret sauce"), to: ticket)
    let held = try #require(try await desk.submit(.reply("Hello there"), to: ticket))
    try await desk.undo(held)
    let records = try await workspace.place(of: "ada").records()
    #expect(records.map(\.action) == [.ticketNote, .ticketUpdate, .ticketUpdate])
    #expect(records.map(\.detail?.string) == [nil, "reply", "recall"])
    #expect(records.allSatisfy { $0.ticket == ticket && $0.actorName.string == "ben" })
    #expect(!"\(records)".contains("sauce") && !"\(records)".contains("Hello there"))
  }
}
