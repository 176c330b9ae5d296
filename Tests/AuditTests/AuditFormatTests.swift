import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

/// The formats that other programs read, against parsers that others wrote.
@Suite struct AuditFormatTests {
  /// A reason with every character that one of the formats escapes.
  private static let tricky = "=1+1 \"q\" ] \\ | , ; a=b\nnext ‹phone 1›"

  private func record(
    _ action: AuditAction = .revealOpen, outcome: String = "success", reason: String = tricky
  ) throws -> AuditRecord {
    AuditRecord(
      seq: 3, time: Date(millisecondsSince1970: 1_772_443_241_007), actor: UserID(rawValue: 2),
      actorName: "ines", hash: .of([1]), previous: .of([2]), realm: "live",
      workspace: try workspaceID([UInt8](0..<16)),
      fields: [
        "action": action.rawValue, "outcome": outcome, "role": "agent", "session": "s-51c2",
        "host": "desk-04", "app": "sealdesk/0.1.0", "ssh_from": "198.51.100.24",
        "ticket": "4102", "customer": "88", "token": "‹phone 1›", "class": "PHONE",
        "reason_code": "contact", "reason": reason, "policy": "76415f190797e422",
      ])
  }

  /// What a foreign parser makes of lines; `nil` where it is not installed.
  private static func ask(_ format: AuditFormat, _ text: String) throws -> [Any]? {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Independent/read_exports.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, format.rawValue]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard ![69, 127].contains(process.terminationStatus) else {
      print("SKIPPED: python3 with a parser for \(format.rawValue) is not installed")
      return nil
    }
    try #require(process.terminationStatus == 0, "the parser refuses \(text)")
    return try JSONSerialization.jsonObject(with: answer) as? [Any]
  }

  @Test func `CEF escapes what it has to, and a foreign parser reads it`() throws {
    let line = AuditFormat.cef.line(for: try record(AuditAction(rawValue: "odd|action")))
    #expect(line.hasPrefix(#"CEF:0|Sealdesk|sealdesk|0.1.0|odd\|action|odd\|action|0|rt=177"#))
    #expect(line.contains(#"reason=contact: \=1+1 "q" ] \\ | , ; a\=b\nnext ‹phone 1› "#))
    #expect(!line.contains("\n"))
    guard let events = try Self.ask(.cef, AuditFormat.cef.line(for: try record())) else { return }
    let event = try #require(events.first as? [String: String])
    #expect(event["DeviceEventClassID"] == "reveal.open" && event["Severity"] == "6")
    #expect(event["suser"] == "u:ines" && event["object"] == "customer:c-88/‹phone 1›")
  }

  @Test func `RFC 5424 escapes what it has to, and a foreign parser reads it`() throws {
    let line = AuditFormat.syslog.line(for: try record())
    #expect(line.hasPrefix("<109>1 2026-03-02T09:20:41.007Z desk-04 sealdesk - reveal.open ["))
    #expect(line.contains(#"reason="=1+1 \"q\" \] \\ | , ; a=b next ‹phone 1›""#))
    guard let messages = try Self.ask(.syslog, line) else { return }
    let message = try #require(messages.first as? [String: Any])
    #expect(message["facility"] as? String == "audit")
    let data = try #require(message["sd"] as? [String: [String: String]])
    #expect(data["sealdesk@32473"]?["ticket"] == "4102")
  }

  @Test func `a CSV row has the heading's cells, and no cell is a formula`() throws {
    let text =
      [
        try #require(AuditFormat.csv.heading), AuditFormat.csv.line(for: try record()),
        AuditFormat.csv.closingLine(holding: "{\"a\":1}", at: .now),
      ].joined(separator: "\r\n") + "\r\n"
    guard let rows = try Self.ask(.csv, text) as? [[String]] else { return }
    #expect(rows.count == 3 && Set(rows.map(\.count)).count == 1)
    let cells = Dictionary(zip(rows[0], rows[1])) { first, _ in first }
    #expect(cells["reason"] == "'" + Self.tricky)
    #expect(cells["action"] == "reveal.open" && cells["ticket"] == "4102")
    #expect(rows[2].prefix(2) == ["manifest", "{\"a\":1}"])
  }

  @Test(arguments: [
    (AuditAction.revealOpen, "success", 10, 3, 1), (.revealBreakGlass, "success", 10, 4, 1),
    (.revealDeny, "denied", 99, 2, 2), (.ticketView, "success", 1, 1, 1),
    (.searchExact, "success", 4, 1, 1), (.sessionOpen, "success", 3, 1, 1),
    (.revealRequest, "pending", 99, 1, 99),
  ])
  func `an OCSF event is of class 6005, with its activity, severity and status`(
    action: AuditAction, outcome: String, activity: Int, severity: Int, status: Int
  ) throws {
    let line = AuditFormat.ocsf.line(for: try record(action, outcome: outcome))
    let event = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(event["class_uid"] as? Int == 6005 && event["category_uid"] as? Int == 6)
    #expect(event["activity_id"] as? Int == activity)
    #expect(event["type_uid"] as? Int == 600_500 + activity)
    #expect(event["severity_id"] as? Int == severity && event["status_id"] as? Int == status)
    let integrity = try #require((event["attestation_list"] as? [[String: Any]])?.first)
    let fingerprint = try #require(integrity["fingerprint"] as? [String: Any])
    #expect(fingerprint["value"] as? String == Digest256.of([1]).hexadecimal)
    if let events = try Self.ask(.ocsf, line) { #expect(events.count == 1) }
  }

  @Test(arguments: AuditFormat.allCases)
  func `an export ends with a manifest, whatever its format`(format: AuditFormat) throws {
    let workplace = try Workplace.shared.get()
    var export = AuditExport(as: format, signedBy: workplace.supervisor)
    _ = export.line(try record())
    let closing = try export.closingLine(head: .empty, at: Date(millisecondsSince1970: 0))
    for part in ["manifest", "count", "signature", "ed25519:"] { #expect(closing.contains(part)) }
    #expect(!closing.contains("\n"))
  }
}
