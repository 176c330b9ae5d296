import Foundation
import Masking
import Sealing
import Text
import Tickets

/// What is sealed in an entry: the event with its origin, in fields that carry their names, so that a
/// later version may add some.
struct AuditBody: Hashable, Sendable {
  private(set) var fields: [String: String] = [:]
  private(set) var rows: [RowDigest] = []

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
    set("error", event.error)
    set("policy", event.policy)
    set("count", event.count.map(String.init))
    rows = event.rows
  }

  private mutating func set(_ name: String, _ value: String?) {
    fields[name] = value
  }

  private static func list(_ tokens: [Token]) -> String {
    tokens.map(\.screenForm.string).joined(separator: " ")
  }

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt16(fields.count))
    for name in fields.keys.sorted() {
      writer.append(text: name)
      writer.append(text: fields[name] ?? "")
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
    for _ in 0..<(try reader.integer(UInt16.self)) {
      let name = try reader.text()
      fields[name] = try reader.text()
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
