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
      event.policy = change.fieldName
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
      PlaceholderValues(ticket: ticket, session: session, identifiers: vault.vault.identifiers)
        .fill(body)
    }
  }

  package func submit(
    _ composition: Composition, to id: TicketID
  ) async throws(DeskError) -> HeldMessage? {
    try require(.workTickets)
    if composition.purpose == .reply {
      let findings = try await check(composition, for: id)
      let mayLeave = findings.allSatisfy { finding in
        finding.severity == .inform
          || (finding.severity == .confirm && composition.overrideReason != nil)
      }
      guard mayLeave else {
        await report(.refused(.held(findings), at: id))
        throw .held(findings)
      }
    }
    let held = try await withMasked(composition, of: id) {
      ticket, body, vault async throws(RepositoryError) in
      try await file(composition, ticket: ticket, body: body, vault: vault)
    }
    await report(.submitted(composition, to: id, held: held))
    return held
  }

  package func undo(_ held: HeldMessage) async throws(DeskError) {
    try require(.workTickets)
    try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(held.ticket)
      var event = AuditEvent(.ticketUpdate, ticket: held.ticket, customer: ticket.customer)
      event.message = held.message
      event.policy = "recall"
      _ = try await repository.perform(.recall(held.message, by: me), recording: [event])
    }
    await report(.recalled(held))
  }

  package func announce(_ activity: Presence.Activity, at ticket: TicketID?) async {
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
        guard error == .changedMeanwhile, attempt < 5 else { throw DeskError(error) }
      }
    }
  }

  private func findings(
    in composition: Composition, ticket: Ticket, body: MaskedText, vault: VersionedVault<R>
  ) async throws(RepositoryError) -> [OutgoingFinding] {
    var ownedByOthers: Set<LookupCode> = []
    for identifier in vault.vault.changed {
      let owners = try await repository.customers(with: identifier.lookupCode)
      if owners.contains(where: { $0 != ticket.customer }) {
        ownedByOthers.insert(identifier.lookupCode)
      }
    }
    return OutgoingCheck(
      masker: masker, lookupKey: repository.lookupKey, policy: session.policy
    ).findings(
      typed: composition.text, body: body, copies: composition.copies, vault: vault.vault,
      values: PlaceholderValues(
        ticket: ticket, session: session, identifiers: vault.vault.identifiers),
      ownedByOthers: ownedByOthers)
  }

  private func file(
    _ composition: Composition, ticket: Ticket, body: MaskedText, vault: VersionedVault<R>
  ) async throws(RepositoryError) -> HeldMessage? {
    let isReply = composition.purpose == .reply
    let until = now().addingTimeInterval(TimeInterval(session.undoWindow.components.seconds))
    var message = NewMessage(
      author: .agent(me, name: session.user.name), kind: composition.purpose, body: body,
      sentAt: now(), delivery: isReply ? .held(until: until) : .received, vault: vault.addition,
      endsDraftOf: me)
    if isReply { message.envelope = envelope(for: composition, vault: vault) }
    var event = AuditEvent(
      isReply ? .ticketSend : .ticketUpdate, ticket: ticket.id, customer: ticket.customer)
    event.reason = composition.overrideReason.map {
      masker.redact(UnmaskedText(received: $0))
    }
    let outcome = try await repository.perform(.add(message, to: ticket.id), recording: [event])
    guard isReply, let id = outcome.message else { return nil }
    return HeldMessage(message: id, ticket: ticket.id, until: until)
  }

  private func envelope(
    for composition: Composition, vault: VersionedVault<R>
  ) -> Envelope? {
    let identifiers = vault.vault.identifiers
    guard
      let to = identifiers.first(where: { $0.isProfile && $0.token.kind == .email })?.token
    else { return nil }
    let copies = composition.copies.compactMap { copy in
      identifiers.first { $0.token.screenForm == copy }?.token
    }
    return Envelope(correspondent: to, copies: copies, suggestion: composition.suggestion)
  }

  private func dueDate(of ticket: Ticket, after change: TicketChange) -> Date? {
    guard case .priority(let priority) = change, ticket.dueAt != nil else { return ticket.dueAt }
    return serviceLevel.dueDate(priority: priority, after: ticket.updatedAt)
  }
}

extension TicketChange {
  /// The field's name, for the log.
  var fieldName: String {
    switch self {
    case .status: "status"
    case .priority: "priority"
    case .assign: "assignee"
    case .addTag, .removeTag: "tags"
    case .snooze, .wake: "snooze"
    }
  }
}
