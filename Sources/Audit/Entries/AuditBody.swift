import Foundation
import Masking
import Sealing
import Text
import Tickets

/// What is sealed in an entry: the event with its origin, in fields that carry their names, so that a
/// later version may add some.
struct AuditBody: Hashable, Sendable {
  /// By name; so few that a list is looked through faster than a table is made.
  private(set) var fields: [Field] = []
  private(set) var rows: [RowDigest] = []

  struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// A body from fields by name.
  init(fields: [String: String], rows: [RowDigest]) {
    self.fields = fields.sorted { $0.key < $1.key }.map { Field(name: $0.key, value: $0.value) }
    self.rows = rows
  }

  init(_ event: AuditEvent, origin: AuditOrigin) {
    set("action", event.action.rawValue)
    set("outcome", event.outcome.rawValue)
    set("role", origin.role.rawValue)
    set("session", origin.session.string)
    set("host", origin.host.string)
    set("tty", origin.tty?.string)
    set("ssh_from", origin.sshFrom?.string)
    set("app", origin.app.string)
    set("ticket", event.ticket.map { String($0.rawValue) })
    set("message", event.message.map { String($0.rawValue) })
    set("customer", event.customer.map { String($0.rawValue) })
    set("token", event.token.map(\.screenForm.string))
    set("tokens", event.tokens.isEmpty ? nil : Self.list(event.tokens))
    set("class", event.kind?.rawValue)
    set("value_hmac", event.valueCode.flatMap { Digest256(bytes: $0.bytes)?.hexadecimal })
    set("reason_code", event.reasonCode)
    set("reason", event.reason?.screenForm.string)
    set("grant", event.grant)
    set("approver", event.approver.map { String($0.rawValue) })
    set("expires", event.expires.map { String($0.millisecondsSince1970) })
    set("review_by", event.reviewBy.map { String($0.millisecondsSince1970) })
    set("error", event.error)
    set("policy", event.policy ?? (event.action.isUnderPolicy ? origin.policy?.string : nil))
    set("policy_before", event.earlierPolicy)
    set("count", event.count.map(String.init))
    set("entry", event.earlierEntry.map(String.init))
    set("member", event.member.map { String($0.rawValue) })
    set("detail", event.detail)
    set("since", event.happenedAt.map { String($0.millisecondsSince1970) })
    set("shift", event.clockShift.map(String.init))
    rows = event.rows
    fields.sort { $0.name < $1.name }
  }

  private mutating func set(_ name: String, _ value: String?) {
    if let value { fields.append(Field(name: name, value: value)) }
  }

  private static func list(_ tokens: [Token]) -> String {
    tokens.map(\.screenForm.string).joined(separator: " ")
  }

  func encoded() -> [UInt8] {
    var writer = ByteWriter(reserving: 512)
    writer.append(UInt16(fields.count))
    for field in fields {
      writer.append(text: field.name)
      writer.append(text: field.value)
    }
    writer.append(UInt16(rows.count))
    for row in rows {
      writer.append(text: row.table)
      writer.append(row.row)
      writer.append(row.version)
      writer.append(row.digest)
    }
    return writer.bytes
  }

  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    let count = Int(try reader.integer(UInt16.self))
    fields.reserveCapacity(min(count, 64))
    for _ in 0..<count {
      fields.append(Field(name: try reader.text(), value: try reader.text()))
    }
    for _ in 0..<(try reader.integer(UInt16.self)) {
      rows.append(
        RowDigest(
          table: try reader.text(), row: try reader.integer(), version: try reader.integer(),
          digest: try reader.digest()))
    }
    try reader.finish()
  }
}
