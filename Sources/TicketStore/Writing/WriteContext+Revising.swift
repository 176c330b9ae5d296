import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
import Tickets

extension WriteContext {
  /// Gives everything that was written with a customer a new form.
  func revise(
    _ customer: CustomerID, _ revision: TextRevision<R>, allowing allowed: AllowedValue?
  ) throws -> MutationOutcome {
    if let allowed { try allow(allowed) }
    let tickets = try db.cachedStatement(
      sql: "SELECT id FROM ticket WHERE customer = ? ORDER BY id"
    ).integers(.integer(customer.rawValue))
    var texts = StoredTexts<R>()
    for ticket in tickets { try texts.read(ticket, of: self) }
    let changes = try apply(revision, to: texts, of: customer)
    if !changes.isEmpty { try noteNewEdition() }
    return MutationOutcome(placeCount: changes.values.reduce(0) { $0 + abs($1) })
  }

  /// Revises texts of one customer and keeps what changed, with what the vault took in.
  /// - Returns: how many tokens of each kind there are more than before.
  func apply(
    _ revision: TextRevision<R>, to texts: StoredTexts<R>, of customer: CustomerID
  ) throws -> [IdentifierKind: Int] {
    var versioned = try VersionedVault(
      reading: customer, db, secrets, protection: protection)
    let before = texts.places.map(\.text)
    let after: [MaskedText]
    do {
      after = try revision.revise(&versioned.vault, before)
    } catch {
      throw RepositoryError(error, table: IdentifierRow.table, row: customer.rawValue)
    }
    precondition(after.count == before.count, "a revision gives back as many texts as it was given")
    try add(versioned.addition)
    var counts: [IdentifierKind: Int] = [:]
    let key = try dataKey(of: customer.rawValue)
    for (place, text) in zip(texts.places, after) where place.text != text {
      try write(text, to: place.row, under: key)
      counts.merge(text.tokenCounts, uniquingKeysWith: +)
      counts.merge(place.text.tokenCounts.mapValues { -$0 }, uniquingKeysWith: +)
    }
    return counts.filter { $0.value != 0 }
  }

  private func write(_ text: MaskedText, to row: StoredTexts<R>.Row, under key: DataKey<R>) throws {
    switch row {
    case .subject(let id):
      let old = try ticketRow(TicketID(rawValue: id))
      var new = old
      new.subject = try SealedText(text, under: key, in: TicketRow.subjectContext(id)).bytes
      try save(new, over: old)
    case .message(let old):
      var new = old
      new.version += 1
      new.body = try SealedText(text, under: key, in: MessageRow.context("body", old.id)).bytes
      replace(old, with: &new)
      try new.updateBody(db)
    case .attachment(let old):
      var new = old
      new.version += 1
      new.name = try SealedText(text, under: key, in: AttachmentRow.nameContext(old.id)).bytes
      replace(old, with: &new)
      try new.updateName(db)
    case .draft(let old):
      var new = old
      new.version += 1
      new.body = try SealedText(text, under: key, in: DraftRow.bodyContext(old.id)).bytes
      replace(old, with: &new)
      try new.save(db)
    }
    changes.insert(.tickets)
  }

  // MARK: What stays readable

  /// Keeps a value's code; one that is there already stays as it was recorded first.
  private func allow(_ allowed: AllowedValue) throws {
    let known = try AllowedRow.codes(db, under: secrets.rowMAC)
    guard !known.contains(allowed.code) else { return }
    var row = AllowedRow(
      id: allowed.entry, code: allowed.code.bytes, actor: secrets.member.id.rawValue,
      at: now.milliseconds,
      reason: try secrets.content.seal(
        Array(allowed.reason.screenForm.string.utf8), in: AllowedRow.reasonContext(allowed.entry)
      ).bytes)
    admit(&row)
    try row.insert(db)
  }

  // MARK: How far

  /// The row about examinations, as it is or as it would begin.
  func examination() throws -> (old: ExaminationRow?, row: ExaminationRow) {
    let old = try ExaminationRow.fetch(db)
    try old?.verify(under: secrets.rowMAC)
    var row = old ?? ExaminationRow()
    if old != nil { row.version += 1 }
    return (old, row)
  }

  func save(_ examination: ExaminationRow, over old: ExaminationRow?) throws {
    var row = examination
    if let old { replace(old, with: &row) } else { admit(&row) }
    try row.save(db)
  }

  /// Everybody's search has to be built anew: it may hold words that are sealed now.
  private func noteNewEdition() throws {
    let (old, next) = try examination()
    var row = next
    row.edition += 1
    try save(row, over: old)
  }
}

/// Texts of a customer as they lie in the file, opened, each with the row that holds it.
struct StoredTexts<R: Realm> {
  enum Row {
    case subject(of: Int64)
    case message(MessageRow)
    case attachment(AttachmentRow)
    case draft(DraftRow)
  }

  private(set) var places: [(row: Row, text: MaskedText)] = []
  /// How many did not open: they cannot be read by anybody either.
  private(set) var unreadableCount = 0

  /// Reads all texts of a ticket.
  mutating func read(_ id: Int64, of context: WriteContext<R>) throws {
    let key: DataKey<R>
    do {
      let ticket = try context.ticketRow(TicketID(rawValue: id))
      key = try context.dataKey(of: ticket.customer)
      take(.subject(of: id), ticket, ticket.subject, TicketRow.subjectContext(id), key, context)
    } catch let error as RepositoryError {
      try pass(over: error)
      return
    }
    for message in try MessageRow.fetchAll(context.db, ticket: id) {
      take(
        .message(message), message, message.body, MessageRow.context("body", message.id), key,
        context)
      for file in try AttachmentRow.fetchAll(context.db, message: message.id) {
        take(
          .attachment(file), file, file.name, AttachmentRow.nameContext(file.id), key, context)
      }
    }
    for draft in try DraftRow.fetchAll(context.db, ticket: id) {
      take(.draft(draft), draft, draft.body, DraftRow.bodyContext(draft.id), key, context)
    }
  }

  private mutating func take(
    _ place: Row, _ row: some MarkedRow, _ sealed: [UInt8], _ seal: SealContext,
    _ key: DataKey<R>, _ context: WriteContext<R>
  ) {
    do {
      try row.verify(under: context.secrets.rowMAC)
      let text = try SealedText<R>(storedBytes: sealed).open(under: key, in: seal)
      places.append((place, text))
    } catch {
      unreadableCount += 1
    }
  }

  /// A damaged or erased ticket does not keep the others from being examined.
  private mutating func pass(over error: RepositoryError) throws {
    switch error {
    case .damaged, .erased: unreadableCount += 1
    default: throw error
    }
  }
}
