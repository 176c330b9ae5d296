package import Audit
package import Desk
package import Foundation
import GRDB
package import Sealing
package import Tickets

extension TicketStore {
  /// How many requests one person may have waiting.
  private static var waitingLimit: Int { 20 }

  package func requestApproval(
    _ request: ApprovalRequest, by user: UserID, on ticket: TicketID, of customer: CustomerID,
    until expiry: Date, recording event: AuditEvent
  ) async throws(RepositoryError) -> StoredApproval {
    try await approving { context, entries in
      let waiting = try ApprovalRow.waiting(context.db, for: user.rawValue).count
      guard waiting < Self.waitingLimit else { throw RepositoryError.tooMany }
      let entry = try context.record(event, with: context.writer)
      entries.append(entry)
      let key = try context.dataKey(of: customer.rawValue)
      var row = ApprovalRow(
        id: entry.seq, ticket: ticket.rawValue, customer: customer.rawValue,
        requester: user.rawValue, state: Approval.State.pending.rawValue,
        requestedAt: entry.time.milliseconds, expiresAt: expiry.milliseconds,
        request: try key.seal(
          Array(JSONEncoder().encode(request)), in: ApprovalRow.requestContext(entry.seq)
        ).bytes)
      context.admit(&row)
      try row.save(context.db)
      return try row.opened(under: key)
    }
  }

  package func approvals(since: Date) async throws(RepositoryError) -> [StoredApproval] {
    try await reading { [self] db in
      try ApprovalRow.recent(db, since: since.milliseconds).compactMap { row in
        try row.verify(under: secrets.rowMAC)
        do throws(RepositoryError) {
          return try row.opened(under: dataKey(of: row.customer))
        } catch .erased {
          // Who was erased has taken the request along.
          return nil
        }
      }
    }
  }

  package func approval(_ id: ApprovalID) async throws(RepositoryError) -> StoredApproval {
    try await reading { [self] db in
      guard let row = try ApprovalRow.fetch(db, id: id.rawValue) else {
        throw RepositoryError.notFound
      }
      try row.verify(under: secrets.rowMAC)
      return try row.opened(under: dataKey(of: row.customer))
    }
  }

  @discardableResult
  package func decide(
    _ id: ApprovalID, _ decision: ApprovalDecision, until expiry: Date,
    recording events: [AuditEvent],
    grants: @escaping @Sendable ([Int64]) throws(SealingError) -> [Grant]
  ) async throws(RepositoryError) -> StoredApproval {
    try await approving { context, entries in
      let old = try context.approvalRow(id)
      guard old.state == Approval.State.pending.rawValue, old.expiresAt > context.now.milliseconds,
        old.requester != decision.decider
      else { throw RepositoryError.changedMeanwhile }
      for event in events { entries.append(try context.record(event, with: context.writer)) }
      var decision = decision
      decision.entries = entries.map(\.seq)
      decision.grants = try grants(decision.entries)
      let key = try context.dataKey(of: old.customer)
      var row = old
      row.version += 1
      row.state = (decision.verdict ? Approval.State.approved : .denied).rawValue
      row.expiresAt = expiry.milliseconds
      row.decidedAt = context.now.milliseconds
      try row.seal(decision, under: key)
      context.replace(old, with: &row)
      try row.save(context.db)
      return try row.opened(under: key)
    }
  }

  @discardableResult
  package func expireApprovals(at time: Date) async throws(RepositoryError) -> Int {
    let time = time.milliseconds
    let isDue = try await reading { db in try !ApprovalRow.due(db, at: time).isEmpty }
    guard isDue else { return 0 }
    return try await approving { context, entries in
      let due = try ApprovalRow.due(context.db, at: time)
      for old in due { entries.append(try context.expire(old)) }
      return due.count
    }
  }

  /// Runs a change of approvals in one transaction with its entries.
  private func approving<Value: Sendable>(
    _ body: @escaping @Sendable (ApprovalContext<R>, inout [AuditEntry]) throws -> Value
  ) async throws(RepositoryError) -> Value {
    let (value, entries) = try await writing { [audit] context in
      var entries: [AuditEntry] = []
      let value = try body(ApprovalContext(context, writer: audit), &entries)
      Failpoint.reach(.beforeApproval)
      return (value, entries)
    }
    Failpoint.reach(.afterApproval)
    for entry in entries { audit.didCommit(entry) }
    return value
  }
}

/// A write transaction, with what makes its entries.
private struct ApprovalContext<R: Realm> {
  private let context: WriteContext<R>
  let writer: AuditWriter<R>

  init(_ context: WriteContext<R>, writer: AuditWriter<R>) {
    self.context = context
    self.writer = writer
  }

  var db: Database { context.db }
  var now: Date { context.now }

  func record(_ event: AuditEvent, with writer: AuditWriter<R>) throws -> AuditEntry {
    try context.record(event, with: writer)
  }

  func dataKey(of customer: Int64) throws -> DataKey<R> { try context.dataKey(of: customer) }
  func admit(_ row: inout ApprovalRow) { context.admit(&row) }

  func replace(_ old: ApprovalRow, with row: inout ApprovalRow) {
    context.replace(old, with: &row)
  }

  func approvalRow(_ id: ApprovalID) throws -> ApprovalRow {
    guard let row = try ApprovalRow.fetch(db, id: id.rawValue) else {
      throw RepositoryError.notFound
    }
    try row.verify(under: context.secrets.rowMAC)
    return row
  }

  /// Ends a request, or what was granted on it; the wrapped keys are destroyed.
  func expire(_ old: ApprovalRow) throws -> AuditEntry {
    try old.verify(under: context.secrets.rowMAC)
    let wasApproved = old.state == Approval.State.approved.rawValue
    var event = AuditEvent(
      .revealExpire, outcome: wasApproved ? .success : .failed,
      ticket: TicketID(rawValue: old.ticket), customer: CustomerID(rawValue: old.customer),
      grant: "\(old.id)")
    event.error = wasApproved ? nil : "not_decided"
    let entry = try context.record(event, with: writer)
    var row = old
    row.version += 1
    row.state = Approval.State.expired.rawValue
    // Where the customer was erased, nothing of it opens, and nothing needs to be destroyed.
    if let key = try? context.dataKey(of: old.customer),
      var decision = try old.opened(under: key).decision
    {
      decision.grants = []
      try row.seal(decision, under: key)
    }
    context.replace(old, with: &row)
    try row.save(db)
    return entry
  }
}
