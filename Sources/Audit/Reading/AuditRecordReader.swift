package import Sealing
import Text
import Tickets

/// Opens entries for somebody with the audit role, a page at a time.
///
/// One unwrapping a session: the content keys stay with the reader.
package actor AuditRecordReader<R: Realm> {
  private let reader: AuditReader<R>
  private let names: [UserID: SanitizedText]
  private let journal: any AuditJournal<R>
  private var keys: [Int64: AuditContentKey<R>] = [:]

  private static var pageEntryCount: Int64 { 512 }

  /// Only a role with the audit key has an `AuditReader`.
  package init(
    reader: AuditReader<R>, people: MemberDirectory, journal: any AuditJournal<R>
  ) {
    self.reader = reader
    names = Dictionary(
      uniqueKeysWithValues: people.all.map {
        (UserID(rawValue: $0.id.rawValue), SanitizedText(sanitizing: $0.name))
      })
    self.journal = journal
  }

  /// - Throws: `notReadable` where the content key is missing or not ours; `sealing` for damage.
  package func record(_ entry: AuditEntry) async throws(AuditError) -> AuditRecord {
    let key = try await contentKey(of: entry)
    do throws(SealingError) {
      let body = try AuditBody(decoding: key.open(entry.sealedBody, seq: entry.seq))
      return AuditRecord(entry, body: body) { names[$0] ?? "u-\($0.rawValue)" }
    } catch {
      throw .sealing(error)
    }
  }

  /// The record with this number, `nil` where there is none.
  package func record(seq: Int64) async throws -> AuditRecord? {
    guard let entry = try await journal.entry(seq) else { return nil }
    return try await record(entry)
  }

  /// The newest `limit` records before `before` that match, newest first.
  ///
  /// Damaged entries are passed over here; the verifier names them.
  /// - Complexity: O(entries looked through); memory for one page and the answer.
  package func records(
    matching filter: AuditFilter, before: Int64? = nil, limit: Int
  ) async throws -> [AuditRecord] {
    var found: [AuditRecord] = []
    var end = try await journal.head().seq
    if let before { end = min(end, before - 1) }
    while end > 0, found.count < limit {
      try Task.checkCancellation()
      let start = max(1, end - Self.pageEntryCount + 1)
      for entry in try await journal.entries(start...end).reversed()
      where filter.mayMatch(entry) {
        guard let record = try? await record(entry), filter.matches(record) else { continue }
        found.append(record)
        if found.count == limit { break }
      }
      end = start - 1
    }
    return found
  }

  /// The journal's, for those who go through it in another order.
  func head() async throws -> AuditHead { try await journal.head() }
  func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry] {
    try await journal.entries(range)
  }

  private func contentKey(of entry: AuditEntry) async throws(AuditError) -> AuditContentKey<R> {
    let holder: AuditEntry
    switch entry.contentKey {
    case .wrapped: holder = entry
    case .inEntry(let seq):
      if let key = keys[seq] { return key }
      guard let other = try? await journal.entry(seq), other.actor == entry.actor else {
        throw .notReadable(seq: entry.seq)
      }
      holder = other
    }
    guard case .wrapped(let wrap) = holder.contentKey,
      let key = try? reader.contentKey(
        from: wrap, actor: MemberID(rawValue: holder.actor.rawValue))
    else { throw .notReadable(seq: entry.seq) }
    keys[holder.seq] = key
    return key
  }
}
