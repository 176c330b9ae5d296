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

/// Masks that are added by hand, and masks that are lifted.
struct MarkingTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>
  private let supervisor: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben")
    supervisor = try workspace.place(of: "ada")
  }

  private func words(_ id: TicketID) async throws -> [String] {
    let conversation = try await place.desk().conversation(id)
    return ([conversation.ticket.subject] + conversation.messages.map(\.body))
      .map(\.screenForm.string)
  }

  private func lift(_ token: Token, on ticket: TicketID) -> LiftRequest {
    LiftRequest(
      ticket: ticket, token: token, reasonCode: "other", reason: "It is the number of a part")
  }

  @Test func `a miss is sealed in all that was written, and in what comes`() async throws {
    let ticket = try await place.ticket(
      subject: "Locker 77-QX-31", saying: "It is locker 77-QX-31 by the door.")
    _ = try await place.message("Looked at 77-QX-31 with her", on: ticket, kind: .note)
    let count = try await place.desk().mark(
      MarkRequest(ticket: ticket, words: "77-QX-31", kind: .customerID))
    #expect(count == 3)
    _ = try await place.message("And 77 qx 31 again", on: ticket)
    #expect(
      try await words(ticket) == [
        "Locker ‹customer 1›", "It is locker ‹customer 1› by the door.",
        "Looked at ‹customer 1› with her", "And ‹customer 1› again",
      ])
    #expect(try await place.store.verify() == [])
    let summary = try await place.desk().conversation(ticket).requester.identifiers
      .first { $0.token.kind == .customerID }
    #expect(summary?.reason?.evidence == "marked by hand" && summary?.isProfile == false)
  }

  @Test func `a mark is on record by its kind, without its value`() async throws {
    let ticket = try await place.ticket(saying: "It is locker Zanzibar by the door.")
    _ = try await place.desk().mark(
      MarkRequest(ticket: ticket, words: "Zanzibar", kind: .unexamined))
    let record = try #require(try await supervisor.records().last)
    #expect(record.action == .maskAdd && record.kind == .unexamined && record.count == 1)
    #expect(record.ticket == ticket && record.valueCode != nil)
    #expect(!AuditFormat.jsonLines.line(for: record).contains("Zanzibar"))
  }

  @Test(arguments: ["", "é", " 7 ", "..a1."] as [SanitizedText])
  func `what can stand anywhere is refused`(words: SanitizedText) async throws {
    let ticket = try await place.ticket(saying: "a1 a1 a1")
    await #expect(throws: DeskError.tooShort) {
      _ = try await place.desk().mark(MarkRequest(ticket: ticket, words: words, kind: .person))
    }
  }

  @Test func `a third person's name that was marked is nothing the customer goes by`() async throws
  {
    let ticket = try await place.ticket(
      of: Customer(name: "", email: "someone@example.net"), saying: "Ask Zebulon Quay.")
    _ = try await place.desk().mark(
      MarkRequest(ticket: ticket, words: "Zebulon Quay", kind: .person))
    #expect(try await place.desk().conversation(ticket).requester.nameHint == "")
    let preview = try await place.desk().preview(
      .reply("Hello {{customer.first_name|there}}"), for: ticket)
    let marked = try #require(try await place.tokens(.person, of: ticket).last)
    #expect(!preview.tokens.contains(marked))
  }

  @Test func `a false mask becomes words after its record, and stays so in later mail`()
    async throws
  {
    let ticket = try await place.ticket(saying: "The part says +44 20 7946 0958 on it.")
    let token = try #require(try await place.tokens(.phone, of: ticket).last)
    #expect(try await place.desk().lift(lift(token, on: ticket)) == 1)
    #expect(try await words(ticket)[1] == "The part says +44 20 7946 0958 on it.")
    _ = try await place.message("Yes, +44 20 7946 0958", on: ticket)
    #expect(try await words(ticket)[2] == "Yes, +44 20 7946 0958")
    let other = try await place.ticket(of: .jonas, saying: "Mine says +44 20 7946 0958 too")
    #expect(try await words(other)[1] == "Mine says +44 20 7946 0958 too")
    #expect(try await place.store.verify() == [])

    let records = try await supervisor.records()
    let look = try #require(records.first { $0.action == .maskLift })
    #expect(look.reasonCode?.string == "other" && look.reason == "It is the number of a part")
    let change = try #require(records.first { $0.detail == "mask.lift" })
    #expect(change.seq > look.seq && change.earlierEntry == look.seq && change.count == 1)
    #expect(try await place.desk().budget().used == 1)
    let listed = try await place.desk().conversation(ticket).requester.identifiers.map(\.token)
    #expect(!listed.contains(token))
  }

  @Test func `what any customer goes by keeps its mask`() async throws {
    let mara = try await place.ticket(saying: "Hello")
    let own = try #require(try await place.tokens(.email, of: mara).first)
    await #expect(throws: DeskError.notLiftable("‹email 1›")) {
      _ = try await place.desk().lift(lift(own, on: mara))
    }
    let jonas = try await place.ticket(of: .jonas, saying: "I know mara.okafor@example.net")
    let mention = try #require(try await place.tokens(.email, of: jonas).last)
    await #expect(throws: DeskError.notLiftable("‹email 2›")) {
      _ = try await place.desk().lift(lift(mention, on: jonas))
    }
    let tries = try await supervisor.records().filter { $0.action == .maskLift }
    #expect(tries.map(\.outcome) == [.denied, .denied])
    #expect(try await place.desk().budget().used == 0)
  }

  @Test func `a value that stays readable is masked for whom it belongs to`() async throws {
    let ticket = try await place.ticket(of: .jonas, saying: "Part +44 7700 900158")
    let token = try #require(try await place.tokens(.phone, of: ticket).first)
    _ = try await place.desk().lift(lift(token, on: ticket))
    let mara = try await place.ticket(saying: "Call +44 7700 900158")
    #expect(try await words(mara)[1] == "Call ‹phone 1›")
  }

  @Test func `without a record no mask is lifted`() async throws {
    let ticket = try await place.ticket(saying: "The part says +44 20 7946 0958 on it.")
    let token = try #require(try await place.tokens(.phone, of: ticket).last)
    let before = try await words(ticket)
    await #expect {
      _ = try await place.desk(log: place.failingLog()).lift(lift(token, on: ticket))
    } throws: { error in
      if case DeskError.notRecorded = error { true } else { false }
    }
    #expect(try await words(ticket) == before)
  }

  @Test func `the policy decides on lifting as on looking`() async throws {
    let ticket = try await place.ticket(
      saying: "My password is Teapot-Rain-77. The part says +44 20 7946 0958.")
    let token = try #require(try await place.tokens(.password, of: ticket).first)
    await #expect(throws: DeskError.neverShown("‹password 1›")) {
      _ = try await place.desk().lift(lift(token, on: ticket))
    }
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = 0
    let phone = try #require(try await place.tokens(.phone, of: ticket).last)
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 0, limit: 0))) {
      _ = try await place.desk(policy: policy).lift(lift(phone, on: ticket))
    }
    var empty = lift(phone, on: ticket)
    empty.reason = " "
    await #expect(throws: DeskError.reasonMissing) { _ = try await place.desk().lift(empty) }
  }

  @Test func `a lifted mask is put back by marking the words`() async throws {
    let ticket = try await place.ticket(saying: "The part says +44 20 7946 0958 on it.")
    let token = try #require(try await place.tokens(.phone, of: ticket).last)
    _ = try await place.desk().lift(lift(token, on: ticket))
    _ = try await place.desk().mark(
      MarkRequest(ticket: ticket, words: "+44 20 7946 0958", kind: .phone))
    #expect(try await words(ticket)[1] == "The part says ‹phone 2› on it.")
    _ = try await place.message("Yes, +44 20 7946 0958", on: ticket)
    #expect(try await words(ticket)[2] == "Yes, ‹phone 2›")
  }

  @Test func `only a supervisor examines stored tickets again`() async throws {
    _ = try await place.ticket(saying: "Hello")
    func examiner(_ place: Place<Practice>) -> StoredTextExaminer<Practice> {
      StoredTextExaminer(repository: place.store, masker: Masker(), user: place.user)
    }
    await #expect(throws: DeskError.notAllowed(.remaskTickets)) {
      _ = try await examiner(place).run(fromStart: false) { _ in .goOn }
    }
    let step = try await examiner(supervisor).run(fromStart: false) { _ in .goOn }
    #expect(step.isFinished && step.report.ticketCount == 1 && step.report.sealed.isEmpty)
  }

  @Test func `an examination that was stopped goes on`() async throws {
    for number in 0..<StoredTextExaminer<Practice>.ticketsAStep + 3 {
      _ = try await place.ticket(
        of: Customer(name: "", email: SanitizedText(sanitizing: "c\(number)@example.net")),
        saying: "Hello")
    }
    let examiner = StoredTextExaminer(
      repository: supervisor.store, masker: Masker(), user: supervisor.user)
    let first = try await examiner.run(fromStart: false) { _ in .stop }
    #expect(!first.isFinished)
    let last = try await examiner.run(fromStart: false) { _ in .goOn }
    #expect(last.isFinished && last.report.ticketCount == first.report.ticketCount + 3)
  }
}
