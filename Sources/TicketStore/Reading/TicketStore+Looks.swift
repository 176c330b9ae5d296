import Audit
package import Desk
package import Foundation
package import Sealing
import Text
package import Tickets

extension TicketStore {
  package func lookCount(
    by user: UserID, since: Date
  ) async throws(RepositoryError) -> Int {
    try await reading { db in
      try LookRow.count(db, by: user.rawValue, since: since.milliseconds)
    }
  }

  package func lastLook(at customer: CustomerID) async throws(RepositoryError) -> LastLook? {
    try await reading { [self] db -> LastLook? in
      guard let row = try LookRow.newest(db, of: customer.rawValue) else { return nil }
      try row.verify(under: secrets.rowMAC)
      let reason: [UInt8]
      do {
        reason = try secrets.dataKey(for: customer)
          .open(Sealed(storedBytes: row.reason), in: LookRow.reasonContext(row.id))
      } catch {
        throw row.damaged
      }
      return LastLook(
        name: presence.names(UserID(rawValue: row.actor)) ?? "somebody",
        at: Date(milliseconds: row.at), reason: SanitizedText(sanitizing: reason))
    }
  }
}

extension WriteContext {
  /// Notes a look in the transaction of its entry.
  func noteLook(_ event: AuditEvent, entry: AuditEntry) throws {
    guard event.isLook, let customer = event.customer else { return }
    let reason = try secrets.dataKey(for: customer).seal(
      Array((event.reasonCode ?? "").utf8), in: LookRow.reasonContext(entry.seq))
    var row = LookRow(
      id: entry.seq, customer: customer.rawValue, actor: entry.actor.rawValue,
      at: entry.time.milliseconds, reason: reason.bytes)
    admit(&row)
    try row.insert(db)
  }
}
