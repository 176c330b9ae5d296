import Audit
package import Foundation
import Masking
import Sealing
package import Text
package import Tickets

extension SupportDesk {
  package func budget() async throws(DeskError) -> PrivacyBudget {
    try require(.reveal)
    let limit = lookLimit
    let used = try await asking { () async throws(RepositoryError) in
      try await repository.lookCount(by: me, since: limit.since)
    }
    return PrivacyBudget(used: used, limit: limit.most)
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
    let reason = masker.redact(UnmaskedText(received: request.reason))
    let looks = identifiers.map { identifier in
      AuditEvent.reveal(
        of: identifier, on: ticket.id, reasonCode: request.reasonCode, reason: reason,
        expires: expiresAt)
    }
    let reveals = try await open(
      identifiers, recording: looks, within: lookLimit, under: vault.key,
      and: valueKeys(of: identifiers, under: vault.key), ticket: ticket, expiresAt: expiresAt)
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
      event.earlierEntry = Int64(reveal.entry)
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
    try await refuseAttachments(on: ticket, reasonCode: reasonCode)
    if let obstacle = PrivateFile.obstacle(to: file) { throw .cannotSave(obstacle) }
    var event = AuditEvent(
      .attachmentOpen, ticket: id, message: message.id, customer: ticket.customer)
    event.reasonCode = reasonCode
    event.reason = masker.redact(UnmaskedText(received: reason))
    do {
      try await log.record([event], within: lookLimit)
    } catch {
      throw try await refusal(DeskError(error), of: event)
    }
    let bytes = try await asking { () async throws(RepositoryError) in
      try await repository.attachmentBytes(attachment)
    }
    guard PrivateFile.create(file, holding: bytes) else {
      throw .cannotSave("the disk is full, or somebody made that file just now")
    }
  }

  // MARK: - The parts

  /// What this person may still look at in this shift.
  var lookLimit: LookLimit {
    LookLimit(
      since: session.policy.shifts.start(before: now(), in: calendar),
      most: session.policy.revealsPerShift[session.user.role])
  }

  /// Opens values for a screen, all or none: their records are durable, and spent, first.
  func open(
    _ identifiers: [SealedIdentifier<R>], recording looks: [AuditEvent], within limit: LookLimit?,
    under key: DataKey<R>, and valueKeys: [LookupCode: ValueKey<R>], ticket: Ticket,
    expiresAt: Date
  ) async throws(DeskError) -> [OpenReveal] {
    let time = now()
    let isBreakGlass = looks.contains { $0.action == .revealBreakGlass }
    let opened: [Result<OpenReveal, ReceiptError>]
    do {
      opened = try await log.revealReceipts(
        for: identifiers, recording: looks, within: limit
      ) { identifier, receipt in
        let entry = receipt.entrySeq
        do throws(ReceiptError) {
          let plain = try receipt.open(
            identifier, with: key, and: valueKeys[identifier.lookupCode], now: time)
          let value = plain.withBytes { bytes in SecretBytes(copying: bytes) }
          return .success(
            OpenReveal(
              ticket: ticket.id, token: identifier.token, expiresAt: expiresAt, entry: Int(entry),
              isBreakGlass: isBreakGlass, value: value))
        } catch {
          return .failure(error)
        }
      }
    } catch {
      throw try await refusal(DeskError(error), of: looks.first ?? AuditEvent(.revealOpen))
    }
    Failpoint.reach(.afterOpening)
    do throws(ReceiptError) {
      var reveals: [OpenReveal] = []
      for result in opened { reveals.append(try result.get()) }
      return reveals
    } catch {
      // All or none: what did open is closed again.
      await remask(opened.compactMap { try? $0.get() })
      throw DeskError(error)
    }
  }

  /// Records that a look was refused because the shift's budget is used up; other errors of the log
  /// cannot be recorded there.
  func refusal(
    _ error: DeskError, of look: AuditEvent
  ) async throws(DeskError) -> DeskError {
    guard case .budgetUsedUp(let counted) = error, let ticket = look.ticket else { return error }
    let refusal = DeskError.budgetUsedUp(
      PrivacyBudget(used: counted.used, limit: lookLimit.most))
    try await recordRefusal(refusal, of: look, on: ticket)
    return refusal
  }

  func recordRefusal(
    _ refusal: DeskError, of look: AuditEvent, on ticket: TicketID
  ) async throws(DeskError) {
    var event = AuditEvent(.revealDeny, ticket: ticket, customer: look.customer)
    event.outcome = .denied
    event.kind = look.kind
    event.reasonCode = look.reasonCode
    event.error = refusal.code
    event.count = look.count
    if look.action == .revealBreakGlass { event.detail = "break_glass" }
    try await record(event)
    await report(.refused(refusal, at: ticket))
  }

  /// How somebody means to come to see something.
  enum RevealPath {
    case reason, approval, breakGlass
  }

  /// Refuses what the policy does not allow, and records the refusal.
  func refusals(
    of request: RevealRequest, identifiers: [SealedIdentifier<R>], ticket: Ticket,
    by path: RevealPath = .reason
  ) async throws(DeskError) {
    do throws(DeskError) {
      try checkReason(code: request.reasonCode, words: request.reason)
      guard identifiers.count == Set(request.tokens).count, !identifiers.isEmpty else {
        throw DeskError.notFound
      }
      let longest =
        path == .breakGlass
        ? session.policy.breakGlass.longestDuration : session.policy.longestDuration
      guard request.duration <= longest, request.duration > .zero else {
        throw DeskError.durationTooLong
      }
      for identifier in identifiers { try checkPolicy(on: identifier.token, by: path) }
    } catch {
      var look = AuditEvent(
        path == .breakGlass ? .revealBreakGlass : .revealOpen, ticket: ticket.id,
        customer: ticket.customer)
      look.kind = identifiers.first?.token.kind
      look.reasonCode = request.reasonCode
      try await recordRefusal(error, of: look, on: ticket.id)
      throw error
    }
  }

  /// What the policy says to this role, of this kind, by this path.
  private func checkPolicy(on token: Token, by path: RevealPath) throws(DeskError) {
    switch (session.policy.escalation(for: token.kind, as: session.user.role), path) {
    case (.selfService, .reason), (.selfService, .approval), (.approval, .approval),
      (.breakGlass, .approval), (.breakGlass, .breakGlass):
      return
    case (.selfService, .breakGlass): throw .reasonSuffices(token.screenForm)
    case (.approval, .reason), (.approval, .breakGlass), (.breakGlass, .reason):
      throw .needsApproval(token.screenForm)
    case (.never, _): throw .neverShown(token.screenForm)
    }
  }

  /// Refuses files to a role that the policy keeps them from, and records the refusal.
  private func refuseAttachments(
    on ticket: Ticket, reasonCode: String
  ) async throws(DeskError) {
    guard session.policy.attachments[session.user.role] != .selfService else { return }
    let look = AuditEvent(
      .attachmentOpen, ticket: ticket.id, customer: ticket.customer, reasonCode: reasonCode)
    try await recordRefusal(.filesRefused, of: look, on: ticket.id)
    throw .filesRefused
  }

  private func checkReason(code: String, words: SanitizedText) throws(DeskError) {
    guard session.policy.reasons.contains(where: { $0.code == code }),
      words.string.contains(where: { $0.isLetter })
    else { throw .reasonMissing }
  }
}
