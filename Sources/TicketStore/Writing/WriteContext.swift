import Audit
import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
import Tickets

/// One write transaction: hands out row ids, keeps marks, counts and inventory in step with the
/// rows, and notes what was touched.
///
/// It lives inside one closure of the writer and is never sent anywhere.
final class WriteContext<R: Realm> {
  let db: Database
  let secrets: WorkspaceSecrets<R>
  let protection: ValueProtection<R>?
  let now: Date
  /// What the commit touches, for those who watch.
  var changes: StoreChange = []
  /// Digests of the rows that were written, for the log.
  private(set) var touched: [RowDigest] = []
  private(set) var workspace: WorkspaceRow

  private let vocabulary: Vocabulary<R>
  private var inventory: Inventory
  private var tally: [TallyGroup: Int64] = [:]
  /// Tickets that were read or written, as they are in the file and as they are to be.
  private var tickets: [Int64: (file: TicketRow, row: TicketRow)] = [:]
  private var newWords: [SanitizedText: Int64] = [:]
  private var isVocabularyFresh = false

  /// Reads the workspace's row.
  /// - Throws: `damaged`.
  init(
    _ db: Database, secrets: WorkspaceSecrets<R>, protection: ValueProtection<R>?,
    vocabulary: Vocabulary<R>, now: Date
  ) throws {
    self.db = db
    self.secrets = secrets
    self.protection = protection
    self.vocabulary = vocabulary
    self.now = now
    if let workspace = try WorkspaceRow.fetch(db) {
      try workspace.verify(under: secrets.rowMAC)
      self.workspace = workspace
      inventory = try workspace.openInventory(secrets)
    } else {
      try Self.requireEmpty(db)
      workspace = WorkspaceRow()
      inventory = Inventory()
    }
  }

  /// A file that holds rows but not the row about them has lost it.
  private static func requireEmpty(_ db: Database) throws {
    let isEmpty = try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (SELECT 1 FROM customer) AND NOT EXISTS (SELECT 1 FROM audit)
        """)
    guard isEmpty == true else { throw RepositoryError.damaged(table: "workspace", row: 1) }
  }

  /// Writes what the transaction adds up to; the last step before the commit.
  func finish() throws {
    for (file, row) in tickets.values where file != row { try write(row, over: file) }
    for (group, delta) in tally where delta != 0 {
      try db.cachedStatement(
        sql: """
          INSERT INTO tally (status, assignee, count) VALUES (?, ?, ?)
          ON CONFLICT (status, assignee) DO UPDATE SET count = count + excluded.count
          """
      ).run(.integer(group.status), .integer(group.assignee), .integer(delta))
    }
    workspace.version += 1
    workspace.inventory = try secrets.content.seal(
      inventory.bytes, in: WorkspaceRow.inventoryContext
    ).bytes
    workspace.mark(under: secrets.rowMAC)
    try workspace.save(db)
  }

  /// After the commit: what was only true inside the transaction is now true.
  func didCommit() {
    for (name, word) in newWords { vocabulary.learn(name, as: word) }
  }

  // MARK: Ids and names

  /// The next row id of a table; never one that was used before.
  func takeID(_ next: WritableKeyPath<WorkspaceRow, Int64>) -> Int64 {
    defer { workspace[keyPath: next] += 1 }
    return workspace[keyPath: next]
  }

  func setLastAudit(_ seq: Int64) {
    workspace.lastAudit = seq
  }

  /// The number of a name, new or not.
  func word(for name: SanitizedText) throws -> Int64 {
    if let word = newWords[name] { return word }
    if !isVocabularyFresh {
      // Only once and before the first insert: afterwards it would learn what may yet roll back.
      try vocabulary.refresh(db)
      isVocabularyFresh = true
    }
    if let word = vocabulary.known(name) { return word }
    let word = try vocabulary.insert(name, db)
    newWords[name] = word
    return word
  }

  // MARK: Rows

  /// Marks a new row and counts it in.
  func admit(_ row: inout some MarkedRow) {
    row.mark(under: secrets.rowMAC)
    inventory.add(row, under: secrets.rowMAC)
    note(row)
  }

  /// Marks a row's new version, which takes the place of `old`.
  func replace(_ old: some MarkedRow, with row: inout some MarkedRow) {
    inventory.remove(old, under: secrets.rowMAC)
    admit(&row)
  }

  /// Counts a row out.
  func dismiss(_ row: some MarkedRow) {
    inventory.remove(row, under: secrets.rowMAC)
    note(row)
  }

  private func note(_ row: some MarkedRow) {
    // An import touches thousands; the log names what a person did.
    guard touched.count < 16 else { return }
    touched.append(
      RowDigest(
        table: "\(type(of: row).table)", row: row.id, version: row.version,
        digest: Digest256.of(row.columns)))
  }

  /// A ticket as this transaction has it; an import reads and marks each only once.
  /// - Throws: `notFound`, `damaged`.
  func ticketRow(_ id: TicketID) throws -> TicketRow {
    if let known = tickets[id.rawValue] { return known.row }
    guard let row = try TicketRow.fetch(db, id: id.rawValue) else {
      throw RepositoryError.notFound
    }
    try row.verify(under: secrets.rowMAC)
    tickets[id.rawValue] = (row, row)
    return row
  }

  /// Notes a ticket's next version, to be written before the commit.
  func save(_ row: TicketRow, over old: TicketRow) throws {
    guard let known = tickets[row.id] else {
      preconditionFailure("a ticket is read before it is saved")
    }
    var row = row
    row.version = old.version + 1
    tickets[row.id] = (known.file, row)
    count(-1, old)
    count(1, row)
    changes.insert(.tickets)
  }

  /// Writes a new ticket; its messages refer to it.
  func insert(_ row: inout TicketRow) throws {
    admit(&row)
    try row.insert(db)
    count(1, row)
    tickets[row.id] = (row, row)
  }

  /// Counts a ticket out whose row is about to be deleted.
  func forget(_ row: TicketRow) {
    dismiss(row)
    count(-1, row)
    tickets[row.id] = nil
  }

  private func write(_ row: TicketRow, over file: TicketRow) throws {
    var row = row
    replace(file, with: &row)
    try row.update(db)
  }

  /// Moves a ticket from one group of the tally to another.
  func count(_ delta: Int64, _ row: TicketRow) {
    tally[TallyGroup(status: row.status, assignee: row.assignee ?? 0), default: 0] += delta
  }
}

/// Tickets that are counted together.
struct TallyGroup: Hashable {
  let status: Int64
  let assignee: Int64
}

extension WorkspaceRow {
  static let inventoryContext = SealContext(table: "workspace", column: "inventory", row: 1)

  /// - Throws: `damaged`.
  func openInventory<R: Realm>(
    _ secrets: WorkspaceSecrets<R>
  ) throws(RepositoryError) -> Inventory {
    do {
      return try Inventory(
        bytes: secrets.content.open(
          Sealed(storedBytes: inventory), in: Self.inventoryContext))
    } catch {
      throw damaged
    }
  }
}
