import Desk
import GRDB
import Sealing
import Synchronization
import Text

/// The names that people gave to queues, tags, languages and media types.
///
/// Rows hold a number in their place, so that a list by tag needs no key for each ticket; the name
/// itself is sealed under the workspace's key. There are few, and all stay in memory.
final class Vocabulary<R: Realm>: Sendable {
  private struct Known {
    var names: [Int64: SanitizedText] = [:]
    var words: [SanitizedText: Int64] = [:]
    var last: Int64 = 0
  }

  private let seal: WorkspaceSeal<R>
  private let known = Mutex(Known())

  init(seal: WorkspaceSeal<R>) {
    self.seal = seal
  }

  /// - Throws: `SealingError`; `damaged` for a number without a name.
  func name(of word: Int64, _ db: Database) throws -> SanitizedText {
    if let name = known.withLock({ $0.names[word] }) { return name }
    try refresh(db)
    guard let name = known.withLock({ $0.names[word] }) else { throw Self.damaged(word) }
    return name
  }

  /// The number of a name; `nil` where nothing has that name.
  func word(for name: SanitizedText, _ db: Database) throws -> Int64? {
    if let word = known.withLock({ $0.words[name] }) { return word }
    try refresh(db)
    return known.withLock { $0.words[name] }
  }

  /// The number of a name as far as it is in memory.
  func known(_ name: SanitizedText) -> Int64? {
    known.withLock { $0.words[name] }
  }

  /// Takes in names that were committed since.
  func refresh(_ db: Database) throws {
    let last = known.withLock { $0.last }
    let statement = try db.cachedStatement(
      sql: "SELECT id, name FROM word WHERE id > ? ORDER BY id")
    try statement.forEach(.integer(last)) { columns in
      let word = try columns.integer()
      let sealed = try Sealed<R>(storedBytes: columns.bytes())
      do {
        learn(SanitizedText(sanitizing: try seal.open(sealed, in: Self.context(word))), as: word)
      } catch {
        throw Self.damaged(word)
      }
    }
  }

  /// Takes in a name that was committed.
  func learn(_ name: SanitizedText, as word: Int64) {
    known.withLock { known in
      known.names[word] = name
      known.words[name] = word
      known.last = max(known.last, word)
    }
  }

  /// Writes a new name; it is not known here before it is committed and learnt.
  func insert(_ name: SanitizedText, _ db: Database) throws -> Int64 {
    let last = try db.cachedStatement(sql: "SELECT max(id) FROM word").integer()
    let word = (last ?? 0) + 1
    let sealed = try seal.seal(Array(name.string.utf8), in: Self.context(word))
    try db.cachedStatement(sql: "INSERT INTO word (id, name) VALUES (?, ?)").run(
      .integer(word), .bytes(sealed.bytes))
    return word
  }

  private static func context(_ word: Int64) -> SealContext {
    SealContext(table: "word", column: "name", row: word)
  }

  private static func damaged(_ word: Int64) -> RepositoryError {
    .damaged(table: "word", row: word)
  }
}
