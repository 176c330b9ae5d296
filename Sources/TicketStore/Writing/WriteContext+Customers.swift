import Desk
import Foundation
import GRDB
import Masking
import Sealing
import Text
import Tickets

extension WriteContext {
  /// Makes customers: the keys first, durably, then the rows.
  ///
  /// Where the commit fails a key is left over; the ids come round again and find it.
  func addCustomers(_ count: Int) throws -> [CustomerID] {
    let ids = (0..<count).map { _ in CustomerID(rawValue: takeID(\.nextCustomer)) }
    _ = try secrets.makeDataKeys(for: ids)
    Failpoint.reach(.afterKey)
    for id in ids {
      var row = CustomerRow(id: id.rawValue)
      admit(&row)
      try row.insert(db)
    }
    return ids
  }

  /// Keeps identifiers that a text brought in.
  /// - Throws: `changedMeanwhile` where the vault has moved on.
  func add(_ addition: VaultAddition<R>) throws {
    guard !addition.identifiers.isEmpty else { return }
    let id = addition.customer.rawValue
    guard let old = try CustomerRow.fetch(db, id: id) else { throw RepositoryError.notFound }
    try old.verify(under: secrets.rowMAC)
    guard old.version == Int64(addition.expectedVersion) else {
      throw RepositoryError.changedMeanwhile
    }
    let key = try dataKey(of: id)
    var row = old
    row.version += 1
    for identifier in addition.identifiers {
      guard identifier.owner == addition.customer else { throw old.damaged }
      let stored = try identifier.stored(under: key)
      if try save(stored) { row.identifierCount += 1 }
    }
    row.hint = try RequesterHint(addition.identifiers, before: old.openHint(under: key))
      .map { try key.seal($0.bytes, in: CustomerRow.hintContext(id)).bytes }
    replace(old, with: &row)
    try row.update(db)
  }

  /// `true` where it is new.
  private func save(_ stored: StoredIdentifier<R>) throws -> Bool {
    var row = IdentifierRow(stored)
    var old = try IdentifierRow.fetch(db, customer: row.customer, code: row.code)
    old?.mark(under: secrets.rowMAC)
    if let old { replace(old, with: &row) } else { admit(&row) }
    try row.save(db)
    return old == nil
  }
}

/// What a list shows of the requester: initials, or the masked address where no name is known.
struct RequesterHint: Hashable {
  var isName: Bool
  var text: SanitizedText

  /// The better of what was known and what is new.
  init?<R: Realm>(_ identifiers: [SealedIdentifier<R>], before: RequesterHint?) {
    let profile = identifiers.filter { $0.isProfile && !$0.hint.isEmpty }
    if let before, before.isName {
      self = before
    } else if let name = profile.first(where: { $0.token.kind == .person }) {
      self.init(isName: true, text: name.hint)
    } else if let before {
      self = before
    } else if let address = profile.first(where: { $0.token.kind == .email }) {
      self.init(isName: false, text: address.hint)
    } else {
      return nil
    }
  }

  init(isName: Bool, text: SanitizedText) {
    self.isName = isName
    self.text = text
  }

  init?(bytes: [UInt8]) {
    guard let mark = bytes.first else { return nil }
    self.init(
      isName: mark == UInt8(ascii: "n"), text: SanitizedText(sanitizing: bytes.dropFirst()))
  }

  var bytes: [UInt8] { [UInt8(ascii: isName ? "n" : "a")] + Array(text.string.utf8) }
}

extension CustomerRow {
  static func hintContext(_ id: Int64) -> SealContext {
    SealContext(table: "customer", column: "hint", row: id)
  }

  /// - Throws: `damaged`.
  func openHint<R: Realm>(under key: DataKey<R>) throws(RepositoryError) -> RequesterHint? {
    guard let hint else { return nil }
    do {
      return RequesterHint(
        bytes: try key.open(Sealed<R>(storedBytes: hint), in: Self.hintContext(id)))
    } catch {
      throw damaged
    }
  }
}
