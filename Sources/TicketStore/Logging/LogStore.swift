package import Audit
package import Desk
package import Foundation
import GRDB
package import Sealing
import Tickets

/// The log alone, for those who hold no key to a ticket: auditors read it here, and whatever such a
/// person does is recorded here.
///
/// It shares the file and the turnstile with `TicketStore`. The row in which the store notes the
/// log's end is sealed under the workspace key and stays as it is; the store takes the added entries
/// in with its next commit.
package final class LogStore<R: Realm>: AuditJournal {
  private let audit: AuditWriter<R>
  private let pool: DatabasePool
  private let turnstile: Turnstile
  private let now: @Sendable () -> Date

  /// Opens the log of a workspace that has one; `audit` makes the entries of this session.
  /// - Throws: `notFound`, `notPrivate`, `newerVersion`, `damaged`, `busy`, `cannotWrite`.
  package init(
    in directory: URL, audit: AuditWriter<R>, configuration: StoreConfiguration = .standard,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(RepositoryError) {
    let directory = try StoreDirectory(existing: directory)
    turnstile = try Turnstile(directory.turnstile, timeout: configuration.busyTimeout)
    pool = try Connections.openPool(
      directory, configuration: configuration, turnstile: turnstile)
    self.audit = audit
    self.now = now
  }

  /// Writes the event's entry; it is on disk when this returns.
  package func append(_ event: AuditEvent) async throws -> AuditEntry {
    let entry = try await write(event)
    audit.didCommit(entry)
    return entry
  }

  /// Refuses: who holds no key to a ticket has nothing to look at.
  package func append(
    _ looks: [AuditEvent], within limit: LookLimit?
  ) async throws -> [AuditEntry] {
    throw AuditError.recordNotDurable
  }

  package func entry(_ seq: Int64) async throws -> AuditEntry? {
    try await entries(seq...seq).first
  }

  package func head() async throws -> AuditHead {
    try await reading { db in try AuditTable.head(db) }
  }

  package func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry] {
    try await reading { db in try AuditTable.entries(db, range) }
  }

  /// Lets go of the file.
  package func close() {
    try? pool.close()
  }

  @concurrent private func reading<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try readNow(body)
  }

  private func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.read(body)
    } catch let error as AuditError {
      throw error
    } catch {
      throw RepositoryError(error)
    }
  }

  @concurrent private func write(_ event: AuditEvent) async throws(RepositoryError) -> AuditEntry {
    try writeNow(event)
  }

  private func writeNow(_ event: AuditEvent) throws(RepositoryError) -> AuditEntry {
    do {
      return try pool.writeWithoutTransaction { db in
        try turnstile.pass {
          var written: AuditEntry?
          try db.inTransaction(.immediate) {
            written = try insert(event, db)
            return .commit
          }
          guard let written else { preconditionFailure("what was committed was written") }
          return written
        }
      }
    } catch {
      throw RepositoryError(error)
    }
  }

  private func insert(_ event: AuditEvent, _ db: Database) throws -> AuditEntry {
    let noted = try Int64.fetchOne(db, sql: "SELECT last_audit FROM workspace") ?? 0
    return try AuditTable.append(event, numberedAfter: noted, at: now(), with: audit, db)
  }
}
