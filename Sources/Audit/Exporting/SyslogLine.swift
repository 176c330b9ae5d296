import Foundation
import Masking
import Sealing
import Text
import Tickets

/// A record as a message of RFC 5424: facility 13 (log audit), the fields as structured data.
///
/// `]`, `"` and `\` are escaped (section 6.3.3). The enterprise number 32473 is the one for examples
/// (RFC 5612): nobody has registered Sealdesk.
enum SyslogLine {
  private static let identifier = "sealdesk@32473"

  static func line(for record: AuditRecord) -> String {
    let fields: [(String, String?)] = [
      ("seq", "\(record.seq)"), ("actor", record.exportedActor), ("role", record.role?.rawValue),
      ("session", record.session.string), ("object", record.exportedObject),
      ("ticket", record.ticket.map { "\($0.rawValue)" }), ("class", record.kind?.rawValue),
      ("outcome", record.outcome?.rawValue), ("reason_code", record.reasonCode?.string),
      ("reason", record.reason?.string), ("grant", record.grant?.string),
      ("approver", record.exportedApprover), ("policy", record.policy?.string),
      ("realm", record.realm.string), ("prev", record.exportedPrevious),
      ("hash", record.exportedHash),
    ]
    let data = fields.compactMap { name, text in text.map { "\(name)=\"\(value($0))\"" } }
    return head(
      severity: severity(of: record), record.time, host: record.host.string,
      app: record.exportedApp.name, message: record.action.rawValue)
      + " [\(identifier) \(data.joined(separator: " "))] " + record.action.sentence
  }

  static func closingLine(holding manifest: String, at time: Date) -> String {
    head(severity: 6, time, host: "", app: "sealdesk", message: "manifest") + " - " + manifest
  }

  /// `<PRI>1 TIME HOST APP PROCID MSGID`; which process it was nobody needs to know.
  private static func head(
    severity: Int, _ time: Date, host: String, app: String, message: String
  ) -> String {
    "<\(13 * 8 + severity)>1 \(time.exported) \(word(host, 255)) \(word(app, 48)) - "
      + word(message, 32)
  }

  /// Warning for a look that nobody approved or that was refused, notice for a look.
  private static func severity(of record: AuditRecord) -> Int {
    switch record.loudness {
    case 9, 3: 4
    case 6: 5
    default: 6
    }
  }

  /// Printable ASCII without blanks, or the sign for nothing.
  private static func word(_ text: String, _ most: Int) -> String {
    let printable = String(text.unicodeScalars.filter { (33...126).contains($0.value) })
    return printable.isEmpty ? "-" : String(printable.prefix(most))
  }

  private static func value(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("]", with: "\\]")
      .replacing(#/[\r\n]+/#, with: " ")
  }
}
