import Foundation
import Masking
import Sealing
import Text
import Tickets

/// A record as JSON, for programs of ours and for people with `jq`.
enum RecordJSON {
  /// One object with the names of the record, absent values as `null`.
  static func line(for record: AuditRecord) -> String {
    var object = JSONObject()
    object.add("v", 1)
    object.add("seq", record.seq)
    object.add("chain", record.workspace.shortForm)
    object.add("time", record.time.exported)
    object.add("actor", record.exportedActor)
    object.add("role", record.role?.rawValue)
    object.add("session", record.session.string)
    object.add("host", record.host.string)
    object.add("tty", record.tty?.string)
    object.add("ssh_from", record.sshFrom?.string)
    object.add("action", record.action.rawValue)
    object.add("object", record.exportedObject)
    object.add("ticket", record.ticket?.rawValue)
    object.add("class", record.kind?.rawValue)
    object.add(
      "value_hmac", record.valueCode.map { "hmac-sha256:" + $0.bytes.hexadecimal })
    object.add("reason_code", record.reasonCode?.string)
    object.add("reason", record.reason?.string)
    object.add("grant", record.grant?.string)
    object.add("approver", record.exportedApprover)
    object.add("expires", record.expires.map(\.exported))
    object.add("outcome", record.outcome?.rawValue)
    object.add("error", record.error?.string)
    object.add("policy", record.policy?.string)
    if let earlier = record.earlierPolicy { object.add("policy_before", earlier.string) }
    object.add("count", record.count.map(Int64.init))
    // What few entries have stands only in those.
    if let entry = record.earlierEntry { object.add("entry", entry) }
    if let due = record.reviewBy { object.add("review_by", due.exported) }
    if let detail = record.detail { object.add("detail", detail.string) }
    if let time = record.happenedAt { object.add("since", time.exported) }
    if let shift = record.clockShift { object.add("shift", shift) }
    object.add("realm", record.realm.string)
    object.add("app", record.app.string)
    object.add("prev", record.exportedPrevious)
    object.add("hash", record.exportedHash)
    return object.text
  }
}
