import Audit
import Foundation
package import Masking
import Sealing
import Text
package import Tickets

extension SupportDesk {
  package func change(
    _ id: TicketID, _ change: TicketChange, expecting version: Int
  ) async throws(DeskError) {
    try require(.workTickets)
    try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(id)
      var event = AuditEvent(.ticketUpdate, ticket: id, customer: ticket.customer)
      event.detail = change.fieldName
      _ = try await repository.perform(
        .change(id, change, expectedVersion: version, dueAt: dueDate(of: ticket, after: change)),
        recording: [event])
    }
    await report(.changed(id, change))
  }

  package func saveDraft(
    _ composition: Composition, for id: TicketID
  ) async throws(DeskError) {
    try require(.workTickets)
    try await withMasked(composition, of: id) {
      ticket, body, vault async throws(RepositoryError) in
      let draft = Draft(body: body, purpose: composition.purpose, savedAt: now())
      _ = try await repository.perform(
        .saveDraft(draft, ticket.id, by: me, vault.addition), recording: [])
    }
  }

  package func discardDraft(for id: TicketID) async throws(DeskError) {
    try require(.workTickets)
    try await asking { () async throws(RepositoryError) in
      _ = try await repository.perform(.discardDraft(id, by: me), recording: [])
    }
  }

  package func check(
    _ composition: Composition, for id: TicketID
  ) async throws(DeskError) -> [OutgoingFinding] {
    try require(.workTickets)
    return try await withMasked(composition, of: id) {
      ticket, body, vault async throws(RepositoryError) in
      try await findings(in: composition, ticket: ticket, body: body, vault: vault)
    }
  }

  package func preview(
    _ composition: Composition, for id: TicketID
  ) async throws(DeskError) -> MaskedText {
    try require(.workTickets)
    return try await withMasked(composition, of: id) {
      ticket, body, vault async throws(RepositoryError) in
      PlaceholderValues(
        ticket: ticket, session: session, identifiers: vault.vault.identifiers, masker: masker
      )
      .fill(body)
    }
  }

  package func submit(
    _ composition: Composition, to id: TicketID
  ) async throws(DeskError) -> HeldMessage? {
    try require(.workTickets)
    let submission = try await withMasked(composition, of: id) {
      ticket, body, vault async throws(RepositoryError) -> Submission in
      var looks: [AuditEvent] = []
      if composition.purpose == .reply {
        let check = try await outgoingCheck(ticket: ticket, body: body, vault: vault)
        let findings = check.findings(of: composition, body: body, lookup: repository.lookupKey)
        guard composition.mayLeave(despite: findings) else { return .held(findings) }
        looks = check.disclosed(in: body, copies: composition.copies).map {
          disclosure(of: $0, by: composition, on: ticket)
        }
      }
      do throws(RepositoryError) {
        return .filed(
          try await file(composition, ticket: ticket, body: body, vault: vault, looks: looks),
          body)
      } catch {
        guard case .lookLimitReached = error, let look = looks.first else { throw error }
        return .refused(DeskError(error), look)
      }
    }
    switch submission {
    case .refused(let error, let look):
      throw try await refusal(error, of: look)
    case .held(let findings):
      await report(.refused(.held(findings), at: id))
      throw .held(findings)
    case .filed(let held, let body):
      await report(.submitted(body, composition, to: id, held: held))
      return held
    }
  }

  package func undo(_ held: HeldMessage) async throws(DeskError) {
    try require(.workTickets)
    try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(held.ticket)
      var event = AuditEvent(.ticketUpdate, ticket: held.ticket, customer: ticket.customer)
      event.message = held.message
      event.detail = "recall"
      _ = try await repository.perform(.recall(held.message, by: me), recording: [event])
    }
    await report(.recalled(held))
  }

  package func announce(_ activity: Presence.Activity, at ticket: TicketID?) async {
    guard (try? require(.readTickets)) != nil else { return }
    // Presence is a courtesy: failing to show it must not get in anybody's way.
    _ = try? await repository.perform(
      .setPresence(me, activity, ticket, until: now().addingTimeInterval(30)), recording: [])
  }

  // MARK: - The parts

  /// Masks what was typed with the customer's vault, and does something with it; once more where
  /// another process added to the vault in between.
  private func withMasked<Result>(
    _ composition: Composition, of id: TicketID,
    _ body: (Ticket, MaskedText, VersionedVault<R>) async throws(RepositoryError) -> Result
  ) async throws(DeskError) -> Result {
    var attempt = 0
    while true {
      attempt += 1
      do throws(RepositoryError) {
        let ticket = try await repository.ticket(id)
        var vault = try await repository.vault(of: ticket.customer)
        let masked: MaskedText
        do {
          masked = try masker.mask(
            UnmaskedText(composed: composition.text), into: &vault.vault)
        } catch {
          throw RepositoryError.damaged(table: "identifier", row: ticket.customer.rawValue)
        }
        return try await body(ticket, masked, vault)
      } catch {
        guard error == .changedMeanwhile, attempt < 32 else { throw DeskError(error) }
      }
    }
  }

  private func findings(
    in composition: Composition, ticket: Ticket, body: MaskedText, vault: VersionedVault<R>
  ) async throws(RepositoryError) -> [OutgoingFinding] {
    try await outgoingCheck(ticket: ticket, body: body, vault: vault)
      .findings(of: composition, body: body, lookup: repository.lookupKey)
  }

  /// A value that leaves to somebody who is not its owner is looked at by them.
  private func disclosure(
    of identifier: SealedIdentifier<R>, by composition: Composition, on ticket: Ticket
  ) -> AuditEvent {
    AuditEvent(
      .revealDisclose, ticket: ticket.id, customer: identifier.owner, token: identifier.token,
      valueCode: identifier.lookupCode,
      reason: composition.overrideReason.map { masker.redact(UnmaskedText(received: $0)) })
  }

  private func outgoingCheck(
    ticket: Ticket, body: MaskedText, vault: VersionedVault<R>
  ) async throws(RepositoryError) -> OutgoingCheck<R> {
    let identifiers = vault.vault.identifiers
    let written = try await repository.messages(of: ticket.id)
      .filter { $0.author == .customer }.flatMap(\.body.tokens)
    let given = Set(
      written + ticket.subject.tokens + identifiers.filter(\.isProfile).map(\.token))
    var ownedByOthers: Set<LookupCode> = []
    for identifier in identifiers
    where body.tokens.contains(identifier.token) && !given.contains(identifier.token) {
      for owner in try await repository.customers(with: identifier.lookupCode)
      where owner != ticket.customer {
        let profile = try await repository.vault(of: owner).vault.identifiers.filter(\.isProfile)
        if profile.contains(where: { $0.lookupCode == identifier.lookupCode }) {
          ownedByOthers.insert(identifier.lookupCode)
        }
      }
    }
    return OutgoingCheck(
      masker: masker, policy: session.policy, role: session.user.role, vault: vault.vault,
      values: PlaceholderValues(
        ticket: ticket, session: session, identifiers: identifiers, masker: masker),
      given: given, ownedByOthers: ownedByOthers
    )
  }

  private func file(
    _ composition: Composition, ticket: Ticket, body: MaskedText, vault: VersionedVault<R>,
    looks: [AuditEvent]
  ) async throws(RepositoryError) -> HeldMessage? {
    let isReply = composition.purpose == .reply
    let until = now().addingTimeInterval(TimeInterval(session.undoWindow.components.seconds))
    var vault = vault
    let envelope =
      isReply ? try await envelope(for: composition, on: ticket, vault: &vault) : nil
    let message = NewMessage(
      author: .agent(me, name: session.user.name), kind: composition.purpose, body: body,
      sentAt: now(), delivery: isReply ? .held(until: until) : .received, vault: vault.addition,
      envelope: envelope, endsDraftOf: me)
    var event = AuditEvent(
      isReply ? .ticketUpdate : .ticketNote, ticket: ticket.id, customer: ticket.customer)
    if isReply { event.detail = composition.overrideReason == nil ? "reply" : "reply.override" }
    event.reason = composition.overrideReason.map {
      masker.redact(UnmaskedText(received: $0))
    }
    var events = looks + [event]
    // Noted for good once the reply is filed; a second try finds the same.
    var ledger = suggestionLedger
    if isReply, let use = ledger.reply(to: ticket.id, saying: body, from: composition.suggestion) {
      events.append(
        AuditEvent(
          .macroRun, ticket: ticket.id, customer: ticket.customer, detail: use.detail))
    }
    let outcome =
      looks.isEmpty
      ? try await repository.perform(.add(message, to: ticket.id), recording: events)
      : try await repository.perform(
        .add(message, to: ticket.id), recording: events, within: lookLimit)
    guard isReply, let id = outcome.message else { return nil }
    _ = suggestionLedger.reply(to: ticket.id, saying: body, from: composition.suggestion)
    return HeldMessage(message: id, ticket: ticket.id, until: until)
  }

  /// A reply goes to the address that the customer last wrote from, never to one that is only
  /// mentioned, such as a `Reply-To`.
  private func envelope(
    for composition: Composition, on ticket: Ticket, vault: inout VersionedVault<R>
  ) async throws(RepositoryError) -> Envelope? {
    let own = vault.vault.identifiers.filter { $0.isProfile && $0.token.kind == .email }
      .map(\.token)
    let newest = try await repository.mails(of: ticket.id).map(\.envelope)
      .last { $0.mailID != nil && own.contains($0.correspondent) }
    guard let to = newest?.correspondent ?? own.first else { return nil }
    var copies: [Token] = []
    for copy in composition.copies {
      switch Recipient(copy, in: vault.vault, masker: masker) {
      case .known(let token): copies.append(token)
      case .address(let address):
        do {
          copies.append(
            try vault.vault.addMention(UnmaskedText(received: address), kind: .email, by: masker))
        } catch {
          throw .damaged(table: "identifier", row: ticket.customer.rawValue)
        }
      case nil: preconditionFailure("the outgoing check lets no such copy through")
      }
    }
    return Envelope(correspondent: to, copies: copies, suggestion: composition.suggestion)
  }

  private func dueDate(of ticket: Ticket, after change: TicketChange) -> Date? {
    guard case .priority(let priority) = change, ticket.dueAt != nil else { return ticket.dueAt }
    return serviceLevel.dueDate(priority: priority, after: ticket.updatedAt)
  }
}

extension TicketChange {
  /// The field's name, for the log; of a status also which.
  var fieldName: String {
    switch self {
    case .status(let status): "status.\(status.rawValue)"
    case .priority: "priority"
    case .assign: "assignee"
    case .addTag, .removeTag: "tags"
    case .snooze, .wake: "snooze"
    }
  }
}

extension Composition {
  /// What is blocked stays; what wants confirming leaves with a reason.
  fileprivate func mayLeave(despite findings: [OutgoingFinding]) -> Bool {
    findings.allSatisfy { finding in
      switch finding.severity {
      case .block: false
      case .confirm: overrideReason?.string.contains(where: \.isLetter) ?? false
      case .inform: true
      }
    }
  }
}

/// What became of a composition that was submitted.
private enum Submission {
  case held([OutgoingFinding])
  case filed(HeldMessage?, MaskedText)
  /// The budget has no room for what it would disclose.
  case refused(DeskError, AuditEvent)
}
