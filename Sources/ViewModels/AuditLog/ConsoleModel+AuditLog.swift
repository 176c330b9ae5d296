extension ConsoleModel {
  var auditContexts: [KeyContext] { [.auditLog] }
  func auditChanged() {}
  func editAuditFilter(_ change: (inout TextBuffer) -> Void) {}
  func leaveAuditLog() { place = .desk }
}

extension Command {
  static let supervising: [Command] = []
}
