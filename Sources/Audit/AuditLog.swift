import Foundation
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
    do {
      written = try await journal.append(event)
    } catch {
      throw .recordNotDurable
    }
    return try await confirmed(written, records: event)
  }

  /// Records looks in one transaction, all or none, and reads their entries back.
  /// - Throws: `lookLimitReached`, `recordNotDurable`, `recordDiffers`.
  @discardableResult
  package func record(
    _ looks: [AuditEvent], within limit: LookLimit?
  ) async throws(AuditError) -> [AuditEntry] {
    let written: [AuditEntry]
    do {
      written = try await journal.append(looks, within: limit)
    } catch AuditError.lookLimitReached(let used) {
      throw .lookLimitReached(used: used)
    } catch {
      throw .recordNotDurable
    }
    guard written.count == looks.count else { throw .recordNotDurable }
    var stored: [AuditEntry] = []
    for (entry, event) in zip(written, looks) {
      stored.append(try await confirmed(entry, records: event))
    }
    return stored
  }

  private func confirmed(
    _ written: AuditEntry, records event: AuditEvent
  ) async throws(AuditError) -> AuditEntry {
    let stored: AuditEntry?
    do {
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
    guard event.shows(identifier), let expires = event.expires else { throw .eventDoesNotFit }
    let entry = try await record(event)
    return RevealReceipt(identifier, expires: expires, entrySeq: entry.seq)
  }

  /// Records looks at identifiers in one transaction, all or none, and hands `spend` a receipt for
  /// each, in their order.
  /// - Throws: `eventDoesNotFit`, `lookLimitReached`, `recordNotDurable`, `recordDiffers`: nothing
  ///   may open.
  package func revealReceipts<Opened>(
    for identifiers: [SealedIdentifier<R>], recording looks: [AuditEvent],
    within limit: LookLimit?,
    spend: (SealedIdentifier<R>, consuming RevealReceipt<R>) -> Opened
  ) async throws(AuditError) -> [Opened] {
    guard identifiers.count == looks.count,
      zip(identifiers, looks).allSatisfy({ $1.shows($0) && $1.expires != nil })
    else { throw .eventDoesNotFit }
    let entries = try await record(looks, within: limit)
    var opened: [Opened] = []
    for (index, identifier) in identifiers.enumerated() {
      guard let expires = looks[index].expires else { throw .eventDoesNotFit }
      let receipt = RevealReceipt(identifier, expires: expires, entrySeq: entries[index].seq)
      opened.append(spend(identifier, receipt))
    }
    return opened
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

extension AuditEvent {
  /// Whether it records that this very identifier is looked at.
  fileprivate func shows<R: Realm>(_ identifier: SealedIdentifier<R>) -> Bool {
    outcome == .success && customer == identifier.owner && token == identifier.token
      && valueCode == identifier.lookupCode
  }
}

extension RevealReceipt {
  fileprivate init(_ identifier: SealedIdentifier<R>, expires: Date, entrySeq: Int64) {
    self.init(
      customer: identifier.owner, token: identifier.token, lookupCode: identifier.lookupCode,
      expires: expires, entrySeq: entrySeq)
  }
}
