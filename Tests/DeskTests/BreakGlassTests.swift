import Assistant
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

/// What takes a supervisor, opened at once: the passphrase, the record, the alarm, the review.
struct BreakGlassTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>
  private let supervisor: Place<Practice>
  private let desk: SupportDesk<Practice>
  private let boss: SupportDesk<Practice>

  private static let policy: EscalationPolicy = {
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .breakGlass
    policy.classes[.iban] = .approval
    policy.breakGlass = .init(longestDuration: .seconds(120), reviewTime: .seconds(7_200))
    return policy
  }()

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben", sealing: Self.policy)
    supervisor = try workspace.place(of: "ada", sealing: Self.policy)
    desk = place.desk(policy: Self.policy)
    boss = supervisor.desk(policy: Self.policy)
  }

  private var right: TypedPassphrase { TypedPassphrase("correct horse") }

  private func ticket() async throws -> (TicketID, Token) {
    let ticket = try await place.ticket(saying: "My card is 4111 1111 1111 1111, thanks.")
    let token = try #require(try await place.tokens(.card, of: ticket).first)
    return (ticket, token)
  }

  private func request(_ token: Token, _ ticket: TicketID) -> RevealRequest {
    .of(
      [token], on: ticket, reason: "The bank calls 4111 1111 1111 1111 in", duration: .seconds(90))
  }

  @Test func `in an emergency the passphrase opens at once what a supervisor opens otherwise`()
    async throws
  {
    let (ticket, token) = try await ticket()
    await #expect(throws: DeskError.needsApproval("‹card 1›")) {
      _ = try await desk.reveal(request(token, ticket))
    }
    let reveal = try #require(
      try await desk.breakGlass(request(token, ticket), passphrase: right).first)
    #expect(reveal.shown == "4111 1111 1111 1111" && reveal.isBreakGlass)
    #expect(reveal.expiresAt == place.clock.now + 90)
    let look = try #require(try await supervisor.records().last)
    #expect(look.action == .revealBreakGlass && look.outcome == .success)
    #expect(look.token?.string == "‹card 1›" && look.ticket == ticket)
    #expect(look.reason?.string.contains("4111") == false, "a reason is masked as all is")
    #expect(look.reviewBy == place.clock.now + 7_200 && look.detail == "budget.kept")
    #expect(try await desk.budget().used == 1)
  }

  @Test func `the typed passphrase is wiped, right or wrong`() async throws {
    let (ticket, token) = try await ticket()
    for typed in [right, TypedPassphrase("wrong horse")] {
      _ = try? await desk.breakGlass(request(token, ticket), passphrase: typed)
      #expect(typed.count == 0 && typed.withBytes { $0.isEmpty })
    }
  }

  @Test func `a wrong passphrase opens nothing, is on record, and is tried five times at most`()
    async throws
  {
    let (ticket, token) = try await ticket()
    for left in [4, 3, 2, 1, 0, 0] {
      await #expect(throws: DeskError.wrongPassphrase(triesLeft: left)) {
        _ = try await desk.breakGlass(
          request(token, ticket), passphrase: TypedPassphrase("wrong horse"))
      }
    }
    await #expect(throws: DeskError.wrongPassphrase(triesLeft: 0), "the right one is too late") {
      _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
    }
    let records = try await supervisor.records()
    #expect(records.count == 7)
    #expect(records.allSatisfy { $0.action == .revealDeny && $0.outcome == .denied })
    #expect(records.allSatisfy { $0.error?.string == "wrong_passphrase" && $0.kind == .card })
    #expect(records.map(\.count) == [1, 2, 3, 4, 5, 5, 5])
    #expect(try place.notedRefusals() == 5, "each counts as a refused sign-in besides")
    #expect(try await desk.budget().used == 0)
  }

  @Test func `the right passphrase starts the count anew`() async throws {
    let (ticket, token) = try await ticket()
    for _ in 0..<3 {
      await #expect(throws: DeskError.wrongPassphrase(triesLeft: 4)) {
        _ = try await desk.breakGlass(request(token, ticket), passphrase: TypedPassphrase("no"))
      }
      _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
    }
  }

  @Test func `a desk that cannot check a passphrase breaks no glass`() async throws {
    let (ticket, token) = try await ticket()
    let blind = SupportDesk(
      session: place.session(policy: Self.policy), repository: place.store, log: place.log,
      oversight: nil, assistant: Assistant.silent, observer: nil,
      now: { [clock = place.clock] in clock.now }
    )
    await #expect(throws: DeskError.wrongPassphrase(triesLeft: 4)) {
      _ = try await blind.breakGlass(request(token, ticket), passphrase: right)
    }
  }

  @Test func `it counts in the budget and is not refused by it, which its entry says`() async throws
  {
    let (ticket, token) = try await ticket()
    var tight = Self.policy
    tight.revealsPerShift = 1
    let desk = place.desk(policy: tight)
    for _ in 0..<2 { _ = try await desk.breakGlass(request(token, ticket), passphrase: right) }
    #expect(try await desk.budget() == PrivacyBudget(used: 2, limit: 1))
    #expect(
      try await supervisor.records().suffix(2).map(\.detail) == ["budget.kept", "budget.exceeded"])
    // What it took of the budget is gone for everything else.
    let email = try #require(try await place.tokens(.email, of: ticket).first ?? nil)
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 2, limit: 1))) {
      _ = try await desk.reveal(.of([email], on: ticket))
    }
  }

  @Test func `without a record nothing opens`() async throws {
    let (ticket, token) = try await ticket()
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await place.desk(policy: Self.policy, log: place.failingLog())
        .breakGlass(request(token, ticket), passphrase: right)
    }
  }

  @Test func `it takes a reason, in words, and no longer than the policy has for it`() async throws
  {
    let (ticket, token) = try await ticket()
    var wordless = request(token, ticket)
    wordless.reason = " - "
    await #expect(throws: DeskError.reasonMissing) {
      _ = try await desk.breakGlass(wordless, passphrase: right)
    }
    var long = request(token, ticket)
    long.duration = .seconds(121)
    await #expect(throws: DeskError.durationTooLong) {
      _ = try await desk.breakGlass(long, passphrase: right)
    }
    let refusals = try await supervisor.records()
    #expect(refusals.map { $0.error?.string } == ["reason_missing", "duration_too_long"])
    #expect(refusals.allSatisfy { $0.detail == "break_glass" })
  }

  /// No key of a supervisor takes part: said in the threat model, and so it is.
  @Test func `its values are sealed as self-service ones are, and approval's are not`() async throws
  {
    let ticket = try await place.ticket(
      saying: "Card 4111 1111 1111 1111, account GB82WEST12345698765432.")
    let customer = try await place.store.ticket(ticket).customer
    let identifiers = try await place.store.vault(of: customer).vault.identifiers
    #expect(Set(identifiers.map(\.token.kind)).isSuperset(of: [.card, .iban]))
    for identifier in identifiers where !identifier.isProfile {
      #expect(identifier.value.isProtected == (identifier.token.kind == .iban))
    }
  }

  @Test func `what was sealed to the supervisors stays closed, whatever the policy says since`()
    async throws
  {
    let sealing = try workspace.place(of: "ben", sealing: .needingApproval(for: .card))
    let ticket = try await sealing.ticket(saying: "My card is 4111 1111 1111 1111")
    let token = try #require(try await place.tokens(.card, of: ticket).first)
    await #expect(throws: DeskError.needsApproval("‹card 1›")) {
      _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
    }
    #expect(try await supervisor.records().isEmpty)
  }

  @Test func `a supervisor may still approve it beforehand`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(request(token, ticket))
    try await boss.decide(id, .approve, note: "Go on")
    let reveal = try #require(try await desk.openApproved(id).first)
    #expect(reveal.shown == "4111 1111 1111 1111" && !reveal.isBreakGlass)
    #expect(try await supervisor.records().last?.action == .revealOpen)
  }

  // MARK: Supervisors

  @Test func `every other supervisor is told, until they have seen it`() async throws {
    let (ticket, token) = try await ticket()
    let changes = await boss.events()
    _ = try await boss.emergencies()
    let reveals = try await desk.breakGlass(request(token, ticket), passphrase: right)
    for await event in changes where event == .auditChanged { break }
    let alarm = try #require(try await boss.emergencies().first)
    #expect(alarm.name == "ben" && alarm.ticket == ticket && alarm.token == "‹card 1›")
    #expect(alarm.isOpen(at: place.clock.now) && !alarm.isSeen && !alarm.isOverBudget)
    #expect(alarm.reviewBy == place.clock.now + 7_200)

    await desk.remask(reveals)
    #expect(try await boss.emergencies().first?.isOpen(at: place.clock.now) == false)
    try await boss.acknowledge([alarm])
    let seen = try #require(try await supervisor.records().last)
    #expect(seen.action == .auditRead && seen.earlierEntry == alarm.id)
    #expect(seen.detail == "break_glass.seen")
    // It is on record, so that another console of theirs knows.
    let again = supervisor.desk(policy: Self.policy)
    #expect(try await again.emergencies().map(\.isSeen) == [true])
    try await boss.acknowledge([alarm])
    #expect(try await boss.emergencies().count == 1)
  }

  @Test func `an agent is not told, and one's own is no alarm`() async throws {
    let (ticket, token) = try await ticket()
    await #expect(throws: DeskError.notAllowed(.readAudit)) { _ = try await desk.emergencies() }
    _ = try await boss.breakGlass(request(token, ticket), passphrase: right)
    #expect(try await boss.emergencies().isEmpty)
  }

  @Test func `a look waits for its review with the time that the policy gave it`() async throws {
    let (ticket, token) = try await ticket()
    let time = place.clock.now
    _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
    // Edited afterwards, the policy puts nothing off.
    var lax = Self.policy
    lax.breakGlass.reviewTime = .seconds(86_400)
    let alarm = try #require(try await supervisor.desk(policy: lax).emergencies().first)
    #expect(!alarm.isOverdue(at: time + 7_199) && alarm.isOverdue(at: time + 7_200))
    var queue = ReviewQueue()
    for record in try await supervisor.records() { queue.count(record) }
    let item = try #require(queue.items.first)
    #expect(item.cause == .breakGlass && item.due == time + 7_200)
    #expect(!item.isOverdue(at: time + 7_199) && item.isOverdue(at: time + 7_200))

    var review = AuditEvent(.revealReview, ticket: ticket, detail: "justified")
    review.earlierEntry = alarm.id
    try await supervisor.log.record(review)
    #expect(try await boss.emergencies().isEmpty)
  }

  @Test func `what is older than a quarter is in the list of reviews alone`() async throws {
    let (ticket, token) = try await ticket()
    _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
    #expect(try await supervisor.desk(policy: Self.policy).emergencies().count == 1)
    place.clock.advance(by: .seconds(94 * 86_400))
    #expect(try await supervisor.desk(policy: Self.policy).emergencies().isEmpty)
    var queue = ReviewQueue()
    for record in try await supervisor.records() { queue.count(record) }
    #expect(queue.items.count == 1)
  }

  @Test
  func `who may do what is signed each quarter, the first time a quarter after the beginning`()
    async throws
  {
    #expect(try await boss.accessReviewDue() == nil)
    let began = place.clock.now
    try await place.log.record(AuditEvent(.searchText))
    #expect(try await boss.accessReviewDue() == began + 92 * 86_400)
    place.clock.advance(by: .seconds(80 * 86_400))
    try await supervisor.log.record(AuditEvent(.accessReview, detail: "00ff"))
    #expect(try await boss.accessReviewDue() == place.clock.now + 92 * 86_400)
    // Known to a desk that opens only when all of that is long past.
    let signed = place.clock.now
    place.clock.advance(by: .seconds(200 * 86_400))
    let later = try #require(
      try await supervisor.desk(policy: Self.policy).accessReviewDue())
    #expect(later < place.clock.now && later <= signed + 92 * 86_400)
  }

  // MARK: The policy

  enum Path: CaseIterable { case reason, approval, breakGlass }

  /// What each class lets each path do; nothing else is allowed.
  private static func allowed(_ escalation: EscalationClass) -> Set<Path> {
    switch escalation {
    case .selfService: [.reason, .approval]
    case .approval: [.approval]
    case .breakGlass: [.approval, .breakGlass]
    case .never: []
    }
  }

  static let rules: [ClassByRole] =
    EscalationClass.allCases.map { .same($0) }
    + EscalationClass.allCases.map { .each([.agent: $0]) }
    + EscalationClass.allCases.map { .each([.supervisor: $0]) }

  @Test(arguments: ["ben", "ada"], rules)
  func `each role may do to each class what the policy says, and whom it does not name nothing`(
    name: String, rule: ClassByRole
  ) async throws {
    // Sealed as for everybody: here the program decides, and not the keys.
    let person = try workspace.place(of: name)
    let ticket = try await person.ticket(saying: "My card is 4111 1111 1111 1111, thanks.")
    let token = try #require(try await person.tokens(.card, of: ticket).first)
    var policy = EscalationPolicy.standard
    policy.classes[.card] = rule
    let desk = person.desk(policy: policy)
    for path in Path.allCases {
      var refusal: DeskError?
      do throws(DeskError) {
        switch path {
        case .reason: _ = try await desk.reveal(request(token, ticket))
        case .approval: _ = try await desk.requestApproval(request(token, ticket))
        case .breakGlass: _ = try await desk.breakGlass(request(token, ticket), passphrase: right)
        }
      } catch {
        refusal = error
      }
      let isAllowed = Self.allowed(rule[person.user.role]).contains(path)
      #expect((refusal == nil) == isAllowed, "\(path): \(String(describing: refusal))")
      guard !isAllowed else { continue }
      let last = try #require(try await supervisor.records().last)
      #expect(last.action == .revealDeny && last.error != nil, "\(path)")
    }
  }
}

extension EscalationPolicy {
  fileprivate static func needingApproval(for kind: IdentifierKind) -> EscalationPolicy {
    var policy = EscalationPolicy.standard
    policy.classes[kind] = .approval
    return policy
  }
}
