import Desk
import Text
import Tickets

extension ConsoleModel {
  func openApprovals() {
    approvals.reload()
    present(.approvals(approvals))
  }

  /// What an approved request opened: shown on its ticket, and wiped where nobody waits for it.
  func openedApproved(_ opened: [OpenReveal]) {
    reveals.add(opened)
    guard case .approvals = dialog, lock == nil, let ticket = opened.first?.ticket else {
      reveals.remaskAll()
      return
    }
    dismissDialog()
    if conversation.ticket?.id != ticket { open(ticket) }
    let count = opened.count
    messages.report(
      .success, "\(count) \(count == 1 ? "value is" : "values are") open and logged. E masks again."
    )
  }
}

extension Command {
  static let approving: [Command] = [
    Command(
      "approvals.open", "Requests to see what takes a supervisor", in: [.desk, .auditLog],
      when: Check.hasApprovals
    ) { $0.openApprovals() },
    inApprovals("approvals.down", "Down") { $0.move(by: 1) },
    inApprovals("approvals.up", "Up") { $0.move(by: -1) },
    inApprovals("approvals.approve", "Approve, after it is logged") { $0.decide(.approve) },
    inApprovals("approvals.deny", "Deny, with the note") { $0.decide(.deny) },
    inApprovals("approvals.reveal", "Open what was approved") { $0.open() },
    Command("approvals.close", "Close", in: [.approvals]) { $0.dismissDialog() },
  ]

  private static func inApprovals(
    _ id: CommandID, _ title: SanitizedText,
    _ action: @escaping @MainActor @Sendable (ApprovalsModel) -> Void
  ) -> Command {
    Command(id, title, in: [.approvals]) { console in
      if case .approvals(let model) = console.dialog { action(model) }
    }
  }
}
