import Desk
import Dispatch
import Foundation
import GRDB
import Synchronization
import Text

/// Full text over masked words, in memory only.
///
/// An index in the file would name the words of sealed texts to whoever counts them. This one is
/// built when the store opens, from the newest messages to the oldest, and kept up with commits. It
/// holds no text: a row is a message's id and the words of its subject and body, which cannot be read
/// back. It only proposes; the store looks up what is proposed.
final class SearchIndex: Sendable {
  /// A message to be indexed.
  struct Document: Sendable {
    let id: Int64
    let text: String
  }

  /// Reads a stretch of messages, by id.
  typealias Source = @Sendable (ClosedRange<Int64>) throws -> [Document]

  private struct Extent {
    /// Ids from here on are indexed.
    var low: Int64?
    var high: Int64 = 0
    var edition: Int64?
    var isCatchingUp = false
    var isClosed = false
  }

  private let words: DatabaseQueue
  private let queue = DispatchQueue(label: "TicketStore.search", qos: .utility)
  private let extent = Mutex(Extent())
  private let source: Source
  private let newest: @Sendable () throws -> Int64
  private let edition: @Sendable () throws -> Int64
  private let window: Int64
  private static let batch: Int64 = 2_000

  init(
    window: Int, newest: @escaping @Sendable () throws -> Int64,
    edition: @escaping @Sendable () throws -> Int64 = { 0 }, source: @escaping Source
  ) throws(RepositoryError) {
    self.window = Int64(window)
    self.newest = newest
    self.edition = edition
    self.source = source
    do {
      words = try DatabaseQueue()
      try words.write { db in
        try db.execute(
          sql: """
            CREATE VIRTUAL TABLE words USING fts5(
              text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2")
            """)
      }
    } catch {
      throw RepositoryError(error)
    }
  }

  /// Takes in what was committed since, and then what is older, in the background and after a pause.
  func catchUp(after pause: DispatchTimeInterval = .seconds(0)) {
    guard window > 0 else { return }
    let isNew = extent.withLock { extent in
      guard !extent.isCatchingUp, !extent.isClosed else { return false }
      extent.isCatchingUp = true
      return true
    }
    if isNew { queue.asyncAfter(deadline: .now() + pause) { [weak self] in self?.step() } }
  }

  /// Whether everything within the window is indexed.
  var isComplete: Bool {
    extent.withLock { $0.low != nil && !$0.isCatchingUp }
  }

  /// Ids of messages that hold all `words`, each as the beginning of a word; the newest first.
  func messages(with words: SanitizedText, limit: Int, before: Int64?) throws -> [Int64] {
    guard let query = Self.query(words) else { return [] }
    return try self.words.read { db in
      try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?
            """),
        arguments: [query, before ?? Int64.max, limit])
    }
  }

  func close() {
    extent.withLock { $0.isClosed = true }
  }

  /// Returns when nothing reads for the index any more.
  func closeAndWait() {
    close()
    queue.sync {}
  }

  /// `"refu"* "invoice"*`: every word quoted, so that nothing typed is an operator.
  static func query(_ words: SanitizedText) -> String? {
    let parts = words.string.split(whereSeparator: \.isWhitespace)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
      .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" + ($0.count > 1 ? "*" : "") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// One batch: new messages first, then the next older ones.
  ///
  /// It may come after the close, for which nobody waits but those who read before it.
  private func step() {
    guard !extent.withLock({ $0.isClosed }) else { return }
    let isDone: Bool
    do {
      isDone = try indexNextBatch()
    } catch {
      // Whatever is wrong with the rows shows where they are read for a person. What is indexed so
      // far stays; the next commit tries again.
      isDone = true
    }
    if isDone || extent.withLock({ $0.isClosed }) {
      extent.withLock { $0.isCatchingUp = false }
      // A commit may have come in between the last look and the flag.
      if isBehind { catchUp() }
    } else {
      queue.async { [weak self] in self?.step() }
    }
  }

  private var isBehind: Bool {
    guard !extent.withLock({ $0.isClosed }), let newest = try? newest(),
      let edition = try? edition()
    else { return false }
    return extent.withLock { extent in
      !extent.isClosed && (extent.high < newest || extent.edition != edition)
    }
  }

  /// Begins anew where words of another edition were indexed: they cannot be taken out one by one.
  private func dropOlderEdition() throws {
    let edition = try edition()
    let known = extent.withLock { $0.edition }
    if let known, known != edition {
      try words.write { db in
        try db.execute(sql: "INSERT INTO words (words) VALUES ('delete-all')")
      }
      extent.withLock { ($0.low, $0.high) = (nil, 0) }
    }
    extent.withLock { $0.edition = edition }
  }

  private func indexNextBatch() throws -> Bool {
    try dropOlderEdition()
    let newest = try newest()
    let (low, high) = extent.withLock { ($0.low, $0.high) }
    guard let low else {
      let first = max(newest - Self.batch + 1, 1)
      if newest > 0 { try index(first...newest) }
      extent.withLock { ($0.low, $0.high) = (first, newest) }
      return first == 1
    }
    if newest > high {
      let end = min(newest, high + Self.batch)
      try index(high + 1...end)
      extent.withLock { $0.high = end }
      return false
    }
    let floor = max(newest - window, 0) + 1
    guard low > floor else { return true }
    let start = max(low - Self.batch, floor)
    try index(start...low - 1)
    extent.withLock { $0.low = start }
    return start == floor
  }

  private func index(_ range: ClosedRange<Int64>) throws {
    let documents = try source(range)
    guard !documents.isEmpty else { return }
    try words.write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT INTO words (rowid, text) VALUES (?, ?)")
      for document in documents { try statement.execute(arguments: [document.id, document.text]) }
    }
  }
}
