import Canvas
import ViewModels

@MainActor
enum AuditLogScreen {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {}
}
