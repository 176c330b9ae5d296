package import Foundation
package import Sealing
import Masking
import Text
import Tickets

/// Writes records as JSON Lines: one object a line, and a signed manifest as the last.
package struct AuditExport<R: Realm>: Sendable {
  private let secrets: WorkspaceSecrets<R>
  private var count: Int64 = 0
  private var first: Int64?
  private var last: Int64?
  private var digest = Digest256.zero

  /// The manifest is signed by the person who exports.
  package init(signedBy secrets: WorkspaceSecrets<R>) {
    self.secrets = secrets
  }

  /// A record as one line, without the line feed; it counts for the manifest.
  package mutating func line(_ record: AuditRecord) -> String {
    let line = Self.jsonLine(record)
    count += 1
    first = first ?? record.seq
    last = record.seq
    digest = Digest256.of(digest.bytes + Array(line.utf8))
    return line
  }

  /// Says what was exported, so that a line which is left out or changed shows.
  ///
  /// `digest` chains the lines: SHA-256 over the digest before (32 zero bytes at first) and the
  /// line's bytes.
  /// - Throws: `cipherUnavailable`.
  package func manifest(head: AuditHead, at time: Date) throws(SealingError) -> String {
    var object = JSONObject()
    object.add("manifest", 1)
    object.add("chain", secrets.workspace.shortForm)
    object.add("count", count)
    object.add("first", first)
    object.add("last", last)
    object.add("digest", "sha256:" + digest.hexadecimal)
    object.add("head_seq", head.seq)
    object.add("head", "sha256:" + head.hash.hexadecimal)
    object.add("time", Self.timestamp(time))
    object.add("signer", "u:" + secrets.member.name)
    let signature = try secrets.signer.sign(Array(object.text.utf8), for: .auditExport)
    object.add("signature", "ed25519:" + signature.hexadecimal)
    return object.text
  }

  package static func jsonLine(_ record: AuditRecord) -> String {
    var object = JSONObject()
    object.add("v", 1)
    object.add("seq", record.seq)
    object.add("chain", record.workspace.shortForm)
    object.add("time", timestamp(record.time))
    object.add("actor", "u:" + record.actorName.string)
    object.add("role", record.role?.rawValue)
    object.add("session", record.session.string)
    object.add("host", record.host.string)
    object.add("tty", record.tty?.string)
    object.add("ssh_from", record.sshFrom?.string)
    object.add("action", record.action.rawValue)
    object.add("object", subject(of: record))
    object.add("ticket", record.ticket?.rawValue)
    object.add("class", record.kind?.rawValue)
    object.add(
      "value_hmac", record.valueCode.map { "hmac-sha256:" + $0.bytes.hexadecimal })
    object.add("reason_code", record.reasonCode?.string)
    object.add("reason", record.reason?.string)
    object.add("grant", record.grant?.string)
    object.add("approver", record.approverName.map { "u:" + $0.string })
    object.add("expires", record.expires.map(timestamp))
    object.add("outcome", record.outcome?.rawValue)
    object.add("error", record.error?.string)
    object.add("policy", record.policy?.string)
    if let earlier = record.earlierPolicy { object.add("policy_before", earlier.string) }
    object.add("count", record.count.map(Int64.init))
    // What few entries have stands only in those.
    if let entry = record.earlierEntry { object.add("entry", entry) }
    if let detail = record.detail { object.add("detail", detail.string) }
    if let time = record.happenedAt { object.add("since", timestamp(time)) }
    if let shift = record.clockShift { object.add("shift", shift) }
    object.add("realm", record.realm.string)
    object.add("app", record.app.string)
    object.add("prev", "sha256:" + record.previous.hexadecimal)
    object.add("hash", "sha256:" + record.hash.hexadecimal)
    return object.text
  }

  /// `customer:c-88/‹phone 1›`, or `u:ben` for what was done to one of the people here.
  private static func subject(of record: AuditRecord) -> String? {
    if let member = record.memberName { return "u:" + member.string }
    guard let customer = record.customerPseudonym else { return nil }
    let token = (record.token ?? record.tokens).map { "/" + $0.string } ?? ""
    return "customer:" + customer.string + token
  }

  /// ISO 8601 in UTC with milliseconds, counted in whole numbers: a `Date` formats 7 ms as 6.
  static func timestamp(_ time: Date) -> String {
    let total = time.millisecondsSince1970
    let milliseconds = (total % 1_000 + 1_000) % 1_000
    let seconds = (total - milliseconds) / 1_000
    let digits = String(milliseconds)
    let whole = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    return whole.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }
}
