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

struct CapabilityTests {
  /// Every call of a desk.
  enum Call: String, CaseIterable {
    case queue, conversation, markSeen, search, suggestions, change, saveDraft, discardDraft,
      check, preview, submit, undo, budget, lastLook, reveal, saveAttachment, mark, lift,
      auditRecords, auditState, verifyAudit, requestApproval, decide, openApproved, breakGlass,
      emergencies, acknowledge, accessReviewDue

    var needed: Capability {
      switch self {
      case .queue, .conversation, .markSeen, .search, .suggestions, .lastLook: .readTickets
      case .change, .saveDraft, .discardDraft, .check, .preview, .submit, .undo, .mark: .workTickets
      case .budget, .reveal, .saveAttachment, .lift, .requestApproval, .openApproved, .breakGlass:
        .reveal
      case .decide: .approveReveals
      case .auditRecords, .auditState, .verifyAudit, .emergencies, .acknowledge,
        .accessReviewDue:
        .readAudit
      }
    }

    func make(at desk: any DeskService, on ticket: TicketID, _ token: Token) async throws(DeskError)
    {
      let composition = Composition(text: "Hello", purpose: .note)
      let held = HeldMessage(
        message: MessageID(rawValue: 99), ticket: ticket, until: Date(timeIntervalSince1970: 0))
      switch self {
      case .queue: _ = try await desk.queue(QueueQuery(view: .team))
      case .conversation: _ = try await desk.conversation(ticket)
      case .markSeen: try await desk.markSeen(ticket)
      case .search: _ = try await desk.search("hello")
      case .suggestions: _ = try await desk.suggestions(for: ticket)
      case .change: try await desk.change(ticket, .priority(.high), expecting: 1)
      case .saveDraft: try await desk.saveDraft(composition, for: ticket)
      case .discardDraft: try await desk.discardDraft(for: ticket)
      case .check: _ = try await desk.check(composition, for: ticket)
      case .preview: _ = try await desk.preview(composition, for: ticket)
      case .submit: _ = try await desk.submit(composition, to: ticket)
      case .undo: try await desk.undo(held)
      case .budget: _ = try await desk.budget()
      case .lastLook: _ = try await desk.lastLook(at: ticket)
      case .reveal: _ = try await desk.reveal(.of([], on: ticket))
      case .saveAttachment:
        try await desk.saveAttachment(
          AttachmentID(rawValue: 1), of: ticket, to: URL(filePath: "/dev/null"),
          reasonCode: "contact", reason: "Asked for")
      case .requestApproval: _ = try await desk.requestApproval(.of([], on: ticket))
      case .decide:
        try await desk.decide(ApprovalID(rawValue: 99), .approve, note: "It is fine")
      case .openApproved: _ = try await desk.openApproved(ApprovalID(rawValue: 99))
      case .breakGlass:
        _ = try await desk.breakGlass(
          .of([], on: ticket), passphrase: TypedPassphrase("correct horse"))
      case .emergencies: _ = try await desk.emergencies()
      case .accessReviewDue: _ = try await desk.accessReviewDue()
      case .acknowledge: try await desk.acknowledge([])
      case .mark:
        _ = try await desk.mark(MarkRequest(ticket: ticket, words: "hello", kind: .email))
      case .lift:
        _ = try await desk.lift(
          LiftRequest(
            ticket: ticket, token: token, reasonCode: "contact", reason: "It is no address"))
      case .auditRecords: _ = try await desk.auditRecords(.everything, before: nil, limit: 1)
      case .auditState: _ = try await desk.auditState()
      case .verifyAudit: _ = try await desk.verifyAudit { _ in }
      }
    }
  }

  /// Written out rather than asked of the program: who may do what is decided here.
  static let permitted: [Role: Set<Capability>] = [
    .agent: [.readTickets, .workTickets, .reveal],
    .supervisor: [.readTickets, .workTickets, .reveal, .readAudit, .approveReveals],
    .auditor: [.readAudit],
    .trainer: [],
    .mail: [],
  ]

  @Test(arguments: Role.allCases)
  func `each call asks for what the role may do`(role: Role) async throws {
    let place = try Workspace<Practice>().place(of: "ada")
    let ticket = try await place.ticket(saying: "Hello")
    let token = try #require(try await place.tokens(.email, of: ticket).first)
    let permitted = try #require(Self.permitted[role])
    for call in Call.allCases {
      var refusal: DeskError?
      do { try await call.make(at: place.desk(role: role), on: ticket, token) } catch {
        refusal = error
      }
      #expect((refusal == .notAllowed(call.needed)) == !permitted.contains(call.needed), "\(call)")
    }
  }

  @Test(arguments: Call.allCases, [Role.auditor, .trainer, .mail])
  func `who reads no tickets gets none by any call`(call: Call, role: Role) async throws {
    guard call.needed != .readAudit else { return }
    let place = try Workspace<Practice>().place(of: "ada")
    let ticket = try await place.ticket(saying: "Hello")
    let token = try #require(try await place.tokens(.email, of: ticket).first)
    await #expect(throws: DeskError.notAllowed(call.needed)) {
      try await call.make(at: place.desk(role: role), on: ticket, token)
    }
  }

  @Test(arguments: MemberRole.allCases)
  func `a role of the keys is the same role at the desk`(role: MemberRole) {
    #expect(Role(role).rawValue == role.rawValue)
  }

  @Test(arguments: Call.allCases)
  func `somebody whose access was revoked may do nothing`(call: Call) async throws {
    let place = try Workspace<Practice>().place(of: "ada")
    let ticket = try await place.ticket(saying: "Hello")
    let token = try #require(try await place.tokens(.email, of: ticket).first)
    await #expect(throws: DeskError.notAllowed(call.needed)) {
      try await call.make(at: place.desk(isRevoked: true), on: ticket, token)
    }
  }

  @Test func `an agent's session holds nothing that reads the log`() throws {
    #expect(try Workspace<Practice>().place(of: "ben").oversight == nil)
  }
}
