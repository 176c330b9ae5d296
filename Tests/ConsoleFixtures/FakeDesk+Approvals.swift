package import Desk
import Foundation
import Masking
package import Text
package import Tickets

// Requests for approval at the fake desk.
extension FakeDesk {
  /// A request of Ines for the card of the first ticket.
  package func approval(
    _ number: Int64 = 48_190, _ state: Approval.State = .pending,
    by requester: User = FakeDesk.ines,
    note: SanitizedText? = nil
  ) -> Approval {
    let id = TicketID(rawValue: 4_102)
    let conversation = conversations[id]
    let card = conversation?.requester.identifiers.filter { $0.token.kind == .card } ?? []
    return Approval(
      id: ApprovalID(rawValue: number), ticket: id, requester: requester.id,
      requesterName: requester.name, identifiers: card, reasonWording: "fraud check",
      reason: "the bank asks for the full number to stop the second payment",
      duration: .seconds(300), requestedAt: Self.noon.addingTimeInterval(-95), state: state,
      expiresAt: Self.noon.addingTimeInterval(state == .approved ? 1_680 : 3_505),
      decision: note.map {
        Approval.Decision(name: "otto", at: Self.noon.addingTimeInterval(-20), note: $0)
      },
      subject: conversation?.ticket.subject, lastWords: conversation?.messages.first?.body,
      requesterHint: conversation?.requester.nameHint ?? .empty)
  }

  /// What a supervisor finds: one to decide, and what was decided before.
  package func addApprovals() {
    setApprovals([
      approval(48_102, .denied, by: Self.ben, note: "the last four digits are enough"),
      approval(48_120, .expired, by: Self.ben), approval(),
    ])
  }
}
