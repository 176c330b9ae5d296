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

struct OutgoingCheckTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben")
  }

  /// A ticket of Mara's with a card, a password and a friend's address in it, and a colleague's
  /// note about somebody else.
  private func ticket() async throws -> TicketID {
    try await place.ticket(of: .jonas, saying: "Hello")
    let ticket = try await place.ticket(
      saying: """
        My card is 4111 1111 1111 1111 and my password is Teapot-Rain-77.
        My sister is asha.pillai@example.com
        """)
    try await place.message(
      "The parcel went to a neighbour, phone +44 7700 900461", on: ticket, kind: .note)
    return ticket
  }

  private static let block = OutgoingFinding.Severity.block
  private static let confirm = OutgoingFinding.Severity.confirm
  private static let inform = OutgoingFinding.Severity.inform

  @Test(
    arguments: [
      ("Hello Mara, we will call you.", []),
      ("Your number is +44 7700 900158 and your mail mara.okafor@example.net", []),
      ("We call ‹phone 1› and write to ‹email 1›, {{customer.first_name}}", []),
      ("We also wrote to asha.pillai@example.com", []),
      ("The card 4111 1111 1111 1111 was charged", [block]),
      ("The card 5555 5555 5555 4444 was charged", [block]),
      ("The password is Teapot-Rain-77", [block]),
      ("Pay to GB82 WEST 1234 5698 7654 32", [block]),
      ("Your NIF is 12345678Z", [block]),
      ("It went to jonas.weller@example.org", [block]),
      ("It went to someone.else@example.org", [confirm]),
      ("Call +44 7700 900999 instead", [confirm]),
      ("The neighbour's phone is +44 7700 900461", [confirm]),
      ("The neighbour's phone is ‹phone 2›", [confirm]),
      ("Call ‹phone 9› instead", [block]),
      ("Your order {{order_ref}} is on its way", [block]),
      ("Your order {{order_ref|of today}} is on its way", []),
      ("Your order {{order_ref|of today!}} is on its way", [block]),
      ("It was ‹card 1›", [inform]),
      ("Your ‹password 1› works again", [inform]),
    ] as [(SanitizedText, [OutgoingFinding.Severity])])
  func `a reply is looked through`(
    text: SanitizedText, expected: [OutgoingFinding.Severity]
  ) async throws {
    let findings = try await place.desk().check(.reply(text), for: ticket())
    #expect(findings.map(\.severity) == expected, "\(findings)")
    for canary in ["4111", "7700", "Teapot", "jonas", "someone"] {
      #expect(!"\(findings)".contains(canary))
    }
  }

  @Test func `what an autosaved draft brought in is still not the customer's`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    for (text, severity) in [
      ("It went to jonas.weller@example.org", Self.block),
      ("Call +44 7700 900999 instead", Self.confirm),
    ] as [(SanitizedText, OutgoingFinding.Severity)] {
      try await desk.saveDraft(.reply(text), for: ticket)
      #expect(try await desk.check(.reply(text), for: ticket).map(\.severity) == [severity])
    }
  }

  @Test func `what is put in its token's place may leave`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    let typed = Composition.reply("The card 4111 1111 1111 1111 was charged")
    try await desk.saveDraft(typed, for: ticket)
    let masked = try #require(try await desk.conversation(ticket).draft).body.screenForm
    #expect(masked.string == "The card ‹card 1› was charged")
    let findings = try await desk.check(.reply(masked), for: ticket)
    #expect(findings.map(\.explanation.string) == ["‹card 1› leaves as •••• 1111"])
    #expect(try await desk.submit(.reply(masked), to: ticket) != nil)
  }

  @Test func `what is blocked leaves with no reason whatever`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    let composition = Composition.reply("Card 4111 1111 1111 1111", reason: "She insists")
    await #expect(throws: DeskError.self) { try await desk.submit(composition, to: ticket) }
    #expect(try await desk.conversation(ticket).messages.map(\.kind) == [.incoming, .note])
  }

  @Test(arguments: ["", "   ", "..."] as [SanitizedText])
  func `a reason has words`(reason: SanitizedText) async throws {
    let ticket = try await ticket()
    await #expect(throws: DeskError.self) {
      try await place.desk().submit(.reply("Call +44 7700 900999", reason: reason), to: ticket)
    }
  }

  @Test func `what leaves with a reason is logged with it, masked`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    _ = try await desk.submit(
      .reply("Call +44 7700 900999", reason: "Our courier, not +44 7700 900998"), to: ticket)
    let record = try #require(try await workspace.place(of: "ada").records().last)
    #expect(record.detail?.string == "reply.override")
    #expect(record.reason?.string == "Our courier, not •••")
  }

  @Test func `a copy to somebody else is a reveal`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    let copies: [SanitizedText] = ["ben.reyes@example.org", "‹email 2›"]
    #expect(try await desk.check(.reply("Hello", copies: copies), for: ticket).isEmpty)
    let telling = Composition.reply("Hello {{customer.name}}", copies: copies)
    #expect(try await desk.check(telling, for: ticket).map(\.severity) == [.confirm])
    await #expect(throws: DeskError.self) { try await desk.submit(telling, to: ticket) }
    _ = try await desk.submit(
      .reply("Hello {{customer.name}}", copies: copies, reason: "Both asked for it"), to: ticket)
    let envelope = try #require(try await place.store.mails(of: ticket).last?.envelope)
    #expect(envelope.copies.map(\.screenForm.string) == ["‹email 3›", "‹email 2›"])
    #expect(envelope.correspondent.screenForm.string == "‹email 1›")
  }

  @Test(arguments: ["nobody", "‹phone 1›", "a@example.org, b@example.org", "‹email 7›"])
  func `a copy to no address is not dropped in silence`(copy: String) async throws {
    let ticket = try await ticket()
    let composition = Composition.reply("Hello", copies: [SanitizedText(sanitizing: copy)])
    #expect(
      try await place.desk().check(composition, for: ticket).map(\.severity) == [.block])
  }

  @Test func `a note may hold what it likes, for it is masked`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    _ = try await desk.submit(.note("Card 4111 1111 1111 1111, {{x}}"), to: ticket)
    let note = try #require(try await desk.conversation(ticket).messages.last)
    #expect(note.body.screenForm.string == "Card ‹card 1›, {{x}}")
  }
}
