package import Desk
import Foundation
import GRDB
import Sealing
import Tickets

extension TicketStore {
  package func claimIntake(lease: Duration) async throws(RepositoryError) -> IntakeMail? {
    let time = now().milliseconds
    guard try await reading({ db in try IntakeTable.oldest(db, at: time) }) != nil else {
      return nil
    }
    let claimed = try await writing { context in
      guard let mail = try IntakeTable.oldest(context.db, at: time) else {
        return IntakeMail?.none
      }
      try context.db.cachedStatement(
        sql: "UPDATE intake SET lease_until = ?, attempts = attempts + 1 WHERE id = ?"
      ).run(.integer(time + lease.milliseconds), .integer(mail.id.rawValue))
      return mail
    }
    if claimed != nil { Failpoint.reach(.afterIntakeClaim) }
    return claimed
  }

  package func intakeCount() async throws(RepositoryError) -> Int {
    try await reading { db in
      try Int(
        clamping: db.cachedStatement(sql: "SELECT count(*) FROM intake").integer() ?? 0)
    }
  }
}

extension WriteContext {
  /// Deletes a delivered mail together with what filed it.
  /// - Throws: `notFound` where another process has filed it: then this one must not.
  func finishIntake(_ id: IntakeID) throws {
    try db.cachedStatement(sql: "DELETE FROM intake WHERE id = ?").run(.integer(id.rawValue))
    guard db.changesCount == 1 else { throw RepositoryError.notFound }
    changes.insert(.intake)
  }
}

/// Delivered mail that waits to be filed.
enum IntakeTable {
  /// The oldest that nobody is filing; its attempts already count this one.
  static func oldest(_ db: Database, at time: Int64) throws -> IntakeMail? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, received_at, attempts, message FROM intake
        WHERE ifnull(lease_until, 0) <= ? ORDER BY id LIMIT 1
        """)
    return try statement.first(.integer(time)) { columns in
      let id = try IntakeID(rawValue: columns.integer())
      let receivedAt = try Date(milliseconds: columns.integer())
      let attempts = try Int(clamping: columns.integer()) + 1
      return IntakeMail(
        id: id, sealed: try columns.bytes(), receivedAt: receivedAt, attempts: attempts)
    }
  }

  static func insert(_ sealed: [UInt8], receivedAt: Int64, _ db: Database) throws -> IntakeID {
    try db.cachedStatement(sql: "INSERT INTO intake (received_at, message) VALUES (?, ?)").run(
      .integer(receivedAt), .bytes(sealed))
    return IntakeID(rawValue: db.lastInsertedRowID)
  }
}
