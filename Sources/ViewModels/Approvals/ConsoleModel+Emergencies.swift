import Desk
import Text
import Tickets

extension ConsoleModel {
  func openEmergencies() {
    emergencies.reload()
    messages.dismiss()
    present(.emergencies(emergencies))
  }

  fileprivate func openEmergencyTicket() {
    guard let ticket = emergencies.selected?.ticket else { return }
    dismissDialog()
    open(ticket)
  }
}

extension Command {
  static let emergencies: [Command] = [
    Command(
      "emergencies.open", "Looks by break-glass", in: [.desk, .auditLog], when: Check.mayReadAudit
    ) { $0.openEmergencies() },
    Command("emergencies.down", "Down", in: [.emergencies]) { $0.emergencies.move(by: 1) },
    Command("emergencies.up", "Up", in: [.emergencies]) { $0.emergencies.move(by: -1) },
    Command("emergencies.seen", "I have seen it; that is logged", in: [.emergencies]) {
      $0.emergencies.acknowledge()
    },
    Command("emergencies.ticket", "Open its ticket", in: [.emergencies]) {
      $0.openEmergencyTicket()
    },
    Command("emergencies.close", "Close", in: [.emergencies]) { $0.dismissDialog() },
  ]
}
