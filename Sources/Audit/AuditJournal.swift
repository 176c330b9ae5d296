package import Sealing

/// Where entries are kept: the store implements it.
package protocol AuditJournal<R>: Sendable {
  associatedtype R: Realm

  /// Writes the event's entry, and returns when it is on disk (not only handed to the system).
  func append(_ event: AuditEvent) async throws -> AuditEntry

  /// Writes the entries of looks in one transaction, all or none, and returns when they are on disk.
  /// - Throws: `AuditError.lookLimitReached`, found out within that transaction: two sessions of one
  ///   person cannot each have the last look.
  func append(_ looks: [AuditEvent], within limit: LookLimit?) async throws -> [AuditEntry]

  /// Reads an entry from the file, `nil` where there is none of this number.
  func entry(_ seq: Int64) async throws -> AuditEntry?

  func head() async throws -> AuditHead

  /// Entries in the order in which they are stored, by number; fewer where some are missing.
  /// - Throws: `AuditError.malformed` for a row that is no entry.
  func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry]
}
