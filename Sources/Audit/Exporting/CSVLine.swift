import Masking
import Sealing
import Text
import Tickets

/// A record as a row of a table (RFC 4180), harmless to a program that takes cells for formulas.
enum CSVLine {
  private static let columns: [(name: String, value: @Sendable (AuditRecord) -> String?)] = [
    ("v", { _ in "1" }), ("seq", { "\($0.seq)" }), ("chain", { $0.workspace.shortForm }),
    ("time", { $0.time.exported }), ("actor", { $0.exportedActor }),
    ("role", { $0.role?.rawValue }), ("session", { $0.session.string }),
    ("host", { $0.host.string }), ("tty", { $0.tty?.string }),
    ("ssh_from", { $0.sshFrom?.string }), ("action", { $0.action.rawValue }),
    ("object", { $0.exportedObject }), ("ticket", { $0.ticket.map { "\($0.rawValue)" } }),
    ("class", { $0.kind?.rawValue }),
    ("value_hmac", { $0.valueCode.map { "hmac-sha256:" + $0.bytes.hexadecimal } }),
    ("reason_code", { $0.reasonCode?.string }), ("reason", { $0.reason?.string }),
    ("grant", { $0.grant?.string }), ("approver", { $0.exportedApprover }),
    ("expires", { $0.expires?.exported }), ("outcome", { $0.outcome?.rawValue }),
    ("error", { $0.error?.string }), ("policy", { $0.policy?.string }),
    ("count", { $0.count.map(String.init) }), ("entry", { $0.earlierEntry.map(String.init) }),
    ("detail", { $0.detail?.string }), ("realm", { $0.realm.string }),
    ("app", { $0.app.string }), ("prev", { $0.exportedPrevious }), ("hash", { $0.exportedHash }),
  ]

  static var heading: String { columns.map(\.name).joined(separator: ",") }

  static func line(for record: AuditRecord) -> String {
    columns.map { cell($0.value(record) ?? "") }.joined(separator: ",")
  }

  /// A row with as many cells, the first of which says what the second is.
  static func closingLine(holding manifest: String) -> String {
    (["manifest", cell(manifest)] + Array(repeating: "", count: columns.count - 2))
      .joined(separator: ",")
  }

  /// A cell, quoted where it has to be.
  static func cell(_ text: String) -> String {
    let isFormula =
      text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let harmless = isFormula ? "'" + text : text
    guard harmless.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return harmless
    }
    return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
  }
}
