package import Audit
import Desk
import Foundation
import GRDB
import Sealing
import Tickets

extension TicketStore: AuditJournal {
  /// Writes the event's entry; it is on disk when this returns.
  package func append(_ event: AuditEvent) async throws -> AuditEntry {
    let entry = try await writing { [audit] context in
      let entry = try context.record(event, with: audit)
      Failpoint.reach(.beforeRecord)
      return entry
    }
    Failpoint.reach(.afterRecord)
    audit.didCommit(entry)
    return entry
  }

  package func entry(_ seq: Int64) async throws -> AuditEntry? {
    try await entries(seq...seq).first
  }

  package func head() async throws -> AuditHead {
    try await reading { db in try AuditTable.head(db) }
  }

  package func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry] {
    let result = try await reading { db in
      do {
        return Result<[AuditEntry], AuditError>.success(try AuditTable.entries(db, range))
      } catch let error as AuditError {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

extension WriteContext {
  /// Adds an entry to the log, within the transaction of what it records.
  ///
  /// A clock that was set back is on record before anything that was done by it.
  func record(_ event: AuditEvent, with writer: AuditWriter<R>) throws -> AuditEntry {
    let newest = try AuditTable.head(db)
    let back = newest.time.milliseconds - now.milliseconds
    guard back >= Self.clockToleranceMilliseconds else {
      return try append(event, after: newest, with: writer)
    }
    var jump = AuditEvent(.clockJump)
    jump.clockShift = -back
    let noted = try append(jump, after: newest, with: writer)
    return try append(event, after: noted.head, with: writer)
  }

  /// Less is no cause for a line: clocks are corrected all the time.
  private static var clockToleranceMilliseconds: Int64 { 1_000 }

  private func append(
    _ event: AuditEvent, after newest: AuditHead, with writer: AuditWriter<R>
  ) throws -> AuditEntry {
    // Where entries were cut off, their numbers stay used: the gap shows for good.
    let head = AuditHead(
      seq: max(newest.seq, workspace.lastAudit), hash: newest.hash, time: newest.time)
    let entry = try writer.entry(for: event, after: head, at: now)
    try AuditTable.insert(entry, db)
    try noteLook(event, entry: entry)
    setLastAudit(entry.seq)
    changes.insert(.audit)
    return entry
  }
}

/// The log's table.
enum AuditTable {
  static func head(_ db: Database) throws -> AuditHead {
    let statement = try db.cachedStatement(
      sql: "SELECT seq, hash, time FROM audit ORDER BY seq DESC LIMIT 1")
    let head = try statement.first { columns in
      let seq = try columns.integer()
      guard let hash = try Digest256(bytes: columns.bytes()) else {
        throw RepositoryError.damaged(table: "audit", row: seq)
      }
      return try AuditHead(seq: seq, hash: hash, time: Date(milliseconds: columns.integer()))
    }
    return head ?? .empty
  }

  /// - Throws: `AuditError.malformed` for a row that is no entry.
  static func entries(_ db: Database, _ range: ClosedRange<Int64>) throws -> [AuditEntry] {
    try db.cachedStatement(
      sql: "SELECT seq, entry FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq"
    ).all(.integer(range.lowerBound), .integer(range.upperBound)) { columns in
      let seq = try columns.integer()
      guard let bytes = try? columns.bytes(), let entry = try? AuditEntry(storedBytes: bytes),
        entry.seq == seq
      else { throw AuditError.malformed(seq: seq) }
      return entry
    }
  }

  static func insert(_ entry: AuditEntry, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO audit (seq, hash, time, actor, entry) VALUES (?, ?, ?, ?, ?)"
    ).run(
      .integer(entry.seq), .bytes(entry.hash.bytes), .integer(entry.time.milliseconds),
      .integer(entry.actor.rawValue), .bytes(entry.storedBytes))
  }
}
