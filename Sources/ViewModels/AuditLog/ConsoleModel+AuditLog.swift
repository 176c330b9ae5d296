import Audit
import Desk
import Text
import Tickets

extension ConsoleModel {
  var auditContexts: [KeyContext] {
    if audit?.filterEditor != nil { return [.filter, .writing] }
    return [.auditLog]
  }

  func openAuditLog() {
    composer.saveNow()
    if audit == nil { audit = AuditLogModel(context: context) }
    place = .auditLog
    audit?.load()
  }

  /// Back from a record to the table, and from the table to the desk.
  func leaveAuditLog() {
    if audit?.showsRecord == true {
      audit?.showsRecord = false
    } else {
      place = .desk
    }
  }

  func auditChanged() {
    if place == .auditLog { audit?.load() }
  }

  func editAuditFilter(_ change: (inout TextBuffer) -> Void) {
    audit?.editFilter(change)
  }

  /// Adds what the selected record has to the filter.
  fileprivate func narrowAudit(_ part: (AuditRecord) -> SanitizedText?) {
    guard let audit, let record = audit.selected else { return }
    guard let part = part(record) else {
      messages.report(.information, "This entry has none to filter by.")
      return
    }
    audit.narrow(to: part)
  }

  fileprivate func openAuditedTicket() {
    guard let ticket = audit?.selected?.ticket else {
      messages.report(.information, "This entry is about no ticket.")
      return
    }
    open(ticket)
  }
}

extension Command {
  static let supervising: [Command] =
    [
      Command("audit.open", "Access log: who looked at what", in: [.desk], when: Check.mayReadAudit)
      {
        $0.openAuditLog()
      },
      inLog("audit.down", "Next entry") { $0.move(by: 1) },
      inLog("audit.up", "Previous entry") { $0.move(by: -1) },
      inLog("audit.page-down", "A page down") { $0.moveByPage(1) },
      inLog("audit.page-up", "A page up") { $0.moveByPage(-1) },
      inLog("audit.first", "Newest entry") { $0.moveToStart() },
      inLog("audit.last", "Oldest entry that is loaded") { $0.moveToEnd() },
      inLog("audit.entry", "Open the whole entry, or close it") { $0.showsRecord.toggle() },
      inLog("audit.filter", "Filter: who:ben kind:card from:2026-11-01 …") { $0.beginFilter() },
      inLog("audit.clear-filter", "Drop the filter") { $0.clearFilter() },
      inLog("audit.verify", "Verify the chain") { $0.verify() },
      inLog("audit.stop", "Stop verifying") { $0.stopVerifying() },
      Command("audit.by-person", "Only this person", in: [.auditLog]) { console in
        console.narrowAudit { "who:\($0.actorName)" }
      },
      Command("audit.by-ticket", "Only this ticket", in: [.auditLog]) { console in
        console.narrowAudit { record in record.ticket.map { "ticket:\($0.rawValue)" } }
      },
      Command("audit.by-reason", "Only this reason", in: [.auditLog]) { console in
        console.narrowAudit { record in record.reasonCode.map { "reason:\($0)" } }
      },
      Command("audit.ticket", "Open the ticket, masked", in: [.auditLog]) {
        $0.openAuditedTicket()
      },
      Command("audit.close", "Back", in: [.auditLog]) { $0.leaveAuditLog() },
    ]

  private static func inLog(
    _ id: CommandID, _ title: SanitizedText,
    _ action: @escaping @MainActor @Sendable (AuditLogModel) -> Void
  ) -> Command {
    Command(id, title, in: [.auditLog]) { console in
      if let audit = console.audit { action(audit) }
    }
  }
}
