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

struct ApprovalTests {
  private let workspace: Workspace<Practice>
  /// Ben, an agent, and Ada, a supervisor.
  private let place: Place<Practice>
  private let supervisor: Place<Practice>

  private static let policy: EscalationPolicy = {
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .each([.agent: .approval, .supervisor: .approval])
    return policy
  }()

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben", sealing: Self.policy)
    supervisor = try workspace.place(of: "ada", sealing: Self.policy)
  }

  private func ticket() async throws -> (TicketID, Token) {
    let ticket = try await place.ticket(saying: "My card is 4111 1111 1111 1111, please look.")
    return (ticket, try #require(try await place.tokens(.card, of: ticket).first))
  }

  private var desk: SupportDesk<Practice> { place.desk(policy: Self.policy) }
  private var boss: SupportDesk<Practice> { supervisor.desk(policy: Self.policy) }

  @Test func `what a supervisor approved opens for who asked, and all of it is on record`()
    async throws
  {
    let (ticket, token) = try await ticket()
    await #expect(throws: DeskError.needsApproval("‹card 1›")) {
      _ = try await desk.reveal(.of([token], on: ticket))
    }
    let id = try await desk.requestApproval(.of([token], on: ticket, reasonCode: "fraud"))
    let seen = try #require(try await boss.approvals().first)
    #expect(seen.id == id && seen.state == .pending && seen.requesterName == "ben")
    #expect(seen.identifiers.map(\.hint) == ["•••• 1111"])
    #expect(seen.lastWords?.screenForm.string == "My card is ‹card 1›, please look.")
    #expect(seen.reasonWording == "fraud check" && seen.reason == "She asked for a call")

    try await boss.decide(id, .approve, note: "The bank waits on the line")
    let told = try #require(try await desk.approvals().first)
    #expect(told.state == .approved && told.decision?.name == "ada")
    #expect(told.decision?.note == "The bank waits on the line")
    let reveal = try #require(try await desk.openApproved(id).first)
    #expect(reveal.shown == "4111 1111 1111 1111")
    #expect(try await desk.budget().used == 1)

    let records = try await supervisor.records()
    #expect(
      records.map(\.action) == [.revealDeny, .revealRequest, .revealApprove, .revealOpen])
    let (approve, open) = (records[2], records[3])
    #expect(approve.approver == supervisor.user.id && approve.actor == supervisor.user.id)
    #expect(approve.grant?.string == "\(id.rawValue)" && open.grant?.string == "\(approve.seq)")
    #expect(open.approver == supervisor.user.id && open.actor == place.user.id)
    #expect(approve.reason?.string == "The bank waits on the line")
    #expect(try await place.store.verify() == [])
  }

  @Test func `the approval's entry says which value it was, to who can type it`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    try await boss.decide(id, .approve, note: "Go on")
    let code = Masker().code(
      of: UnmaskedText(received: "4111 1111 1111 1111"), kind: .card,
      with: supervisor.store.lookupKey)
    let approve = try #require(try await supervisor.records().last)
    #expect(approve.valueCode == code)
  }

  @Test func `nobody approves their own request, and no agent anybody's`() async throws {
    let (ticket, token) = try await ticket()
    let own = try await boss.requestApproval(.of([token], on: ticket))
    await #expect(throws: DeskError.ownRequest) {
      try await boss.decide(own, .approve, note: "I trust myself")
    }
    let other = try workspace.place(of: "cleo", sealing: Self.policy).desk(policy: Self.policy)
    await #expect(throws: DeskError.notAllowed(.approveReveals)) {
      try await other.decide(own, .approve, note: "Sure")
    }
    await #expect(throws: DeskError.notPending) { _ = try await boss.openApproved(own) }
    // Neither does an agent see what others ask for.
    #expect(try await other.approvals().isEmpty)
  }

  @Test func `what somebody else was granted opens for nobody but them`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    try await boss.decide(id, .approve, note: "Go on")
    let other = try workspace.place(of: "cleo", sealing: Self.policy)
    await #expect(throws: DeskError.notAllowed(.reveal)) {
      _ = try await other.desk(policy: Self.policy).openApproved(id)
    }
    let stored = try await other.store.approval(id)
    let grant = try #require(stored.decision?.grants.first)
    let terms = stored.terms(
      at: 0, entry: try #require(stored.decision?.entries.first), until: stored.expiresAt)
    #expect(throws: SealingError.keyNotHeld) {
      _ = try other.approvalKeys?.valueKey(from: Array(grant.wrap), for: terms)
    }
  }

  @Test func `a denied request opens nothing, and says why`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    await #expect(throws: DeskError.reasonMissing) { try await boss.decide(id, .deny, note: " ") }
    try await boss.decide(id, .deny, note: "The last four digits are enough")
    await #expect(throws: DeskError.notPending) { _ = try await desk.openApproved(id) }
    await #expect(throws: DeskError.notPending) {
      try await boss.decide(id, .approve, note: "After all")
    }
    #expect(try await desk.approvals().first?.decision?.note == "The last four digits are enough")
    let last = try #require(try await supervisor.records().last)
    #expect(last.action == .revealDeny && last.outcome == .denied)
    #expect(last.grant?.string == "\(id.rawValue)")
  }

  @Test func `a request that nobody decides runs out`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    place.clock.advance(by: .seconds(3_600))
    await #expect(throws: DeskError.notPending) {
      try await boss.decide(id, .approve, note: "Too late")
    }
    #expect(try await boss.approvals().first?.state == .expired)
    let last = try #require(try await supervisor.records().last)
    #expect(last.action == .revealExpire && last.error?.string == "not_decided")
    #expect(try await desk.approvals().first?.state == .expired)
    #expect(try await supervisor.records().count == 2, "its end is recorded once")
  }

  @Test func `what was granted runs out, and its key is destroyed`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(
      .of([token], on: ticket, duration: .seconds(900)))
    try await boss.decide(id, .approve, note: "Go on")
    #expect(try await place.store.approval(id).decision?.grants.count == 1)
    place.clock.advance(by: .seconds(1_700))
    let reveal = try #require(try await desk.openApproved(id).first)
    #expect(reveal.expiresAt == place.clock.now + 100, "a look does not outlive what allowed it")
    place.clock.advance(by: .seconds(100))
    await #expect(throws: DeskError.notPending) { _ = try await desk.openApproved(id) }
    #expect(try await desk.approvals().first?.state == .expired)
    #expect(try await place.store.approval(id).decision?.grants.isEmpty == true)
    #expect(try await place.store.verify() == [])
  }

  @Test func `an approved look still needs its record and its place in the budget`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    try await boss.decide(id, .approve, note: "Go on")
    let mute = place.desk(policy: Self.policy, log: place.failingLog())
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      _ = try await mute.openApproved(id)
    }
    var tight = Self.policy
    tight.revealsPerShift = 0
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 0, limit: 0))) {
      _ = try await place.desk(policy: tight).openApproved(id)
    }
    var never = Self.policy
    never.classes[.card] = .never
    await #expect(throws: DeskError.neverShown("‹card 1›")) {
      _ = try await place.desk(policy: never).openApproved(id)
    }
  }

  @Test func `a supervisor whom the policy trusts opens it alone`() async throws {
    let (ticket, token) = try await ticket()
    var policy = Self.policy
    policy.classes[.card] = .each([.agent: .approval, .supervisor: .selfService])
    let reveal = try #require(
      try await supervisor.desk(policy: policy).reveal(.of([token], on: ticket)).first)
    #expect(reveal.shown == "4111 1111 1111 1111")
    // An agent's desk cannot, whatever the policy file has come to say since it was sealed.
    await #expect(throws: DeskError.needsApproval("‹card 1›")) {
      _ = try await place.desk(policy: .standard).reveal(.of([token], on: ticket))
    }
  }

  @Test func `twenty requests may wait for one person, and no more`() async throws {
    let (ticket, token) = try await ticket()
    for _ in 0..<20 { _ = try await desk.requestApproval(.of([token], on: ticket)) }
    await #expect(throws: DeskError.tooMany("requests that wait")) {
      _ = try await desk.requestApproval(.of([token], on: ticket))
    }
  }

  @Test func `the same value in one text is one token, and a supervisor's desk knows it again`()
    async throws
  {
    let ticket = try await place.ticket(
      saying: "Card 4111 1111 1111 1111, I repeat: 4111-1111-1111-1111.")
    #expect(try await place.tokens(.card, of: ticket).count == 1)
    let customer = try await place.store.ticket(ticket).customer
    var vault = try await supervisor.store.vault(of: customer).vault
    let again = try Masker().mask(
      UnmaskedText(received: "It is 4111111111111111 still"), into: &vault)
    #expect(again.screenForm.string == "It is ‹card 1› still")
    // An agent's desk must not be able to tell: it could try all numbers.
    var agents = try await place.store.vault(of: customer).vault
    let other = try Masker().mask(
      UnmaskedText(received: "It is 4111111111111111 still"), into: &agents)
    #expect(other.screenForm.string == "It is ‹card 2› still")
  }

  /// Whatever program is run with an agent's passphrase: all that the files hold for it is tried.
  @Test func `before an approval nothing in the files opens the value to an agent`() async throws {
    let (ticket, token) = try await ticket()
    let id = try await desk.requestApproval(.of([token], on: ticket))
    let secrets = place.secrets
    let customer = try await place.store.ticket(ticket).customer
    let identifier = try #require(
      try await place.store.vault(of: customer).vault.identifiers.first { $0.token == token })
    let key = try secrets.dataKey(for: customer)
    #expect(identifier.value.isProtected)
    // The customer's key alone does not open it, nor do the keys of this session.
    let lookup = place.store.lookupKey
    #expect(throws: SealingError.notPermitted) {
      _ = try identifier.valueCode(under: key, with: nil, lookup: lookup)
    }
    let keys = try #require(place.approvalKeys)
    #expect(throws: SealingError.notPermitted) {
      _ = try keys.valueKey(of: identifier.value, under: key, in: identifier.valueContext)
    }
    // Its name is no hash of it that guesses could be compared with.
    let code = Masker().code(
      of: UnmaskedText(received: "4111 1111 1111 1111"), kind: .card, with: lookup)
    #expect(identifier.lookupCode != code)
    // And no row holds a key for it yet.
    #expect(try await place.store.approval(id).decision == nil)
    let files = try FileManager.default.subpathsOfDirectory(atPath: workspace.directory.path)
    for name in files {
      let bytes = try? Data(contentsOf: workspace.directory.appending(path: name))
      #expect(bytes?.range(of: Data("4111 1111 1111 1111".utf8)) == nil, "\(name)")
      #expect(bytes?.range(of: Data(code.bytes)) == nil, "\(name)")
    }
  }
}
