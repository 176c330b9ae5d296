import Audit
import Foundation
package import Masking
import Sealing
package import Text
import Tickets

extension SupportDesk {
  package func likelyKind(of words: SanitizedText) async -> IdentifierKind {
    masker.kind(of: words) ?? .unexamined
  }

  package func mark(_ request: MarkRequest) async throws(DeskError) -> Int {
    try require(.workTickets)
    let words = request.words
    guard words.string.count(where: { $0.isLetter || $0.isNumber }) >= 3 else { throw .tooShort }
    let outcome = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(request.ticket)
      var event = AuditEvent(.maskAdd, ticket: ticket.id, customer: ticket.customer)
      event.kind = request.kind
      event.valueCode = masker.code(
        of: UnmaskedText(received: words), kind: request.kind, with: repository.lookupKey)
      let revision = TextRevision<R> { [masker] vault, texts throws(SealingError) in
        try masker.mark(words, as: request.kind, in: texts, into: &vault)
      }
      return try await repository.perform(
        .revise(ticket.customer, revision), recording: [event])
    }
    return outcome.placeCount ?? 0
  }

  package func lift(_ request: LiftRequest) async throws(DeskError) -> Int {
    try require(.reveal)
    try require(.workTickets)
    let (ticket, vault) = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(request.ticket)
      return (ticket, try await repository.vault(of: ticket.customer).vault)
    }
    let identifiers = vault.identifiers.filter { $0.token == request.token }
    let look = request.look(under: session.policy)
    try await refusals(of: look, identifiers: identifiers, ticket: ticket)
    guard let identifier = identifiers.first else { throw .notFound }
    try await refuseWhatSomebodyGoesBy(identifier, by: identifier.lookupCode, on: ticket.id)
    let reason = masker.redact(UnmaskedText(received: request.reason))
    let (mask, entry) = try await lifted(
      identifier, under: vault.key,
      recording: .reveal(
        of: identifier, on: ticket.id, reasonCode: request.reasonCode, reason: reason,
        expires: now().addingTimeInterval(60), action: .maskLift))
    if mask.valueCode != identifier.lookupCode {
      // What names a protected value says nothing of it; only now is it known whose it is.
      try await refuseWhatSomebodyGoesBy(identifier, by: mask.valueCode, on: ticket.id)
    }
    let outcome = try await asking { () async throws(RepositoryError) in
      var event = AuditEvent(.ticketUpdate, ticket: ticket.id, customer: ticket.customer)
      event.token = identifier.token
      event.detail = "mask.lift"
      event.earlierEntry = entry
      return try await repository.perform(
        .revise(
          ticket.customer, TextRevision { vault, texts in mask.restored(in: texts, of: &vault) },
          allowing: AllowedValue(code: mask.valueCode, reason: reason, entry: entry)),
        recording: [event])
    }
    await report(.revealed(look))
    return outcome.placeCount ?? 0
  }

  /// An address or name that a customer is known by is theirs, whatever else it may mean.
  private func refuseWhatSomebodyGoesBy(
    _ identifier: SealedIdentifier<R>, by code: LookupCode, on ticket: TicketID
  ) async throws(DeskError) {
    let isSomebodys = try await asking { () async throws(RepositoryError) in
      for owner in try await repository.customers(with: code) {
        let known = try await repository.vault(of: owner).vault.identifiers
        if known.contains(where: { $0.isProfile && $0.lookupCode == code }) {
          return true
        }
      }
      return false
    }
    guard isSomebodys else { return }
    // Whoever asks learns that a customer goes by it, which is worth a line.
    try await record(
      AuditEvent(
        .maskLift, outcome: .denied, ticket: ticket, customer: identifier.owner,
        token: identifier.token))
    throw .notLiftable(identifier.token.screenForm)
  }

  /// Opens the value, after the record of it is durable, only to put it back among the words.
  private func lifted(
    _ identifier: SealedIdentifier<R>, under key: DataKey<R>, recording event: AuditEvent
  ) async throws(DeskError) -> (LiftedMask, entry: Int64) {
    let (time, lookup) = (now(), repository.lookupKey)
    let valueKeys = try valueKeys(of: [identifier], under: key)
    let opened: [Result<(LiftedMask, entry: Int64), DeskError>]
    do {
      opened = try await log.revealReceipts(
        for: [identifier], recording: [event], within: lookLimit
      ) { identifier, receipt in
        let entry = receipt.entrySeq
        do throws(ReceiptError) {
          let plain = try receipt.open(
            identifier, with: key, and: valueKeys[identifier.lookupCode], now: time)
          let mask = try? plain.withBytes { bytes throws(SealingError) in
            try LiftedMask(of: identifier, showing: bytes, lookup: lookup)
          }
          guard let mask else { return .failure(.damaged(identifier.token.screenForm)) }
          return .success((mask, entry))
        } catch {
          return .failure(DeskError(error))
        }
      }
    } catch {
      throw try await refusal(DeskError(error), of: event)
    }
    guard let only = opened.first else {
      preconditionFailure("a receipt is spent for every identifier that was asked for")
    }
    return try only.get()
  }
}

extension LiftRequest {
  /// The same as a look, which it is.
  fileprivate func look(under policy: EscalationPolicy) -> RevealRequest {
    RevealRequest(
      ticket: ticket, tokens: [token], reasonCode: reasonCode, reason: reason,
      duration: policy.defaultDuration)
  }
}
