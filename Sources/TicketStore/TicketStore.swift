package import Audit
package import Desk
package import Foundation
import GRDB
package import Masking
package import Sealing
import Synchronization
package import Text
package import Tickets

/// Tickets, sealed, in a SQLite file; the only writer of that file.
///
/// Several stores may be open on one workspace, in one process or in many: writers pass a turnstile
/// one by one, readers never wait, and each hears of the others' commits.
package final class TicketStore<R: Realm>: Sendable {
  let secrets: WorkspaceSecrets<R>
  let audit: AuditWriter<R>
  /// What is sealed to the supervisors.
  let protection: ValueProtection<R>?
  let user: UserID
  let now: @Sendable () -> Date
  let pool: DatabasePool
  let turnstile: Turnstile
  let gate = ReadingGate()
  let vocabulary: Vocabulary<R>
  let opened: OpenedTickets<R>
  let presence: PresenceBoard
  let watch: StoreWatch<R>
  let index: SearchIndex
  private let indexSource: IndexSource<R>

  /// Opens the workspace's store, or makes it in a workspace that has none.
  ///
  /// The directory must be private to its owner; `audit` makes the entries of this session, and
  /// `names` are those of the people who work here, for saying who is where.
  /// - Throws: `notPrivate`, `newerVersion`, `damaged`, `busy`, `cannotWrite`.
  package init(
    in directory: URL, secrets: WorkspaceSecrets<R>, audit: AuditWriter<R>,
    protection: ValueProtection<R>? = nil,
    names: @escaping @Sendable (UserID) -> SanitizedText?,
    configuration: StoreConfiguration = .standard,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(RepositoryError) {
    let directory = try StoreDirectory(directory)
    let turnstile = try Turnstile(directory.turnstile, timeout: configuration.busyTimeout)
    let pool = try Connections.openPool(
      directory, configuration: configuration, turnstile: turnstile)
    let vocabulary = Vocabulary<R>(seal: secrets.content)
    let opened = OpenedTickets(
      secrets: secrets, vocabulary: vocabulary, limit: configuration.openedTicketLimit)
    let source = IndexSource(pool: pool, secrets: secrets, opened: opened)
    let index = try SearchIndex(
      window: configuration.searchWindow, newest: source.newest,
      edition: source.edition, source: source.documents)
    let presence = PresenceBoard(names: names, now: now)
    let user = UserID(rawValue: secrets.member.id.rawValue)
    let dataVersion = DataVersion(pool: pool)
    watch = try StoreWatch(
      in: directory, key: secrets.rowMAC, user: user, presence: presence,
      interval: configuration.lookInterval, now: now, look: dataVersion.look,
      onForeignCommit: { [weak index] in
        // The keys that another process destroyed, and what was opened with them, go at once.
        if (try? secrets.keyring.dropErased()) == true { opened.forget() }
        index?.catchUp()
      })
    self.secrets = secrets
    self.audit = audit
    self.protection = protection
    self.user = user
    self.now = now
    self.pool = pool
    self.turnstile = turnstile
    self.vocabulary = vocabulary
    self.opened = opened
    self.presence = presence
    self.index = index
    indexSource = source
    // It takes a core for a while; the first rows come first.
    index.catchUp(after: .milliseconds(100))
  }

  /// Commits from now on, of this process and of others.
  package func changes() async -> AsyncStream<StoreChange> {
    watch.changes()
  }

  /// Whether search covers everything within its window; before, it covers the newest.
  package var isSearchComplete: Bool { index.isComplete }

  /// Lets go of the file; what is asked afterwards fails.
  package func close() {
    watch.close()
    index.closeAndWait()
    gate.closeAndWait()
    // GRDB closes its read-only connections last, and those cannot write the log back into the
    // file. Nobody is waited for: where it cannot be emptied, the next open reads it through.
    _ = try? pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      try db.checkpoint(.truncate)
    }
    try? pool.close()
  }

  deinit {
    watch.close()
    index.close()
  }
}

/// Looks whether another connection has committed since the last look.
///
/// The counter that SQLite keeps for the writer's connection moves with everybody's commits but that
/// connection's own.
private final class DataVersion: Sendable {
  private let pool: DatabasePool
  private let last = Mutex<Int64?>(nil)

  init(pool: DatabasePool) {
    self.pool = pool
  }

  func look(_ found: @escaping @Sendable (_ isChanged: Bool) -> Void) {
    pool.asyncWriteWithoutTransaction { [self] db in
      guard
        let version = try? db.cachedStatement(sql: "PRAGMA data_version").integer()
      else { return }
      let isChanged = last.withLock { last in
        defer { last = version }
        return last != nil && last != version
      }
      found(isChanged)
    }
  }
}
