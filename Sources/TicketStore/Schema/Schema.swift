import Desk
import GRDB

/// The versions of the file, and the way from each to the next.
enum Schema {
  /// The newest version that this program knows.
  static let currentVersion = SchemaVersion4.number
  /// `Sdsk`, in the file's header: tells our file from another program's.
  static let applicationID = 0x5364_736B

  /// Brings the file to the current version, in one transaction a version.
  /// - Throws: `newerVersion`; `damaged` for a file that is not ours.
  static func migrate(_ writer: some DatabaseWriter) throws {
    try writer.read(refuseForeign)
    try migrator.migrate(writer)
  }

  /// - Throws: `newerVersion`; `damaged` for a file that is not ours.
  static func refuseForeign(_ db: Database) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version <= currentVersion else { throw RepositoryError.newerVersion }
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard application == applicationID || isEmpty else {
      throw RepositoryError.damaged(table: "sqlite_schema", row: 0)
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: SchemaVersion1.statements)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: SchemaVersion2.statements)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("\(SchemaVersion3.number)") { db in
      try db.execute(sql: SchemaVersion3.statements)
      try db.execute(sql: "PRAGMA user_version = \(SchemaVersion3.number)")
    }
    migrator.registerMigration("\(SchemaVersion4.number)") { db in
      try db.execute(sql: SchemaVersion4.statements)
      try db.execute(sql: "PRAGMA user_version = \(SchemaVersion4.number)")
    }
    return migrator
  }
}
