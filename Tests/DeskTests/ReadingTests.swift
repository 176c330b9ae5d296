import Assistant
import Audit
@testable import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

struct ReadingTests {
  private let workspace = Result { try Workspace<Practice>() }

  private func place(_ name: String = "ben") throws -> Place<Practice> {
    try workspace.get().place(of: name)
  }

  @Test func `the queue and the conversation are masked`() async throws {
    let place = try place()
    let ticket = try await place.ticket(
      subject: "Call +44 7700 900158", saying: "My card is 4111 1111 1111 1111. Mara Okafor")
    let desk = place.desk()
    let page = try await desk.queue(QueueQuery(view: .team))
    #expect(page.rows.map(\.id) == [ticket])
    #expect(page.rows.first?.ticket.subject.screenForm.string == "Call ‹phone 1›")
    let conversation = try await desk.conversation(ticket)
    #expect(
      conversation.messages.map(\.body.screenForm.string) == ["My card is ‹card 1›. ‹name 1›"])
    #expect(conversation.requester.nameHint.string == "M••• O•••")
    let hints = Dictionary(
      conversation.requester.identifiers.map { ($0.token.screenForm.string, $0.hint.string) },
      uniquingKeysWith: { first, _ in first })
    #expect(hints["‹card 1›"] == "•••• 1111")
    #expect(hints["‹email 1›"] == "m•••@e•••.net")
  }

  /// What a search by words finds, once the words are indexed.
  private func found(_ words: SanitizedText, at desk: any DeskService) async throws -> [TicketID] {
    while true {
      let rows = try await desk.search(words)
      if !rows.isEmpty { return rows.map(\.id) }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `search finds by word, and by a whole address through its keyed code`() async throws {
    let place = try place()
    let desk = place.desk()
    let mara = try await place.ticket(saying: "The kettle leaks")
    let jonas = try await place.ticket(of: .jonas, saying: "The lid is gone")
    #expect(try await found("kettle", at: desk) == [mara])
    #expect(try await desk.search("Jonas.Weller@example.org").map(\.id) == [jonas])
    #expect(try await desk.search("jonas.weller@example.com").isEmpty)
    let searches = try await self.place("ada").records().filter { $0.action == .searchExact }
    #expect(searches.map(\.kind) == [.email, .email])
    #expect(searches.allSatisfy { $0.valueCode != nil })
    let typed = try #require(searches.first)
    #expect(!"\(typed)".contains("weller"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `an exact search that cannot be recorded finds nothing`() async throws {
    let place = try place()
    _ = try await place.ticket(saying: "Hello")
    let desk = place.desk(log: place.failingLog())
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await desk.search("mara.okafor@example.net")
    }
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await desk.search("hello")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a search by words is on record without the words`() async throws {
    let place = try place()
    let ticket = try await place.ticket(saying: "The kettle leaks")
    #expect(try await found("kettle", at: place.desk()) == [ticket])
    let searches = try await self.place("ada").records().filter { $0.action == .searchText }
    #expect(searches.contains { $0.count == 1 })
    #expect(!"\(searches)".contains("kettle"))
  }

  @Test func `marking as seen is a change only while something is unread`() async throws {
    let place = try place()
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    func unread() async throws -> Int? {
      try await desk.queue(QueueQuery(view: .team)).rows.first?.unreadCount
    }
    #expect(try await unread() == 1)
    try await desk.markSeen(ticket)
    #expect(try await unread() == 0)

    var events = await desk.events().makeAsyncIterator()
    try await desk.markSeen(ticket)
    await desk.notify(Notice(.information, "after"))
    #expect(await events.next() == .notice(Notice(.information, "after")))

    try await place.message("Are you there?", on: ticket)
    #expect(try await unread() == 1)
  }

  @Test func `a view is recorded once a session, and again where the record failed`() async throws {
    let place = try place()
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    try await desk.markSeen(ticket)
    try await desk.markSeen(ticket)
    let views = try await self.place("ada").records().filter { $0.action == .ticketView }
    #expect(views.map(\.ticket) == [ticket])

    let failing = place.desk(log: place.failingLog())
    for _ in 0..<2 {
      await #expect(throws: DeskError.self) { try await failing.markSeen(ticket) }
    }
  }

  @Test func `how a suggestion fared is in the log, in numbers`() async throws {
    let place = try place()
    let rules = try RulePack.load(
      yaml: """
        schema: sealdesk.rules/1
        rules: [{id: late, examples: [where is my parcel], reply: {en: It comes on Monday.}}]
        """, name: "own.yaml")
    let desk = place.desk(assistant: Assistant(rules: rules))
    let ticket = try await place.ticket(subject: "Parcel", saying: "where is my parcel")
    #expect(try await desk.suggestions(for: ticket).count == 1)
    try await desk.markSeen(ticket)
    _ = try await desk.submit(
      Composition(text: "It comes on Tuesday.", purpose: .reply, suggestion: "late"), to: ticket)
    await desk.recordSuggestionTally()
    await desk.recordSuggestionTally()
    let records = try await self.place("ada").records()
    #expect(
      records.filter { $0.action == .macroRun }.map(\.detail?.string)
        == ["late edited=25 kept=3"])
    #expect(
      records.filter { $0.action == .suggestionTally }.map(\.detail?.string) == ["late 1/0"])
  }

  @Test func `the assistant is given tokens, while a value is open too`() async throws {
    let place = try place()
    let canaries = [
      "4111 1111 1111 1111", "4111111111111111", "mara.okafor", "900158", "Okafor", "Teapot-Rain",
    ]
    let ticket = try await place.ticket(
      subject: "Mara Okafor, card 4111 1111 1111 1111",
      saying: """
        Call +44 7700 900158 or write to mara.okafor@example.net.
        My password is Teapot-Rain-77. Mara Okafor
        """)
    try await place.message("Her phone is +44 7700 900158", on: ticket, kind: .note)
    let desk = place.desk()
    _ = try await desk.submit(.reply("Hello {{customer.first_name}}"), to: ticket)
    let reveals = try await desk.reveal(
      .of(try await place.tokens(.card, of: ticket) + place.tokens(.email, of: ticket), on: ticket))
    #expect(reveals.count == 2)
    let given = "\(try await desk.assistantContext(of: ticket))"
    #expect(given.contains("CREDIT_CARD"))
    for canary in canaries { #expect(!given.contains(canary), "\(canary)") }
    #expect(try await desk.suggestions(for: ticket).isEmpty)
  }
}
