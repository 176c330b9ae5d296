import Audit
package import Foundation
import Masking
import Sealing
import Text
import Tickets

extension SupportDesk {
  package func breakGlass(
    _ request: RevealRequest, passphrase: TypedPassphrase
  ) async throws(DeskError) -> [OpenReveal] {
    defer { passphrase.wipe() }
    try require(.reveal)
    let (ticket, vault) = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(request.ticket)
      return (ticket, try await repository.vault(of: ticket.customer).vault)
    }
    let identifiers = vault.identifiers.filter { request.tokens.contains($0.token) }
    try await refusals(of: request, identifiers: identifiers, ticket: ticket, by: .breakGlass)
    let valueKeys = try valueKeys(of: identifiers, under: vault.key)
    try await check(passphrase, for: request, of: identifiers, on: ticket)

    let (time, policy) = (now(), session.policy.breakGlass)
    let expiresAt = time.addingTimeInterval(request.duration.wholeSeconds)
    let reason = masker.redact(UnmaskedText(received: request.reason))
    let budget = try await budget()
    let looks = identifiers.enumerated().map { index, identifier in
      var look = AuditEvent.reveal(
        of: identifier, on: ticket.id, reasonCode: request.reasonCode, reason: reason,
        expires: expiresAt, action: .revealBreakGlass)
      look.reviewBy = time.addingTimeInterval(policy.reviewTime.wholeSeconds)
      look.detail =
        budget.used + index < budget.limit
        ? LogWatch.withinBudgetDetail : LogWatch.overBudgetDetail
      return look
    }
    // It counts in the budget; an emergency does not wait for the next shift.
    let reveals = try await open(
      identifiers, recording: looks, within: nil, under: vault.key, and: valueKeys,
      ticket: ticket, expiresAt: expiresAt)
    await report(.revealed(request))
    return reveals
  }

  /// A wrong passphrase is on record, with how many there have been; after the fifth in a row this
  /// session breaks no glass any more.
  private func check(
    _ passphrase: TypedPassphrase, for request: RevealRequest,
    of identifiers: [SealedIdentifier<R>], on ticket: Ticket
  ) async throws(DeskError) {
    var isRight = false
    if wrongPassphraseCount < Self.wrongPassphraseLimit {
      // Counted before it is known: two tries at once are two.
      wrongPassphraseCount += 1
      isRight = await passphraseCheck(passphrase)
    }
    guard !isRight else {
      wrongPassphraseCount = 0
      return
    }
    let refusal = DeskError.wrongPassphrase(
      triesLeft: Self.wrongPassphraseLimit - wrongPassphraseCount)
    var look = AuditEvent(
      .revealBreakGlass, ticket: ticket.id, customer: ticket.customer,
      kind: identifiers.first?.token.kind, reasonCode: request.reasonCode)
    look.count = wrongPassphraseCount
    try await recordRefusal(refusal, of: look, on: ticket.id)
    throw refusal
  }

  private static var wrongPassphraseLimit: Int { 5 }

  // MARK: - What supervisors are told

  package func emergencies() async throws(DeskError) -> [Emergency] {
    let oversight = try requireOversight()
    try await readingLog { try await readNewEntries(oversight) }
    return logWatch.emergencies(under: session.policy)
  }

  package func accessReviewDue() async throws(DeskError) -> Date? {
    let oversight = try requireOversight()
    try await readingLog { try await readNewEntries(oversight) }
    return logWatch.accessSchedule.due
  }

  package func acknowledge(_ emergencies: [Emergency]) async throws(DeskError) {
    _ = try requireOversight()
    let known = Set(logWatch.emergencies(under: session.policy).map(\.id))
    for emergency in emergencies where known.contains(emergency.id) && !emergency.isSeen {
      try await record(
        AuditEvent(
          .auditRead, ticket: emergency.ticket, earlierEntry: emergency.id,
          detail: LogWatch.seenDetail))
    }
  }

  /// That a supervisor is told is no reading of the log; that they have seen it is, and is recorded.
  private func readNewEntries(_ oversight: Oversight<R>) async throws {
    var watch = logWatch
    let end = try await oversight.journal.head().seq
    var next: Int64
    if let last = watch.lastEntry {
      next = last + 1
    } else {
      watch.began = try await oversight.journal.entry(1)?.time
      next = try await firstEntry(
        since: now().addingTimeInterval(-LogWatch.reach), before: end, oversight.journal)
    }
    while next <= end {
      let page = next...min(next + Self.pageEntryCount - 1, end)
      for entry in try await oversight.journal.entries(page) {
        if let record = try? await oversight.records.record(entry) {
          watch.take(record, readBy: me)
        } else {
          watch.pass(entry.seq)
        }
      }
      next = page.upperBound + 1
    }
    watch.pass(end)
    // Somebody else may have read on meanwhile.
    if watch.lastEntry ?? 0 > logWatch.lastEntry ?? 0 { logWatch = watch }
  }

  /// Where to begin, from the end: a clock that was wrong for a while moves no more than a page.
  private func firstEntry(
    since: Date, before end: Int64, _ journal: any AuditJournal<R>
  ) async throws -> Int64 {
    var end = end
    while end > 0 {
      let start = max(1, end - Self.pageEntryCount + 1)
      let page = try await journal.entries(start...end)
      if page.allSatisfy({ $0.time < since }) { return end + 1 }
      end = start - 1
    }
    return 1
  }

  private static var pageEntryCount: Int64 { 512 }
}
