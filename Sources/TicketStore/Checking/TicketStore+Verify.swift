import Audit
package import Desk
import GRDB
import Sealing
import Tickets

extension TicketStore {
  /// Checks every row's mark and seal, that none is missing or older than it should be, and that
  /// counts and indexes agree with the rows.
  ///
  /// It reads one state of the file, so work goes on meanwhile. The log has its own verifier.
  /// - Complexity: O(n): some 4 µs a row.
  package func verify() async throws(RepositoryError) -> [StoreFinding] {
    try await reading { [self] db in
      var check = StoreCheck(store: self, db: db)
      try check.run()
      return check.findings
    }
  }
}

/// One walk over all rows.
private struct StoreCheck<R: Realm> {
  let store: TicketStore<R>
  let db: Database
  private(set) var findings: [StoreFinding] = []
  private var inventory = Inventory()
  private var tally: [TallyGroup: Int64] = [:]
  private var tags: Set<[Int64]> = []

  init(store: TicketStore<R>, db: Database) {
    self.store = store
    self.db = db
  }

  mutating func run() throws {
    checkStructure()
    try checkCustomers()
    try checkTickets()
    try checkMessages()
    try checkDrafts()
    try checkLooks()
    try checkApprovals()
    try checkHolds()
    try checkExamination()
    try checkTally()
    try checkTags()
    try checkInventory()
  }

  private mutating func checkStructure() {
    let problems = (try? String.fetchAll(db, sql: "PRAGMA integrity_check")) ?? ["failed"]
    if problems != ["ok"] { findings.append(StoreFinding(.structure, "sqlite_schema")) }
    let dangling = (try? Row.fetchOne(db, sql: "PRAGMA foreign_key_check")) != .some(nil)
    if dangling { findings.append(StoreFinding(.structure, "sqlite_schema")) }
  }

  private mutating func checkCustomers() throws {
    for id in try ids("customer") {
      find("customer", id) { check throws(RepositoryError) in
        guard let row = try mapped({ try CustomerRow.fetch(check.db, id: id) }) else { return }
        try check.admit(row)
        for var identifier in try mapped({ try IdentifierRow.fetchAll(check.db, customer: id) }) {
          identifier.mark(under: check.store.secrets.rowMAC)
          check.inventory.add(identifier, under: check.store.secrets.rowMAC)
        }
        _ = try mapped { try check.store.vault(check.db, of: CustomerID(rawValue: id)) }
        _ = try row.openHint(under: check.store.dataKey(of: id))
      }
    }
  }

  private mutating func checkTickets() throws {
    for id in try ids("ticket") {
      find("ticket", id) { check throws(RepositoryError) in
        guard let row = try mapped({ try TicketRow.fetch(check.db, id: id) }) else { return }
        try check.admit(row)
        check.tally[TallyGroup(status: row.status, assignee: row.assignee ?? 0), default: 0] += 1
        for tag in row.tagWords { check.tags.insert([tag, id]) }
        _ = try mapped { try check.store.opened.ticket(row, check.db) }
        _ = try mapped { try check.store.messages(check.db, of: TicketID(rawValue: id)) }
      }
    }
  }

  private mutating func checkMessages() throws {
    for id in try ids("message") {
      find("message", id) { check throws(RepositoryError) in
        guard let row = try mapped({ try MessageRow.fetch(check.db, id: id) }) else { return }
        try check.admit(row)
        for attachment in try mapped({ try AttachmentRow.fetchAll(check.db, message: id) }) {
          try check.admit(attachment)
          _ = try mapped { try check.store.attachmentBytes(check.db, attachment.id) }
        }
        guard let ticket = try mapped({ try TicketRow.fetch(check.db, id: row.ticket) }) else {
          throw row.damaged
        }
        _ = try row.openEnvelope(under: check.store.dataKey(of: ticket.customer))
      }
    }
  }

  private mutating func checkDrafts() throws {
    for id in try ids("draft") {
      find("draft", id) { check throws(RepositoryError) in
        let statement = try mapped { try DraftRow.statement(check.db, where: "id = ?") }
        guard let row = try mapped({ try statement.first(.integer(id), read: DraftRow.init) })
        else { return }
        try check.admit(row)
        _ = try mapped { try check.store.draft(check.db, row) }
      }
    }
  }

  private mutating func checkLooks() throws {
    for row in try LookRow.fetchAll(db) {
      find("look", row.id) { check throws(RepositoryError) in try check.admit(row) }
    }
  }

  private mutating func checkApprovals() throws {
    for row in try ApprovalRow.fetchAll(db) {
      find("approval", row.id) { check throws(RepositoryError) in
        try check.admit(row)
        _ = try row.opened(under: check.store.dataKey(of: row.customer))
      }
    }
  }

  private mutating func checkHolds() throws {
    for row in try HoldRow.fetchAll(db) {
      find("hold", row.id) { check throws(RepositoryError) in
        try check.admit(row)
        _ = try row.open(under: check.store.secrets)
      }
    }
  }

  private mutating func checkExamination() throws {
    for row in try AllowedRow.fetchAll(db) {
      find("allowed", row.id) { check throws(RepositoryError) in
        try check.admit(row)
        _ = try row.openReason(check.store.secrets)
      }
    }
    guard let row = try ExaminationRow.fetch(db) else { return }
    find("examination", row.id) { check throws(RepositoryError) in
      try check.admit(row)
      _ = try row.openReport(check.store.secrets)
    }
  }

  private mutating func checkTally() throws {
    var stored: [TallyGroup: Int64] = [:]
    try db.cachedStatement(sql: "SELECT status, assignee, count FROM tally").forEach { columns in
      let group = try TallyGroup(status: columns.integer(), assignee: columns.integer())
      stored[group] = try columns.integer()
    }
    if stored.filter({ $0.value != 0 }) != tally { findings.append(StoreFinding(.count, "tally")) }
  }

  private mutating func checkTags() throws {
    var stored: Set<[Int64]> = []
    try db.cachedStatement(sql: "SELECT tag, ticket FROM ticket_tag").forEach { columns in
      stored.insert([try columns.integer(), try columns.integer()])
    }
    if stored != tags { findings.append(StoreFinding(.count, "ticket_tag")) }
  }

  private mutating func checkInventory() throws {
    guard let row = try WorkspaceRow.fetch(db) else {
      if inventory != Inventory() { findings.append(StoreFinding(.inventory, "workspace")) }
      return
    }
    find("workspace", 1) { check throws(RepositoryError) in
      try row.verify(under: check.store.secrets.rowMAC)
      let expected = try row.openInventory(check.store.secrets)
      if expected != check.inventory {
        check.findings.append(StoreFinding(.inventory, "workspace"))
      }
      // Those who read the log alone add to it without the row; the next commit takes it in.
      if try mapped({ try AuditTable.head(check.db).seq }) < row.lastAudit {
        check.findings.append(StoreFinding(.inventory, "audit", row.lastAudit))
      }
    }
  }

  // MARK: Rows

  private mutating func admit(_ row: some MarkedRow) throws(RepositoryError) {
    try row.verify(under: store.secrets.rowMAC)
    inventory.add(row, under: store.secrets.rowMAC)
  }

  /// Runs a check of one row; what it throws becomes a finding.
  private mutating func find(
    _ table: StaticString, _ row: Int64,
    _ body: (inout StoreCheck) throws(RepositoryError) -> Void
  ) {
    do {
      try body(&self)
    } catch {
      findings.append(StoreFinding(error == .erased ? .erased : .damaged, table, row))
    }
  }

  private func ids(_ table: String) throws -> [Int64] {
    try db.cachedStatement(sql: "SELECT id FROM \(table) ORDER BY id").integers()
  }
}

/// Turns whatever a read throws into the store's own error.
private func mapped<Value>(_ body: () throws -> Value) throws(RepositoryError) -> Value {
  do {
    return try body()
  } catch {
    throw RepositoryError(error)
  }
}
