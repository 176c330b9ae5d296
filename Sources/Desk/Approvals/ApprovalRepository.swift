package import Audit
package import Foundation
package import Masking
package import Sealing
package import Text
package import Tickets

/// Where requests for approval are kept, sealed under the customer's key, and what was granted on
/// them.
///
/// Each change is one transaction with its entries in the log.
package protocol ApprovalRepository<R>: Sendable {
  associatedtype R: Realm

  /// Keeps a request.
  /// - Throws: `tooMany` where its author has too many waiting already.
  func requestApproval(
    _ request: ApprovalRequest, by user: UserID, on ticket: TicketID, of customer: CustomerID,
    until expiry: Date, recording event: AuditEvent
  ) async throws(RepositoryError) -> StoredApproval

  /// Those that wait, and those that came or were decided since then, the oldest first.
  func approvals(since: Date) async throws(RepositoryError) -> [StoredApproval]

  func approval(_ id: ApprovalID) async throws(RepositoryError) -> StoredApproval

  /// Decides a request that waits; `grants` makes what is granted, given the numbers of the entries.
  /// - Throws: `changedMeanwhile` where it was decided, or ran out, in the meantime.
  @discardableResult
  func decide(
    _ id: ApprovalID, _ decision: ApprovalDecision, until expiry: Date,
    recording events: [AuditEvent],
    grants: @escaping @Sendable (_ entries: [Int64]) throws(SealingError) -> [Grant]
  ) async throws(RepositoryError) -> StoredApproval

  /// Ends what has run out, and destroys what was granted on it.
  /// - Returns: how many.
  @discardableResult
  func expireApprovals(at time: Date) async throws(RepositoryError) -> Int
}

/// What somebody asks for.
package struct ApprovalRequest: Hashable, Sendable, Codable {
  package let tokens: [Token]
  package let codes: [Data]
  package let reasonCode: String
  /// Without what it may have said of anybody.
  package let reason: String
  package let seconds: Int64

  package init(
    tokens: [Token], codes: [LookupCode], reasonCode: String, reason: SanitizedText,
    duration: Duration
  ) {
    self.tokens = tokens
    self.codes = codes.map { Data($0.bytes) }
    self.reasonCode = reasonCode
    self.reason = reason.string
    seconds = duration.components.seconds
  }

  package var lookupCodes: [LookupCode] { codes.map { LookupCode(bytes: Array($0)) } }
  package var duration: Duration { .seconds(seconds) }
}

/// What a supervisor said to it.
package struct ApprovalDecision: Hashable, Sendable, Codable {
  package let verdict: Bool
  package let decider: Int64
  package let note: String
  /// The log's entries of it, one for each identifier; set by the store.
  package var entries: [Int64] = []
  /// Destroyed once it has run out.
  package var grants: [Grant] = []

  package init(_ verdict: ApprovalVerdict, by decider: UserID, note: SanitizedText) {
    self.verdict = verdict == .approve
    self.decider = decider.rawValue
    self.note = note.string
  }
}

/// The key of one value, wrapped for the person who asked for it.
package struct Grant: Hashable, Sendable, Codable {
  /// Names the value.
  package let code: Data
  package let wrap: Data

  package init(code: LookupCode, wrap: [UInt8]) {
    self.code = Data(code.bytes)
    self.wrap = Data(wrap)
  }
}

/// A request as it is kept.
package struct StoredApproval: Hashable, Sendable {
  package let id: ApprovalID
  package let ticket: TicketID
  package let customer: CustomerID
  package let requester: UserID
  package let state: Approval.State
  package let requestedAt: Date
  package let expiresAt: Date
  package let decidedAt: Date?
  package let request: ApprovalRequest
  package let decision: ApprovalDecision?

  package init(
    id: ApprovalID, ticket: TicketID, customer: CustomerID, requester: UserID,
    state: Approval.State, requestedAt: Date, expiresAt: Date, decidedAt: Date?,
    request: ApprovalRequest, decision: ApprovalDecision?
  ) {
    self.id = id
    self.ticket = ticket
    self.customer = customer
    self.requester = requester
    self.state = state
    self.requestedAt = requestedAt
    self.expiresAt = expiresAt
    self.decidedAt = decidedAt
    self.request = request
    self.decision = decision
  }

  /// What the grant of the value at `index` is bound to.
  package func terms(at index: Int, entry: Int64, until expiry: Date) -> GrantTerms {
    GrantTerms(
      requester: requester.rawValue, customer: customer,
      lookupCode: request.lookupCodes[index], kind: request.tokens[index].kind.rawValue,
      ticket: ticket.rawValue, expires: expiry.millisecondsSince1970, entry: entry)
  }
}
