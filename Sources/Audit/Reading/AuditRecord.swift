package import Foundation
package import Masking
package import Sealing
package import Text
package import Tickets

/// An entry after its body was opened: what a person with the audit role reads.
package struct AuditRecord: Hashable, Sendable, Identifiable {
  package let seq: Int64
  package let time: Date
  package let actor: UserID
  /// As the person was called when they were added; their number where nobody knows.
  package let actorName: SanitizedText
  /// The same of whoever approved it.
  package let approverName: SanitizedText?
  /// The same of whom it was done to.
  package let memberName: SanitizedText?
  package let hash: Digest256
  package let previous: Digest256
  package let realm: SanitizedText
  package let workspace: WorkspaceID
  private let body: AuditBody

  package var id: Int64 { seq }

  init(_ entry: AuditEntry, body: AuditBody, name: (UserID) -> SanitizedText) {
    seq = entry.seq
    time = entry.time
    actor = entry.actor
    actorName = name(entry.actor)
    approverName = body["approver"].flatMap { Int64($0) }.map { name(UserID(rawValue: $0)) }
    memberName = body["member"].flatMap { Int64($0) }.map { name(UserID(rawValue: $0)) }
    hash = entry.hash
    previous = entry.previous
    realm = SanitizedText(sanitizing: entry.realm)
    workspace = entry.workspace
    self.body = body
  }

  /// A record from its fields, named as formats have them.
  package init(
    seq: Int64, time: Date, actor: UserID, actorName: SanitizedText, hash: Digest256,
    previous: Digest256, realm: SanitizedText, workspace: WorkspaceID, fields: [String: String],
    rows: [RowDigest] = []
  ) {
    self.seq = seq
    self.time = time
    self.actor = actor
    self.actorName = actorName
    approverName = nil
    memberName = nil
    self.hash = hash
    self.previous = previous
    self.realm = realm
    self.workspace = workspace
    body = AuditBody(fields: fields, rows: rows)
  }

  /// The rows it changed, as it left them.
  package var rows: [RowDigest] { body.rows }
  package var action: AuditAction { AuditAction(rawValue: body["action"] ?? "") }
  package var outcome: AuditOutcome? { body["outcome"].flatMap(AuditOutcome.init(rawValue:)) }
  package var role: Role? { body["role"].flatMap(Role.init(rawValue:)) }
  package var session: SanitizedText { text("session") ?? "" }
  package var host: SanitizedText { text("host") ?? "" }
  package var tty: SanitizedText? { text("tty") }
  package var sshFrom: SanitizedText? { text("ssh_from") }
  package var app: SanitizedText { text("app") ?? "" }
  package var ticket: TicketID? { number("ticket").map(TicketID.init(rawValue:)) }
  package var message: MessageID? { number("message").map(MessageID.init(rawValue:)) }
  package var customer: CustomerID? { number("customer").map(CustomerID.init(rawValue:)) }
  /// `‹card 1›`.
  package var token: SanitizedText? { text("token") }
  /// The tokens of a dispatch, with blanks between them.
  package var tokens: SanitizedText? { text("tokens") }
  package var kind: IdentifierKind? { body["class"].flatMap(IdentifierKind.init(rawValue:)) }
  package var valueCode: LookupCode? {
    body["value_hmac"].flatMap(Self.bytes(hexadecimal:)).map(LookupCode.init(bytes:))
  }
  package var reasonCode: SanitizedText? { text("reason_code") }
  /// As it was masked when it was written.
  package var reason: SanitizedText? { text("reason") }
  package var grant: SanitizedText? { text("grant") }
  package var approver: UserID? { number("approver").map(UserID.init(rawValue:)) }
  package var expires: Date? { number("expires").map(Date.init(millisecondsSince1970:)) }
  /// Until when somebody has to go over it, as the policy of that day had it.
  package var reviewBy: Date? { number("review_by").map(Date.init(millisecondsSince1970:)) }
  /// The same, a day for entries that name no time.
  package var reviewTime: Date { reviewBy ?? time.addingTimeInterval(86_400) }
  package var error: SanitizedText? { text("error") }
  package var policy: SanitizedText? { text("policy") }
  /// The one that counted before.
  package var earlierPolicy: SanitizedText? { text("policy_before") }
  package var count: Int? { number("count").map(Int.init) }
  /// The entry that this one goes back to.
  package var earlierEntry: Int64? { number("entry") }
  /// Whom of the people here it was done to.
  package var member: UserID? { number("member").map(UserID.init(rawValue:)) }
  /// What was done more closely, in a code of ours.
  package var detail: SanitizedText? { text("detail") }
  /// When it happened, where that was before it was recorded.
  package var happenedAt: Date? { number("since").map(Date.init(millisecondsSince1970:)) }
  /// How far the clock went, in milliseconds.
  package var clockShift: Int64? { number("shift") }
  /// The pseudonym of the customer: `c-88`.
  package var customerPseudonym: SanitizedText? { customer.map { "c-\($0.rawValue)" } }

  private func text(_ name: String) -> SanitizedText? {
    body[name].map { SanitizedText(sanitizing: $0) }
  }

  private func number(_ name: String) -> Int64? {
    body[name].flatMap { Int64($0) }
  }

  private static func bytes(hexadecimal: String) -> [UInt8]? {
    let digits = Array(hexadecimal.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// The readable fields, for a search by words.
  var searchable: [SanitizedText] {
    [actorName, approverName ?? .empty, "\(seq)"]
      + body.fields.filter { $0.name != "value_hmac" }
      .map { SanitizedText(sanitizing: $0.value) }
  }
}
