package import Desk
import GRDB
import Masking
package import Sealing
import Tickets

extension VersionedVault {
  /// Reads a customer's identifiers, and what the workspace leaves readable.
  /// - Throws: `notFound`, `damaged`, `erased`.
  init(
    reading customer: CustomerID, _ db: Database, _ secrets: WorkspaceSecrets<R>,
    protection: ValueProtection<R>?
  ) throws {
    guard let row = try CustomerRow.fetch(db, id: customer.rawValue) else {
      throw RepositoryError.notFound
    }
    try row.verify(under: secrets.rowMAC)
    let key: DataKey<R>
    do {
      key = try secrets.dataKey(for: customer)
    } catch {
      throw RepositoryError(error, table: CustomerRow.table, row: row.id)
    }
    let known = try IdentifierRow.fetchAll(db, customer: row.id).map { found in
      do throws(SealingError) {
        return try SealedIdentifier(found.stored(in: R.self), under: key)
      } catch {
        throw RepositoryError(error, table: IdentifierRow.table, row: row.id)
      }
    }
    guard known.count == row.identifierCount else { throw row.damaged }
    self.init(
      vault: try IdentifierVault(
        key: key, lookup: secrets.lookupKey, known: known,
        allowed: AllowedRow.codes(db, under: secrets.rowMAC), protection: protection),
      version: Int(row.version))
  }
}

extension TicketStore {
  package var lookupKey: LookupKey<R> { secrets.lookupKey }

  package func vault(
    of customer: CustomerID
  ) async throws(RepositoryError) -> VersionedVault<R> {
    try await reading { [self] db in try vault(db, of: customer) }
  }

  /// A customer's vault within a read; every identifier's descriptor opens, and none is missing.
  func vault(_ db: Database, of customer: CustomerID) throws -> VersionedVault<R> {
    try VersionedVault(reading: customer, db, secrets, protection: protection)
  }

  package func customers(
    with code: LookupCode
  ) async throws(RepositoryError) -> [CustomerID] {
    try await reading { [self] db in try customers(db, with: code) }
  }

  func customers(_ db: Database, with code: LookupCode) throws -> [CustomerID] {
    try db.cachedStatement(
      sql: "SELECT customer FROM identifier WHERE code = ? ORDER BY customer DESC LIMIT 1000"
    ).integers(.bytes(code.bytes)).map(CustomerID.init(rawValue:))
  }

  package func mail(with code: LookupCode) async throws(RepositoryError) -> FiledMail? {
    try await reading { [self] db in
      let statement = try db.cachedStatement(
        sql: "SELECT \(MessageRow.columnNames) FROM message WHERE mail_id = ?")
      guard
        let message = try statement.first(.bytes(MailCode.stored(code)), read: MessageRow.init)
      else { return nil }
      try message.verify(under: secrets.rowMAC)
      let ticket = try ticketRow(db, TicketID(rawValue: message.ticket))
      return FiledMail(
        ticket: TicketID(rawValue: ticket.id), message: MessageID(rawValue: message.id),
        customer: CustomerID(rawValue: ticket.customer))
    }
  }
}
