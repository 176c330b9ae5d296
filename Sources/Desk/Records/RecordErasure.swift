package import Audit
package import Foundation
package import Sealing
import Text
package import Tickets

/// Erases customers and tickets, keeps those that are held, and carries out the retention schedule.
///
/// The order makes every interruption harmless: first the rows go, in one transaction with the entries
/// that say so; then what the file's journal holds of them; then the customers' keys, by which backups
/// become unreadable; and last the certificate is written. Run again, it goes on with what is left.
package struct RecordErasure<R: Realm>: Sendable {
  private let keeper: any RecordKeeper<R>
  private let log: AuditLog<R>
  private let files: WorkspaceKeyFiles<R>
  private let secrets: WorkspaceSecrets<R>
  private let user: User
  private let now: @Sendable () -> Date

  /// What is left to show of something erased.
  package struct Certificate: Hashable, Sendable {
    /// The entry of the log that certifies it, and that entry's hash.
    package let entry: Int64
    package let hash: Digest256
    package let count: ErasureCount
    package let customers: Set<CustomerID>
  }

  /// How far an erasure has come, for a test to stop it there.
  package enum Step: Sendable {
    case rowsErased, purged, keysDestroyed
  }

  package init(
    keeper: any RecordKeeper<R>, log: AuditLog<R>, files: WorkspaceKeyFiles<R>,
    secrets: WorkspaceSecrets<R>, user: User, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.keeper = keeper
    self.log = log
    self.files = files
    self.secrets = secrets
    self.user = user
    self.now = now
  }

  // MARK: Erasing

  /// What would be erased, with the same refusals.
  /// - Throws: `notAllowed`, `notFound`, `onHold`, `storeUnavailable`.
  package func rehearse(_ selection: ErasureSelection) async throws(DeskError) -> ErasureCount {
    try await check(selection)
    return try await asking { () async throws(RepositoryError) in
      var count = ErasureCount()
      for batch in selection.batches() { count += try await keeper.rehearse(batch) }
      return count
    }
  }

  /// Erases, and certifies it; who was erased before is certified once more.
  /// - Throws: `notAllowed`, `notFound`, `onHold`, `changedMeanwhile`, `storeUnavailable`,
  ///   `notRecorded`.
  package func erase(
    _ selection: ErasureSelection, action: AuditAction = .subjectErase,
    reached: (Step) -> Void = { _ in }
  ) async throws(DeskError) -> Certificate {
    try await check(selection)
    let count = try await asking { () async throws(RepositoryError) in
      var count = ErasureCount()
      for batch in selection.batches() {
        count += try await keeper.erase(batch, recording: events(action, of: batch))
      }
      return count
    }
    reached(.rowsErased)
    try await asking { () async throws(RepositoryError) in try await keeper.purge() }
    reached(.purged)
    if !selection.customers.isEmpty {
      do {
        try secrets.keyring.destroyDataKeys(for: selection.customers)
        try files.pin(secrets)
      } catch {
        throw DeskError(error)
      }
      reached(.keysDestroyed)
    }
    return try await certify(selection, count)
  }

  /// One for all, and one for each customer, where they are several: the log says of everybody what
  /// was done.
  private func events(_ action: AuditAction, of selection: ErasureSelection) -> [AuditEvent] {
    let whole = AuditEvent(
      action, ticket: selection.onlyTicket, customer: selection.onlyCustomer)
    guard selection.customers.count > 1 else { return [whole] }
    return [whole] + selection.customers.sorted().map { AuditEvent(.subjectErase, customer: $0) }
  }

  private func certify(
    _ selection: ErasureSelection, _ count: ErasureCount
  ) async throws(DeskError) -> Certificate {
    let event = AuditEvent(
      .erasureCertify, ticket: selection.onlyTicket, customer: selection.onlyCustomer,
      count: max(count.tickets, count.attachments))
    do {
      let entry = try await log.record(event)
      return Certificate(
        entry: entry.seq, hash: entry.hash, count: count, customers: selection.customers)
    } catch {
      throw DeskError(error)
    }
  }

  private func check(_ selection: ErasureSelection) async throws(DeskError) {
    try require(.eraseCustomers)
    let held = try await asking { () async throws(RepositoryError) in
      var owners = selection.customers
      let erased = try await keeper.erasedCustomers(among: selection.customers)
      for customer in selection.customers.subtracting(erased) {
        guard try await keeper.hasCustomer(customer) else { throw .notFound }
      }
      for ticket in selection.tickets.union(selection.attachments) {
        owners.insert(try await keeper.customer(of: ticket))
      }
      return try await keeper.holds().map(\.customer).filter(owners.contains)
    }
    guard held.isEmpty else { throw .onHold(held.sorted()) }
    guard !selection.customers.isEmpty, !selection.leavesWaitingMail else { return }
    let waiting = try await asking { () async throws(RepositoryError) in
      try await keeper.intakeCount()
    }
    guard waiting == 0 else {
      throw .storeUnavailable(
        "\(waiting) delivered mails wait that could not be filed, and may be theirs")
    }
  }

  // MARK: Retention

  /// What the schedule would erase now, and the keys that an erasure which broke off has left; a held
  /// customer's is left out.
  /// - Throws: `notAllowed`, `storeUnavailable`, `damaged`.
  package func selection(
    by schedule: [RetentionRule]
  ) async throws(DeskError) -> ErasureSelection {
    try require(.eraseCustomers)
    let orphans = try await orphanKeys()
    let time = now()
    return try await asking { () async throws(RepositoryError) in
      let held = Set(try await keeper.holds().map(\.customer))
      var due: [CustomerID: (all: Int, tickets: Set<TicketID>)] = [:]
      var attachments: Set<TicketID> = []
      for rule in schedule {
        for ticket in try await keeper.ticketsDue(rule, at: time)
        where !held.contains(ticket.customer) {
          switch rule.matter {
          case .tickets:
            due[ticket.customer, default: (ticket.ticketCount, [])].tickets.insert(ticket.ticket)
          case .attachments: attachments.insert(ticket.ticket)
          }
        }
      }
      var selection = ErasureSelection(customers: orphans)
      selection.asOf = time
      for (customer, tickets) in due {
        if tickets.tickets.count == tickets.all {
          selection.customers.insert(customer)
        } else {
          selection.tickets.formUnion(tickets.tickets)
        }
        attachments.subtract(tickets.tickets)
      }
      selection.attachments = attachments
      return selection
    }
  }

  // MARK: Holds

  /// - Throws: `notAllowed`, `storeUnavailable`.
  package func holds() async throws(DeskError) -> [LegalHold] {
    try require(.holdCustomers)
    return try await asking { () async throws(RepositoryError) in try await keeper.holds() }
  }

  /// Keeps a customer's data from being erased, by anybody and by the schedule.
  /// - Throws: `notAllowed`, `notFound`, `storeUnavailable`.
  package func hold(_ customer: CustomerID, because reason: String) async throws(DeskError) {
    try require(.holdCustomers)
    let hold = LegalHold(
      customer: customer, actor: user.id, since: now().millisecondsSince1970, reason: reason)
    try await asking { () async throws(RepositoryError) in
      try await keeper.hold(hold, recording: AuditEvent(.holdAdd, customer: customer))
    }
  }

  /// - Throws: `notAllowed`, `notFound`, `storeUnavailable`.
  package func release(_ customer: CustomerID) async throws(DeskError) {
    try require(.holdCustomers)
    try await asking { () async throws(RepositoryError) in
      try await keeper.release(customer, recording: AuditEvent(.holdRemove, customer: customer))
    }
  }

  /// Keys of customers who have no row: what an erasure that broke off has left.
  /// - Throws: `storeUnavailable`, `damaged`.
  package func orphanKeys() async throws(DeskError) -> Set<CustomerID> {
    let holders: Set<CustomerID>
    do {
      holders = try secrets.keyring.survey().customers
    } catch {
      throw DeskError(error)
    }
    return try await asking { () async throws(RepositoryError) in
      try await keeper.erasedCustomers(among: holders)
    }
  }

  private func require(_ capability: Capability) throws(DeskError) {
    guard !user.isRevoked, user.role.capabilities.contains(capability) else {
      throw .notAllowed(capability)
    }
  }
}

extension ErasureSelection {
  fileprivate var onlyCustomer: CustomerID? { customers.count == 1 ? customers.first : nil }
  fileprivate var onlyTicket: TicketID? { tickets.count == 1 ? tickets.first : nil }
}
