import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

@Suite struct AuditExportTests {
  let workplace: Workplace

  init() throws {
    workplace = try Workplace.shared.get()
  }

  /// A record with a value in every field, the same at every run.
  func record(seq: Int64 = 3, reason: StaticString = "asked to be called back") throws
    -> AuditRecord
  {
    var token: Token?
    let phone = try workplace.identifiers(of: workplace.customer, [(.phone, "+49 30 901820")])[0]
    token = phone.token
    let event = AuditEvent(
      .revealOpen, ticket: TicketID(rawValue: 4102), customer: CustomerID(rawValue: 88),
      token: token, valueCode: LookupCode(bytes: [UInt8](repeating: 0x9D, count: 32)),
      reasonCode: "contact", reason: MaskedText(literal: reason), grant: "g-0192",
      approver: UserID(rawValue: 1), expires: Date(millisecondsSince1970: 1_772_443_540_000),
      policy: "p-3")
    let origin = AuditOrigin(
      actor: UserID(rawValue: 2), role: .agent, session: "s-51c2", host: "desk-04", tty: "pts/3",
      sshFrom: "198.51.100.24", app: "sealdesk/0.1.0")
    let header = AuditEntry.Header(
      seq: seq, milliseconds: 1_772_443_241_007, actor: UserID(rawValue: 2),
      workspace: try workspaceID([UInt8](0..<16)), realm: "live", previous: .zero,
      contentKey: .inEntry(1), bodyDigest: .zero)
    let entry = AuditEntry(header: header, hash: header.hash, signature: [], sealedBody: [])
    return AuditRecord(entry, body: AuditBody(event, origin: origin)) {
      $0.rawValue == 2 ? "ines" : "otto"
    }
  }

  @Test func `a record is one line of JSON with the fields of the format`() throws {
    let line = AuditFormat.jsonLines.line(
      for: try record())
    let golden = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/record.jsonl"), encoding: .utf8)
    #expect(line + "\n" == golden)
  }

  @Test(arguments: [
    (1_772_443_241_007, "2026-03-02T09:20:41.007Z"), (0, "1970-01-01T00:00:00.000Z"),
    (999, "1970-01-01T00:00:00.999Z"), (951_782_400_010, "2000-02-29T00:00:00.010Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
  ])
  func `a time is written to the millisecond`(milliseconds: Int64, expected: String) {
    let time = Date(millisecondsSince1970: milliseconds)
    #expect(time.exported == expected)
  }

  @Test func `whatever somebody wrote, a line stays a line`() throws {
    let line = AuditFormat.jsonLines.line(
      for:
        try record(reason: "a \"quote\", a \\, a tab\t and\na line"))
    #expect(!line.contains("\n"))
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(parsed["reason"] as? String == "a \"quote\", a \\, a tab\t and\na line")
    #expect(parsed["error"] is NSNull)
  }

  @Test func `the manifest says how much was exported, and is signed`() throws {
    var export = AuditExport(signedBy: workplace.supervisor)
    let lines = [export.line(try record(seq: 3)), export.line(try record(seq: 4))]
    let head = AuditHead(seq: 9, hash: .zero, time: .now)
    let manifest = try export.manifest(
      head: head, at: Date(millisecondsSince1970: 1_772_443_241_007))
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any])
    #expect(parsed["count"] as? Int == 2)
    #expect(parsed["first"] as? Int == 3)
    #expect(parsed["last"] as? Int == 4)
    #expect(parsed["head_seq"] as? Int == 9)
    let chained = lines.reduce([UInt8](repeating: 0, count: 32)) {
      Digest256.of($0 + Array($1.utf8)).bytes
    }
    #expect(parsed["digest"] as? String == "sha256:" + chained.hexadecimal)
    // What is signed is the object without its signature.
    let end = try #require(manifest.range(of: ",\"signature\""))
    let signed = manifest[..<end.lowerBound] + "}"
    let signature = try #require(parsed["signature"] as? String).dropFirst("ed25519:".count)
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: signature.count, by: 2) {
      let start = signature.index(signature.startIndex, offsetBy: index)
      bytes.append(
        try #require(UInt8(signature[start..<signature.index(start, offsetBy: 2)], radix: 16)))
    }
    #expect(
      workplace.supervisor.signer.verificationKey.isValid(
        bytes, of: Array(signed.utf8), for: .auditExport))
  }
}
