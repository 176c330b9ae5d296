package import Audit
package import Foundation
package import Sealing
package import Tickets

/// Where rows are taken out for good: the store implements it.
package protocol RecordKeeper<R>: Sendable {
  associatedtype R: Realm

  /// What `erase` would take away: the same steps, in a transaction that is rolled back.
  func rehearse(_ selection: ErasureSelection) async throws(RepositoryError) -> ErasureCount
  /// Takes rows out, in one transaction with the entries of it; the first names them all.
  /// - Throws: `changedMeanwhile` for who is held, or has written since the selection was made.
  func erase(
    _ selection: ErasureSelection, recording events: [AuditEvent]
  ) async throws(RepositoryError) -> ErasureCount
  /// Leaves nothing of what was taken out in the file, nor in its journal.
  func purge() async throws(RepositoryError)

  func customer(of ticket: TicketID) async throws(RepositoryError) -> CustomerID
  func hasCustomer(_ customer: CustomerID) async throws(RepositoryError) -> Bool
  /// Which of these were here once and have no row any more.
  ///
  /// Who is just being taken in has a key and no row either, and is none of them.
  func erasedCustomers(
    among customers: Set<CustomerID>
  ) async throws(RepositoryError) -> Set<CustomerID>
  func ticketsDue(
    _ rule: RetentionRule, at time: Date
  ) async throws(RepositoryError) -> [DueTicket]
  /// How many delivered mails wait to be filed: nobody knows yet whose they are.
  func intakeCount() async throws(RepositoryError) -> Int

  func holds() async throws(RepositoryError) -> [LegalHold]
  /// - Throws: `notFound`, `duplicate`.
  func hold(
    _ hold: LegalHold, recording event: AuditEvent
  ) async throws(RepositoryError)
  /// - Throws: `notFound`.
  func release(
    _ customer: CustomerID, recording event: AuditEvent
  ) async throws(RepositoryError)
}
