package import Masking
package import Sealing
import Tickets

/// Records, and issues receipts for what was recorded: the only issuer there is.
package struct AuditLog<R: Realm>: Sendable {
  private let journal: any AuditJournal<R>
  private let writer: AuditWriter<R>

  /// The writer is the one which the journal makes its entries with.
  package init(journal: any AuditJournal<R>, writer: AuditWriter<R>) {
    self.journal = journal
    self.writer = writer
  }

  /// Records an event, reads the entry back from the file and compares.
  /// - Throws: `recordNotDurable`, `recordDiffers`.
  @discardableResult
  package func record(_ event: AuditEvent) async throws(AuditError) -> AuditEntry {
    let written: AuditEntry
    let stored: AuditEntry?
    do {
      written = try await journal.append(event)
      stored = try await journal.entry(written.seq)
    } catch {
      throw .recordNotDurable
    }
    guard let stored else { throw .recordNotDurable }
    guard stored.hash == written.hash, writer.confirms(stored, records: event) else {
      throw .recordDiffers(seq: written.seq)
    }
    return stored
  }

  /// Records a look at an identifier; the receipt opens this one, until the event's `expires`.
  /// - Throws: `eventDoesNotFit`, `recordNotDurable`, `recordDiffers`: nothing may open.
  package func revealReceipt(
    for identifier: SealedIdentifier<R>, recording event: AuditEvent
  ) async throws(AuditError) -> RevealReceipt<R> {
    guard event.outcome == .success, event.customer == identifier.owner,
      event.token == identifier.token, event.valueCode == identifier.lookupCode,
      let expires = event.expires
    else { throw .eventDoesNotFit }
    let entry = try await record(event)
    return RevealReceipt(
      customer: identifier.owner, token: identifier.token, lookupCode: identifier.lookupCode,
      expires: expires, entrySeq: entry.seq)
  }

  /// Records the handing over of a message; the receipt opens what its recipients and placeholders
  /// stand for, until the event's `expires`.
  /// - Throws: `eventDoesNotFit`, `recordNotDurable`, `recordDiffers`: nothing may leave.
  package func dispatchReceipt(
    for identifiers: [SealedIdentifier<R>], recording event: AuditEvent
  ) async throws(AuditError) -> DispatchReceipt<R> {
    guard event.outcome == .success, let customer = event.customer, let expires = event.expires,
      identifiers.allSatisfy({ $0.owner == customer }), event.tokens == identifiers.map(\.token)
    else { throw .eventDoesNotFit }
    let entry = try await record(event)
    return DispatchReceipt(
      customer: customer, lookupCodes: Set(identifiers.map(\.lookupCode)), expires: expires,
      entrySeq: entry.seq)
  }
}
