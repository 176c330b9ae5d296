package import Foundation
package import Masking
package import Sealing
package import Tickets

/// What a caller states for the record: what was done, to what, and why.
///
/// Who, where and when are not its matter: the session and the log add them. It can hold no value:
/// an identifier appears as its token and its keyed code.
package struct AuditEvent: Hashable, Sendable {
  package let action: AuditAction
  package var outcome: AuditOutcome
  package var ticket: TicketID?
  package var message: MessageID?
  package var customer: CustomerID?
  package var token: Token?
  /// The kind where no token is named: what was searched for.
  package var kind: IdentifierKind?
  /// Answers "who opened this number" without holding it.
  package var valueCode: LookupCode?
  package var reasonCode: String?
  package var reason: MaskedText?
  /// The grant under which somebody else's approval opens the value.
  package var grant: String?
  package var approver: UserID?
  package var expires: Date?
  /// Until when somebody has to go over it.
  package var reviewBy: Date?
  /// A code of ours, never what a system said: that may quote data.
  package var error: String?
  /// The policy's version that allowed or refused it.
  package var policy: String?
  /// The one that counted before, where it changed.
  package var earlierPolicy: String?
  /// How many things it was done to, where they are not named one by one.
  package var count: Int?
  /// The rows it changed, as they are afterwards.
  package var rows: [RowDigest]
  /// All tokens of a dispatch.
  package var tokens: [Token]
  /// The entry that this one goes back to: the look that ended, was approved or was reviewed.
  package var earlierEntry: Int64?
  /// Whom of the people here it was done to.
  package var member: UserID?
  /// A code of ours that says more closely what was done.
  ///
  /// The field that was changed, the rule that a reply came from, the format of an export; never what
  /// a customer wrote.
  package var detail: String?
  /// When it happened, where that was before it could be recorded.
  package var happenedAt: Date?
  /// How far the clock went, in milliseconds; below zero for back.
  package var clockShift: Int64?

  package init(
    _ action: AuditAction, outcome: AuditOutcome = .success, ticket: TicketID? = nil,
    message: MessageID? = nil, customer: CustomerID? = nil, token: Token? = nil,
    kind: IdentifierKind? = nil, valueCode: LookupCode? = nil, reasonCode: String? = nil,
    reason: MaskedText? = nil, grant: String? = nil, approver: UserID? = nil,
    expires: Date? = nil, error: String? = nil, policy: String? = nil, count: Int? = nil,
    rows: [RowDigest] = [], tokens: [Token] = [], earlierEntry: Int64? = nil,
    member: UserID? = nil, detail: String? = nil, happenedAt: Date? = nil
  ) {
    self.action = action
    self.outcome = outcome
    self.ticket = ticket
    self.message = message
    self.customer = customer
    self.token = token
    self.kind = kind ?? token?.kind
    self.valueCode = valueCode
    self.reasonCode = reasonCode
    self.reason = reason
    self.grant = grant
    self.approver = approver
    self.expires = expires
    self.error = error
    self.policy = policy
    self.count = count
    self.rows = rows
    self.tokens = tokens
    self.earlierEntry = earlierEntry
    self.member = member
    self.detail = detail
    self.happenedAt = happenedAt
  }

  /// A look at one identifier.
  package static func reveal<R: Realm>(
    of identifier: SealedIdentifier<R>, on ticket: TicketID, reasonCode: String,
    reason: MaskedText?, expires: Date, action: AuditAction = .revealOpen, grant: String? = nil,
    approver: UserID? = nil, policy: String? = nil
  ) -> AuditEvent {
    AuditEvent(
      action, ticket: ticket, customer: identifier.owner, token: identifier.token,
      valueCode: identifier.lookupCode, reasonCode: reasonCode, reason: reason, grant: grant,
      approver: approver, expires: expires, policy: policy)
  }

  /// The handing over of a message: what its recipients and placeholders stand for leaves.
  package static func dispatch<R: Realm>(
    of identifiers: [SealedIdentifier<R>], to customer: CustomerID, on ticket: TicketID,
    message: MessageID?, expires: Date, policy: String? = nil
  ) -> AuditEvent {
    AuditEvent(
      .ticketSend, ticket: ticket, message: message, customer: customer, expires: expires,
      policy: policy, count: identifiers.count, tokens: identifiers.map(\.token))
  }
}

/// A row of the store as an event left it: a later deletion or rollback of the row shows.
package struct RowDigest: Hashable, Sendable {
  package let table: String
  package let row: Int64
  package let version: Int64
  package let digest: Digest256

  package init(table: String, row: Int64, version: Int64, digest: Digest256) {
    self.table = table
    self.row = row
    self.version = version
    self.digest = digest
  }
}
