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

/// Every way by which a value can leave its seal: each has its entry, and counts.
struct SideDoorTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>
  private let supervisor: Place<Practice>

  private static let policy: EscalationPolicy = {
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .approval
    policy.classes[.iban] = .breakGlass
    return policy
  }()

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben", sealing: Self.policy)
    supervisor = try workspace.place(of: "ada", sealing: Self.policy)
  }

  enum Path: String, CaseIterable {
    case reveal, approved, glass, lift, attachment, search, copy, foreignValue, foreignToken

    /// What stands in the log of it, and how much of the budget it takes.
    var expected: (action: AuditAction, looks: Int) {
      switch self {
      case .reveal, .approved: (.revealOpen, 1)
      case .glass: (.revealBreakGlass, 1)
      case .lift: (.maskLift, 1)
      case .attachment: (.attachmentOpen, 1)
      case .search: (.searchExact, 0)
      case .copy: (.revealDisclose, 2)
      case .foreignValue, .foreignToken: (.revealDisclose, 1)
      }
    }
  }

  private func ticket() async throws -> TicketID {
    let ticket = try await place.ticket(
      saying: """
        My card is 4111 1111 1111 1111, the part says +44 20 7946 0958. My account is \
        GB82WEST12345698765432.
        """,
      attachments: [("photo.txt", Array("A photo".utf8))])
    try await place.message(
      "The neighbour's phone is +44 7700 900461", on: ticket, kind: .note)
    return ticket
  }

  private func token(_ kind: IdentifierKind, _ index: Int, _ ticket: TicketID) async throws
    -> Token
  {
    let tokens = try await place.tokens(kind, of: ticket)
    return try #require(tokens.indices.contains(index) ? tokens[index] : nil)
  }

  private func take(
    _ path: Path, at desk: SupportDesk<Practice>, on ticket: TicketID
  ) async throws {
    switch path {
    case .reveal: _ = try await desk.reveal(.of([try await token(.phone, 0, ticket)], on: ticket))
    case .approved:
      let card = try await token(.card, 0, ticket)
      let id = try await desk.requestApproval(.of([card], on: ticket))
      try await supervisor.desk(policy: Self.policy).decide(id, .approve, note: "Go on")
      _ = try await desk.openApproved(id)
    case .glass:
      _ = try await desk.breakGlass(
        .of([try await token(.iban, 0, ticket)], on: ticket),
        passphrase: TypedPassphrase("correct horse"))
    case .lift:
      _ = try await desk.lift(
        LiftRequest(
          ticket: ticket, token: try await token(.phone, 1, ticket), reasonCode: "other",
          reason: "The number of a part"))
    case .attachment:
      let message = try #require(try await place.store.messages(of: ticket).first)
      try await desk.saveAttachment(
        try #require(message.attachments.first).id, of: ticket,
        to: workspace.directory.appending(path: "saved"), reasonCode: "fraud",
        reason: "Compare the photos")
    case .search: _ = try await desk.search("mara.okafor@example.net")
    case .copy:
      _ = try await desk.submit(
        .reply(
          "We call {{customer.name}} on ‹phone 1›", copies: ["ben.reyes@example.org"],
          reason: "Both asked"), to: ticket)
    case .foreignValue:
      _ = try await desk.submit(
        .reply("Call +44 7700 900999 instead", reason: "Our courier"), to: ticket)
    case .foreignToken:
      _ = try await desk.submit(
        .reply("The neighbour's phone is ‹phone 3›", reason: "They agreed"), to: ticket)
    }
  }

  @Test(arguments: Path.allCases)
  func `a value leaves with its entry, and takes of the budget`(path: Path) async throws {
    let ticket = try await ticket()
    let desk = place.desk(policy: Self.policy)
    let before = try await desk.budget().used
    try await take(path, at: desk, on: ticket)
    let records = try await supervisor.records().filter { $0.action == path.expected.action }
    #expect(records.count == max(1, path.expected.looks))
    #expect(records.allSatisfy { $0.outcome == .success && $0.actor == place.user.id })
    if path != .search { #expect(records.allSatisfy { $0.ticket == ticket && $0.reason != nil }) }
    #expect(try await desk.budget().used - before == path.expected.looks)
  }

  @Test(arguments: Path.allCases.filter { ![.search, .glass].contains($0) })
  func `with the budget used up it does not leave, and the refusal is on record`(
    path: Path
  ) async throws {
    let ticket = try await ticket()
    var policy = Self.policy
    policy.revealsPerShift = 0
    let desk = place.desk(policy: policy)
    let messages = try await place.store.messages(of: ticket).count
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 0, limit: 0))) {
      try await take(path, at: desk, on: ticket)
    }
    let last = try #require(try await supervisor.records().last)
    #expect(last.action == .revealDeny && last.error?.string == "budget_used_up")
    #expect(try await place.store.messages(of: ticket).count == messages)
    let saved = workspace.directory.appending(path: "saved")
    #expect(!FileManager.default.fileExists(atPath: saved.path))
  }

  @Test(arguments: [Path.reveal, .approved, .glass, .lift, .attachment, .search])
  func `without a record it does not leave`(path: Path) async throws {
    let ticket = try await ticket()
    await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
      try await take(path, at: place.desk(policy: Self.policy, log: place.failingLog()), on: ticket)
    }
    let saved = workspace.directory.appending(path: "saved")
    #expect(!FileManager.default.fileExists(atPath: saved.path))
  }

  @Test func `what takes a supervisor is not read by people on CC`() async throws {
    let ticket = try await ticket()
    var policy = Self.policy
    policy.classes[.phone] = .approval
    let reply = Composition.reply(
      "We call ‹phone 1›", copies: ["ben.reyes@example.org"], reason: "Both asked")
    await #expect(
      throws: DeskError.held([
        OutgoingFinding(
          severity: .block,
          explanation: "‹phone 1› takes a supervisor: nobody on CC may read it")
      ])
    ) { _ = try await place.desk(policy: policy).submit(reply, to: ticket) }
    #expect(try await supervisor.records().isEmpty)
    // To its owner alone it leaves.
    _ = try await place.desk(policy: policy).submit(.reply("We call ‹phone 1›"), to: ticket)
  }

  @Test func `the log and the file hold none of what left`() async throws {
    // A lifted mask leaves the value readable from then on, so that comes last.
    for path in Path.allCases.filter({ $0 != .lift }) + [.lift] {
      try await take(path, at: place.desk(policy: Self.policy), on: ticket())
    }
    for record in try await supervisor.records() {
      // What was written in words: hashes hold any digits by chance.
      let words = [
        record.reason, record.reasonCode, record.token, record.tokens, record.error, record.policy,
        record.grant,
      ].compactMap { $0?.string.lowercased() }.joined(separator: " ")
      for canary in ["4111", "98765432", "900158", "900461", "900999", "7946", "okafor", "reyes"] {
        #expect(!words.contains(canary), "\(record.action)")
      }
    }
    #expect(try await place.store.verify() == [])
  }
}
