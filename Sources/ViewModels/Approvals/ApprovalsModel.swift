package import Desk
package import Foundation
import Masking
import Observation
package import Text
import Tickets

/// Requests to see what takes a supervisor: those that wait, and what became of the others.
///
/// It follows them whether anybody looks at them or not, so that who is concerned is told at once.
@Observable @MainActor
package final class ApprovalsModel {
  /// What waits comes first, then what was approved, then the rest; each the newest first.
  package private(set) var approvals: [Approval] = []
  package private(set) var selectedIndex = 0
  package private(set) var note = TextBuffer(allowsLines: false)
  package private(set) var isSubmitting = false
  /// Why it was refused, or what is missing.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private var known: [ApprovalID: Approval.State]?
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private let opened: ([OpenReveal]) -> Void

  /// `opened` is handed what an approved request opens.
  package init(context: ConsoleContext, opened: @escaping ([OpenReveal]) -> Void) {
    self.context = context
    self.opened = opened
  }

  package var selected: Approval? {
    approvals.indices.contains(selectedIndex) ? approvals[selectedIndex] : nil
  }

  /// Those that wait for this person's word.
  package var toDecide: [Approval] {
    guard mayDecide else { return [] }
    return approvals.filter { $0.state == .pending && $0.requester != me }
  }

  /// This person's that can be opened now.
  package var toOpen: [Approval] {
    approvals.filter { $0.state == .approved && $0.requester == me }
  }

  package var mayDecide: Bool {
    context.session.user.role.capabilities.contains(.approveReveals)
  }

  /// When the next of them runs out.
  package var nextExpiry: Date? {
    approvals.filter { $0.state == .pending || $0.state == .approved }.map(\.expiresAt).min()
  }

  private var me: UserID { context.session.user.id }

  // MARK: Following

  package func reload() {
    let role = context.session.user.role.capabilities
    guard role.contains(.reveal) || mayDecide else { return }
    context.tasks.replace(.approvals) { [weak self, context] in
      let answer = try? await context.ask { desk throws(DeskError) in
        try await desk.approvals()
      }
      guard let answer, !Task.isCancelled else { return }
      self?.take(answer)
    }
  }

  func tick() {
    if let nextExpiry, nextExpiry <= context.clock.now, !context.tasks.isRunning(.approvals) {
      reload()
    }
  }

  private func take(_ answer: [Approval]) {
    let anchor = selected?.id
    approvals = answer.sorted {
      ($0.state.rawValue, $1.id.rawValue) < ($1.state.rawValue, $0.id.rawValue)
    }
    selectedIndex = anchor.flatMap { id in approvals.firstIndex { $0.id == id } } ?? 0
    for approval in answer { announce(approval, before: known?[approval.id]) }
    known = Dictionary(answer.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
  }

  /// Says what is new to whom it concerns; not what was so when the console opened, but for what
  /// waits.
  private func announce(_ approval: Approval, before: Approval.State?) {
    guard before != approval.state, known != nil || approval.state == .pending else { return }
    let what = approval.summary
    switch approval.state {
    case .pending where mayDecide && approval.requester != me:
      context.messages.report(
        .warning, "\(approval.requesterName) asks to see \(what): R shows the request.")
    case .approved where approval.requester == me:
      context.messages.report(.success, "Approved: \(what). R, then Enter, opens it.")
    case .denied where approval.requester == me:
      let note = approval.decision?.note ?? .empty
      context.messages.report(.warning, "Not approved: \(what). “\(note)”")
    case .expired where approval.requester == me && before == .pending:
      context.messages.report(.warning, "Nobody decided in time: \(what). Ask again if needed.")
    default: break
    }
  }

  // MARK: Choosing

  package func move(by rows: Int) {
    selectedIndex = max(0, min(approvals.count - 1, selectedIndex + rows))
    complaint = nil
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    change(&note)
    complaint = nil
  }

  // MARK: Deciding and opening

  package func decide(_ verdict: ApprovalVerdict) {
    guard let approval = selected, !isSubmitting else { return }
    complaint = obstacle(to: approval)
    guard complaint == nil else { return }
    isSubmitting = true
    let (id, words) = (approval.id, note.text)
    context.tasks.enqueue(.decide) { [weak self, context] in
      do throws(DeskError) {
        try await context.ask { desk throws(DeskError) in
          try await desk.decide(id, verdict, note: words)
        }
        self?.finish(verdict, approval)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error == .reasonMissing ? Self.noteMissing : error.sentence
        self?.reload()
      }
    }
  }

  private func finish(_ verdict: ApprovalVerdict, _ approval: Approval) {
    isSubmitting = false
    note = TextBuffer(allowsLines: false)
    let name = approval.requesterName
    context.messages.report(
      .success,
      verdict == .approve
        ? "Approved and logged; \(name) can open it now." : "Denied and logged; \(name) is told.")
    reload()
  }

  /// Opens what was approved.
  package func open() {
    guard let approval = selected, !isSubmitting else { return }
    guard approval.requester == me, approval.state == .approved else {
      complaint =
        approval.requester == me
        ? "It cannot be opened: \(approval.state.wording)." : "Only who asked can open it."
      return
    }
    isSubmitting = true
    let id = approval.id
    context.tasks.enqueue(.reveal) { [weak self, context, opened] in
      do throws(DeskError) {
        let reveals = try await context.ask { desk throws(DeskError) in
          try await desk.openApproved(id)
        }
        self?.isSubmitting = false
        opened(reveals)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error.sentence
      }
    }
  }

  private static let noteMissing: SanitizedText = "Say why, in a sentence: the note is logged."

  private func obstacle(to approval: Approval) -> SanitizedText? {
    if !mayDecide { return "A supervisor decides this." }
    if approval.requester == me { return DeskError.ownRequest.sentence }
    if approval.state != .pending { return DeskError.notPending.sentence }
    return note.text.string.contains(where: \.isLetter) ? nil : Self.noteMissing
  }
}

extension Approval {
  /// `‹card 1› on #1042`, or how many.
  package var summary: SanitizedText {
    let first = identifiers.first?.token.screenForm ?? "a value"
    let what = identifiers.count > 1 ? "\(identifiers.count) values" : first
    return what + " on #\(ticket.rawValue)"
  }
}

extension Approval.State {
  package var wording: SanitizedText {
    switch self {
    case .pending: "waits for a supervisor"
    case .approved: "approved"
    case .denied: "denied"
    case .expired: "its time has run out"
    }
  }
}
