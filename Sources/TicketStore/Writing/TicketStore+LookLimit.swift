package import Audit
package import Desk
import GRDB
import Sealing
import Tickets

extension TicketStore {
  package func append(
    _ looks: [AuditEvent], within limit: LookLimit?
  ) async throws -> [AuditEntry] {
    let entries: [AuditEntry]
    do {
      entries = try await writing { [audit] context in
        try context.admit(looks, within: limit, by: audit.origin.actor)
        let entries = try looks.map { try context.record($0, with: audit) }
        Failpoint.reach(.beforeRecord)
        return entries
      }
    } catch .lookLimitReached(let used) {
      throw AuditError.lookLimitReached(used: used)
    }
    Failpoint.reach(.afterRecord)
    for entry in entries { audit.didCommit(entry) }
    return entries
  }

  @discardableResult
  package func perform(
    _ mutation: Mutation<R>, recording events: [AuditEvent], within limit: LookLimit
  ) async throws(RepositoryError) -> MutationOutcome {
    let outcome = try await writing { [audit] context in
      try context.admit(events, within: limit, by: audit.origin.actor)
      var outcome = try context.carryOut(mutation)
      outcome.entries = try events.map { event in
        try context.record(context.completed(event, by: outcome), with: audit)
      }
      return outcome
    }
    for entry in outcome.entries { audit.didCommit(entry) }
    return outcome
  }
}

extension WriteContext {
  /// Refuses looks that the limit has no room for, before any of them is written.
  ///
  /// Counted within the transaction, which is the only one that writes just now.
  func admit(_ looks: [AuditEvent], within limit: LookLimit?, by actor: UserID) throws {
    guard let limit else { return }
    let asked = looks.count(where: \.isLook)
    let used = try LookRow.count(db, by: actor.rawValue, since: limit.since.milliseconds)
    guard used + asked <= limit.most else { throw RepositoryError.lookLimitReached(used: used) }
  }
}

extension AuditEvent {
  /// Whether it opens something: what the privacy budget counts.
  var isLook: Bool {
    outcome == .success && AuditAction.looks.contains(action) && customer != nil
  }
}
