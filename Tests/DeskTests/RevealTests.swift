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

struct RevealTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>
  private let supervisor: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben")
    supervisor = try workspace.place(of: "ada")
  }

  private func ticket() async throws -> TicketID {
    try await place.ticket(
      saying: "My card is 4111 1111 1111 1111 and my password is Teapot-Rain-77.")
  }

  private func token(_ kind: IdentifierKind, _ ticket: TicketID) async throws -> Token {
    try #require(try await place.tokens(kind, of: ticket).first)
  }

  @Test func `a value opens after its record, until it is masked again`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    let token = try await token(.phone, ticket)
    let reveal = try #require(try await desk.reveal(.of([token], on: ticket)).first)
    #expect(reveal.shown == "+44 7700 900158")
    #expect(reveal.expiresAt == place.clock.now + 300)

    let record = try #require(try await supervisor.records().last)
    #expect(record.action == .revealOpen && record.seq == Int64(reveal.entry))
    #expect(record.token?.string == "‹phone 1›" && record.reasonCode?.string == "contact")
    #expect(record.reason?.string == "She asked for a call")
    #expect(record.expires == reveal.expiresAt && record.ticket == ticket)

    await desk.remask([reveal])
    #expect(reveal.shown == nil && reveal.isClosed)
    await desk.remask([reveal])
    let after = try await supervisor.records().suffix(from: 1)
    #expect(after.map(\.action) == [.revealClose])
    #expect(after.first?.earlierEntry == Int64(reveal.entry))
  }

  @Test func `a clock that ran out is told from a hand that closed`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    let reveals = try await desk.reveal(
      .of([try await token(.phone, ticket)], on: ticket, duration: .seconds(60)))
    place.clock.advance(by: .seconds(60))
    await desk.remask(reveals)
    #expect(try await supervisor.records().map(\.action) == [.revealOpen, .revealExpire])
  }

  @Test func `a log that cannot be written opens nothing`() async throws {
    let ticket = try await ticket()
    let desk = place.desk(log: place.failingLog())
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await desk.reveal(.of([try await token(.phone, ticket)], on: ticket))
    }
    #expect(try await supervisor.records().isEmpty)
  }

  @Test func `of several either all open or none`() async throws {
    let ticket = try await ticket()
    let desk = place.desk(log: place.failingLog(after: 1))
    let tokens = [try await token(.phone, ticket), try await token(.email, ticket)]
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await desk.reveal(.of(tokens, on: ticket))
    }
    #expect(try await supervisor.records().isEmpty)
    let both = try await place.desk().reveal(.of(tokens, on: ticket))
    #expect(Set(both.map(\.token)) == Set(tokens))
  }

  @Test func `another customer's token opens nothing here`() async throws {
    let ticket = try await ticket()
    let other = try await place.ticket(of: .jonas, saying: "See a@example.org, b@example.org")
    let foreign = try #require(try await place.tokens(.email, of: other).last)
    await #expect(throws: DeskError.notFound) {
      _ = try await place.desk().reveal(
        .of([foreign, try await token(.phone, ticket)], on: ticket))
    }
    await #expect(throws: DeskError.notFound) {
      _ = try await place.desk().reveal(.of([], on: ticket))
    }
  }

  @Test func `the policy decides by kind, and a refusal is on record`() async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .approval
    let desk = place.desk(policy: policy)
    await #expect(throws: DeskError.neverShown("‹password 1›")) {
      _ = try await desk.reveal(.of([try await token(.password, ticket)], on: ticket))
    }
    await #expect(throws: DeskError.needsApproval("‹card 1›")) {
      _ = try await desk.reveal(
        .of([try await token(.phone, ticket), try await token(.card, ticket)], on: ticket))
    }
    let records = try await supervisor.records()
    #expect(records.map(\.action) == [.revealDeny, .revealDeny])
    #expect(records.allSatisfy { $0.outcome == .denied })
    #expect(try await desk.reveal(.of([try await token(.phone, ticket)], on: ticket)).count == 1)
  }

  @Test(
    arguments: [
      ("nosuch", "She asked", 300, DeskError.reasonMissing),
      ("contact", "", 300, .reasonMissing), ("contact", " . ", 300, .reasonMissing),
      ("contact", "She asked", 901, .durationTooLong),
      ("contact", "She asked", 0, .durationTooLong),
      ("contact", "She asked", -5, .durationTooLong),
    ] as [(String, SanitizedText, Int, DeskError)])
  func `a look needs a reason and an end`(
    code: String, reason: SanitizedText, seconds: Int, error: DeskError
  ) async throws {
    let ticket = try await ticket()
    let request = RevealRequest.of(
      [try await token(.phone, ticket)], on: ticket, reasonCode: code, reason: reason,
      duration: .seconds(seconds))
    await #expect(throws: error) { _ = try await place.desk().reveal(request) }
  }

  @Test func `the shift's budget ends with the shift`() async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = 2
    let desk = place.desk(policy: policy)
    let tokens = [try await token(.phone, ticket), try await token(.email, ticket)]
    await desk.remask(try await desk.reveal(.of(tokens, on: ticket)))
    #expect(try await desk.budget() == PrivacyBudget(used: 2, limit: 2))
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 2, limit: 2))) {
      _ = try await desk.reveal(.of([tokens[0]], on: ticket))
    }
    let other = try workspace.place(of: "cleo").desk(policy: policy)
    #expect(try await other.budget().used == 0)
    place.clock.advance(by: .seconds(86_400))
    #expect(try await desk.reveal(.of([tokens[0]], on: ticket)).count == 1)
  }

  @Test func `the next who looks sees who looked before`() async throws {
    let ticket = try await ticket()
    let desk = place.desk()
    #expect(try await desk.lastLook(at: ticket) == nil)
    _ = try await desk.reveal(.of([try await token(.phone, ticket)], on: ticket))
    let look = try await workspace.place(of: "cleo").desk().lastLook(at: ticket)
    #expect(look == LastLook(name: "ben", at: place.clock.now, reason: "contact the customer"))
  }

  @Test func `a reason is kept masked`() async throws {
    let ticket = try await ticket()
    _ = try await place.desk().reveal(
      .of(
        [try await token(.phone, ticket)], on: ticket,
        reason: "She wrote from mara@home.example"))
    #expect(try await supervisor.records().last?.reason?.string == "She wrote from •••")
  }

  @Test func `two consoles of one person cannot each have the last look`() async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = 3
    let desks = [place.desk(policy: policy), try workspace.place(of: "ben").desk(policy: policy)]
    let request = RevealRequest.of([try await token(.phone, ticket)], on: ticket)
    let opened = await withTaskGroup(of: Int.self) { group in
      for round in 0..<8 {
        group.addTask { (try? await desks[round % 2].reveal(request))?.count ?? 0 }
      }
      return await group.reduce(0, +)
    }
    #expect(opened == 3)
    let looks = try await supervisor.records().filter { $0.action == .revealOpen }
    #expect(looks.count == 3)
  }

  @Test func `a request for more than is left opens none of it`() async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = 1
    let tokens = [try await token(.phone, ticket), try await token(.email, ticket)]
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 0, limit: 1))) {
      _ = try await place.desk(policy: policy).reveal(.of(tokens, on: ticket))
    }
    let records = try await supervisor.records()
    #expect(records.map(\.action) == [.revealDeny])
    #expect(records.first?.error?.string == "budget_used_up")
  }

  @Test func `a shift begins when the policy says, with a budget of its own`() async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = .each([.agent: 1])
    policy.shifts = ShiftPlan(starts: [6 * 60, 14 * 60])
    let desk = place.desk(policy: policy)
    let request = RevealRequest.of([try await token(.phone, ticket)], on: ticket)
    // The fixture's clock stands at 08:00 UTC.
    #expect(try await desk.reveal(request).count == 1)
    place.clock.advance(by: .seconds(6 * 3_600 - 1))
    await #expect(throws: DeskError.self) { _ = try await desk.reveal(request) }
    place.clock.advance(by: .seconds(1))
    #expect(try await desk.reveal(request).count == 1)
    #expect(try await supervisor.desk(policy: policy).budget().limit == 0)
  }

  /// Each role and each class, as the policy says; a role that is not named sees nothing.
  @Test(
    arguments: [
      ("ben", ClassByRole.selfService, EscalationClass.selfService),
      ("ben", .approval, .approval), ("ben", .breakGlass, .breakGlass), ("ben", .never, .never),
      ("ben", .each([.supervisor: .selfService]), .never),
      ("ben", .each([.agent: .selfService, .supervisor: .never]), .selfService),
      ("ada", .each([.agent: .selfService, .supervisor: .never]), .never),
      ("ada", .each([.agent: .approval]), .never), ("ada", .selfService, .selfService),
    ])
  func `a role sees what the policy says of it`(
    name: String, rule: ClassByRole, expected: EscalationClass
  ) async throws {
    let ticket = try await ticket()
    var policy = EscalationPolicy.standard
    policy.classes[.phone] = rule
    let desk = try workspace.place(of: name).desk(policy: policy)
    let request = RevealRequest.of([try await token(.phone, ticket)], on: ticket)
    var refusal: DeskError?
    do { _ = try await desk.reveal(request) } catch { refusal = error }
    switch expected {
    case .selfService: #expect(refusal == nil)
    case .approval, .breakGlass: #expect(refusal == .needsApproval("‹phone 1›"))
    case .never: #expect(refusal == .neverShown("‹phone 1›"))
    }
    let shown = try await desk.conversation(ticket).requester.identifiers
      .first { $0.token.kind == .phone }
    #expect(shown?.escalation == expected)
  }
}
