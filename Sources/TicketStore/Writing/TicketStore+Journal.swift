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
  func record(_ event: AuditEvent, with writer: AuditWriter<R>) throws -> AuditEntry {
    let entry = try AuditTable.append(
      event, numberedAfter: workspace.lastAudit, at: now, with: writer, db)
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

  /// Adds an event's entry behind the end of the log.
  ///
  /// A clock that was set back is on record before anything that was done by it. Where entries were
  /// cut off, their numbers up to `lastUsed` stay used: the gap shows for good.
  static func append<R: Realm>(
    _ event: AuditEvent, numberedAfter lastUsed: Int64, at now: Date, with writer: AuditWriter<R>,
    _ db: Database
  ) throws -> AuditEntry {
    let newest = try head(db)
    var end = AuditHead(seq: max(newest.seq, lastUsed), hash: newest.hash, time: newest.time)
    let back = newest.time.milliseconds - now.milliseconds
    if back >= clockToleranceMilliseconds {
      var jump = AuditEvent(.clockJump)
      jump.clockShift = -back
      end = try insert(jump, after: end, at: now, with: writer, db).head
    }
    return try insert(event, after: end, at: now, with: writer, db)
  }

  /// Less is no cause for a line: clocks are corrected all the time.
  private static var clockToleranceMilliseconds: Int64 { 1_000 }

  private static func insert<R: Realm>(
    _ event: AuditEvent, after head: AuditHead, at now: Date, with writer: AuditWriter<R>,
    _ db: Database
  ) throws -> AuditEntry {
    let entry = try writer.entry(for: event, after: head, at: now)
    try db.cachedStatement(
      sql: "INSERT INTO audit (seq, hash, time, actor, entry) VALUES (?, ?, ?, ?, ?)"
    ).run(
      .integer(entry.seq), .bytes(entry.hash.bytes), .integer(entry.time.milliseconds),
      .integer(entry.actor.rawValue), .bytes(entry.storedBytes))
    return entry
  }
}
