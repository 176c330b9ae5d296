import Audit
package import Foundation
import Masking
import Sealing
package import Text
package import Tickets

extension SupportDesk {
  package func budget() async throws(DeskError) -> PrivacyBudget {
    try require(.reveal)
    let used = try await asking { () async throws(RepositoryError) in
      try await repository.lookCount(
        by: me, since: Calendar(identifier: .gregorian).startOfDay(for: now()))
    }
    return PrivacyBudget(used: used, limit: session.policy.revealsPerDay)
  }

  package func lastLook(at id: TicketID) async throws(DeskError) -> LastLook? {
    try require(.readTickets)
    let look = try await asking { () async throws(RepositoryError) in
      try await repository.lastLook(at: repository.ticket(id).customer)
    }
    return look.map { look in
      let reason = session.policy.reasons.first { $0.code == look.reason.string }
      return LastLook(name: look.name, at: look.at, reason: reason?.wording ?? look.reason)
    }
  }

  package func reveal(_ request: RevealRequest) async throws(DeskError) -> [OpenReveal] {
    try require(.reveal)
    let (ticket, vault) = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(request.ticket)
      return (ticket, try await repository.vault(of: ticket.customer).vault)
    }
    let identifiers = vault.identifiers.filter { request.tokens.contains($0.token) }
    try await refusals(of: request, identifiers: identifiers, ticket: ticket)

    let expiresAt = now().addingTimeInterval(
      TimeInterval(request.duration.components.seconds))
    var reveals: [OpenReveal] = []
    for identifier in identifiers {
      let event = AuditEvent.reveal(
        of: identifier, on: ticket.id, reasonCode: request.reasonCode,
        reason: masker.redact(UnmaskedText(received: request.reason)), expires: expiresAt)
      do {
        reveals.append(
          try await open(
            identifier, recording: event, under: vault.key, ticket: ticket.id,
            expiresAt: expiresAt))
      } catch {
        // All or none: what was opened before the log failed is closed again.
        await remask(reveals)
        throw error
      }
    }
    await report(.revealed(request))
    return reveals
  }

  package func remask(_ reveals: [OpenReveal]) async {
    // Whoever showed the value has wiped it already, before there was time to write anything.
    for reveal in reveals where ended.insert(reveal.entry).inserted {
      reveal.close()
      var event = AuditEvent(
        now() >= reveal.expiresAt ? .revealExpire : .revealClose, ticket: reveal.ticket)
      event.token = reveal.token
      event.grant = "\(reveal.entry)"
      // The value is masked already; a log that cannot be written now is reported by the next act.
      _ = try? await record(event)
    }
  }

  package func saveAttachment(
    _ attachment: AttachmentID, of id: TicketID, to file: URL, reasonCode: String,
    reason: SanitizedText
  ) async throws(DeskError) {
    try require(.reveal)
    try checkReason(code: reasonCode, words: reason)
    let (ticket, message) = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(id)
      let message = try await repository.messages(of: id).first { message in
        message.attachments.contains { $0.id == attachment && $0.isHeld }
      }
      return (ticket, message)
    }
    guard let message else { throw .notFound }
    if let obstacle = PrivateFile.obstacle(to: file) { throw .cannotSave(obstacle) }
    var event = AuditEvent(
      .attachmentOpen, ticket: id, message: message.id, customer: ticket.customer)
    event.reasonCode = reasonCode
    event.reason = masker.redact(UnmaskedText(received: reason))
    try await record(event)
    let bytes = try await asking { () async throws(RepositoryError) in
      try await repository.attachmentBytes(attachment)
    }
    guard PrivateFile.create(file, holding: bytes) else {
      throw .cannotSave("the disk is full, or somebody made that file just now")
    }
  }

  // MARK: - The parts

  /// What alone opens a value: it is there once the record of it is durable.
  func receipt(
    for identifier: SealedIdentifier<R>, recording event: AuditEvent
  ) async throws(DeskError) -> RevealReceipt<R> {
    do {
      return try await log.revealReceipt(for: identifier, recording: event)
    } catch {
      throw DeskError(error)
    }
  }

  /// Opens a value for a screen: its record is durable, and spent, first.
  private func open(
    _ identifier: SealedIdentifier<R>, recording event: AuditEvent, under key: DataKey<R>,
    ticket: TicketID, expiresAt: Date
  ) async throws(DeskError) -> OpenReveal {
    let receipt = try await receipt(for: identifier, recording: event)
    let entry = receipt.entrySeq
    do {
      let plain = try receipt.open(identifier, with: key, now: now())
      let value = plain.withBytes { bytes in SecretBytes(copying: bytes) }
      Failpoint.reach(.afterOpening)
      return OpenReveal(
        ticket: ticket, token: identifier.token, expiresAt: expiresAt, entry: Int(entry),
        value: value)
    } catch {
      throw DeskError(error)
    }
  }

  /// Refuses what the policy does not allow, and records the refusal.
  func refusals(
    of request: RevealRequest, identifiers: [SealedIdentifier<R>], ticket: Ticket
  ) async throws(DeskError) {
    do throws(DeskError) {
      try checkReason(code: request.reasonCode, words: request.reason)
      guard identifiers.count == Set(request.tokens).count, !identifiers.isEmpty else {
        throw DeskError.notFound
      }
      guard request.duration <= session.policy.longestDuration, request.duration > .zero else {
        throw DeskError.durationTooLong
      }
      for identifier in identifiers {
        switch session.policy.escalation(for: identifier.token.kind) {
        case .selfService: continue
        case .approval: throw DeskError.needsApproval(identifier.token.screenForm)
        case .never: throw DeskError.neverShown(identifier.token.screenForm)
        }
      }
      let budget = try await budget()
      guard budget.used + identifiers.count <= budget.limit else {
        throw DeskError.budgetUsedUp(budget)
      }
    } catch {
      var event = AuditEvent(.revealDeny, ticket: ticket.id, customer: ticket.customer)
      event.outcome = .denied
      event.kind = identifiers.first?.token.kind
      event.reasonCode = request.reasonCode
      try await record(event)
      await report(.refused(error, at: ticket.id))
      throw error
    }
  }

  private func checkReason(code: String, words: SanitizedText) throws(DeskError) {
    guard session.policy.reasons.contains(where: { $0.code == code }),
      words.string.contains(where: { $0.isLetter })
    else { throw .reasonMissing }
  }
}
