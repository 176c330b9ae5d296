import Desk
import Foundation
import GRDB

/// How connections to the file are made: the same for every process that writes it.
enum Connections {
  /// Opens the pool and brings the file up to date.
  static func openPool(
    _ directory: StoreDirectory, configuration: StoreConfiguration, turnstile: Turnstile
  ) throws(RepositoryError) -> DatabasePool {
    do {
      return try turnstile.pass {
        let pool = try DatabasePool(
          path: directory.database.path, configuration: settings(configuration))
        // The pool sets NORMAL when it turns to WAL; under NORMAL a power cut loses commits that
        // were acknowledged.
        try pool.writeWithoutTransaction(requireFullSync)
        try Schema.migrate(pool)
        return pool
      }
    } catch {
      throw RepositoryError(error)
    }
  }

  /// Opens one connection to an existing file, for the writer that holds no keys.
  static func openQueue(
    _ directory: StoreDirectory, configuration: StoreConfiguration
  ) throws(RepositoryError) -> DatabaseQueue {
    do {
      var settings = settings(configuration)
      settings.journalMode = .wal
      let queue = try DatabaseQueue(path: directory.database.path, configuration: settings)
      try queue.writeWithoutTransaction { db in
        try Schema.refuseForeign(db)
        try requireFullSync(db)
      }
      return queue
    } catch {
      throw RepositoryError(error)
    }
  }

  private static func settings(_ configuration: StoreConfiguration) -> Configuration {
    var settings = Configuration()
    settings.label = "TicketStore"
    settings.foreignKeysEnabled = true
    // Writers wait their turn before SQLite is asked; this is for checkpoints and recovery.
    settings.busyMode = .timeout(Double(configuration.busyTimeout.milliseconds) / 1000)
    settings.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA temp_store = MEMORY;
          PRAGMA secure_delete = ON;
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA cache_size = -8192;
          """)
    }
    return settings
  }

  /// Sets what durability hangs on, and looks whether it took.
  static func requireFullSync(_ db: Database) throws {
    try db.execute(sql: "PRAGMA synchronous = FULL")
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
      try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
    else { throw RepositoryError.cannotWrite }
  }
}
