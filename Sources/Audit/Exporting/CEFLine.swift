import Masking
import Sealing
import Text
import Tickets

/// A record in ArcSight's Common Event Format.
///
/// `|` and `\` are escaped in the header, `=`, `\` and line ends in the extension. The six texts
/// without a key of their own are the object, the grant, the approver, the kind and the two hashes.
enum CEFLine {
  static func line(for record: AuditRecord) -> String {
    let app = record.exportedApp
    let head = [
      "CEF:0", "Sealdesk", header(app.name), header(app.version), header(record.action.rawValue),
      header(record.action.sentence), "\(record.loudness)",
    ].joined(separator: "|")
    return head + "|" + members(of: record).map { "\($0.0)=\(value($0.1))" }.joined(separator: " ")
  }

  static func closingLine(holding manifest: String) -> String {
    "CEF:0|Sealdesk|sealdesk|0|manifest|Manifest of the export|0|msg=" + value(manifest)
  }

  private static func members(of record: AuditRecord) -> [(String, String)] {
    var members = [
      ("rt", "\(record.time.millisecondsSince1970)"), ("externalId", "\(record.seq)"),
      ("suser", record.exportedActor), ("act", record.action.rawValue),
    ]
    func add(_ key: String, _ text: String?) {
      if let text, !text.isEmpty { members.append((key, text)) }
    }
    add("spriv", record.role?.rawValue)
    add("shost", record.host.string)
    add("src", record.sshFrom?.string)
    add("outcome", record.outcome?.rawValue)
    add(
      "reason",
      [record.reasonCode, record.reason].compactMap { $0?.string }.joined(separator: ": "))
    add("end", record.expires.map { "\($0.millisecondsSince1970)" })
    add("cnt", record.count.map(String.init))
    let slots: [(String, String?)] = [
      ("object", record.exportedObject), ("grant", record.grant?.string),
      ("approver", record.exportedApprover), ("class", record.kind?.rawValue),
      ("prev", record.exportedPrevious), ("hash", record.exportedHash),
    ]
    for (index, slot) in slots.enumerated() where slot.1 != nil {
      add("cs\(index + 1)Label", slot.0)
      add("cs\(index + 1)", slot.1)
    }
    if let ticket = record.ticket {
      add("cn1Label", "ticket")
      add("cn1", "\(ticket.rawValue)")
    }
    return members
  }

  private static func header(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
      .replacing(#/[\r\n]+/#, with: " ")
  }

  private static func value(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("=", with: "\\=")
      .replacing("\r", with: "\\r").replacing("\n", with: "\\n")
  }
}

extension AuditAction {
  /// What was done, for those who read exports.
  var sentence: String {
    switch self {
    case .revealOpen: "Identifier revealed"
    case .revealBreakGlass: "Identifier revealed without approval"
    case .revealDeny: "Look refused"
    case .revealClose, .revealExpire: "Identifier masked again"
    case .maskLift: "Mask lifted"
    case .attachmentOpen: "Attachment opened"
    case .ticketSend: "Message handed over"
    case .searchExact: "Exact value looked up"
    case .sessionOpen: "Signed in"
    case .sessionRefuse: "Sign-in refused"
    case .accessReview: "Access rights reviewed"
    case .clockJump: "Clock was changed"
    default: rawValue
    }
  }
}
