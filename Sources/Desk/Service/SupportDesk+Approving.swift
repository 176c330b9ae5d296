import Audit
import Foundation
import Masking
import Sealing
package import Text
import Tickets

extension SupportDesk {
  package func approvals() async throws(DeskError) -> [Approval] {
    guard mayApprove || (try? require(.reveal)) != nil else { throw .notAllowed(.reveal) }
    let stored = try await asking { () async throws(RepositoryError) in
      try await repository.expireApprovals(at: now())
      return try await repository.approvals(since: now().addingTimeInterval(-86_400))
    }
    var approvals: [Approval] = []
    for approval in stored where mayApprove || approval.requester == me {
      approvals.append(try await shown(approval))
    }
    return approvals
  }

  package func requestApproval(_ request: RevealRequest) async throws(DeskError) -> ApprovalID {
    try require(.reveal)
    let (ticket, vault) = try await asking { () async throws(RepositoryError) in
      let ticket = try await repository.ticket(request.ticket)
      return (ticket, try await repository.vault(of: ticket.customer).vault)
    }
    let identifiers = vault.identifiers.filter { request.tokens.contains($0.token) }
    try await refusals(of: request, identifiers: identifiers, ticket: ticket, by: .approval)
    let reason = masker.redact(UnmaskedText(received: request.reason))
    let expiry = now().addingTimeInterval(session.policy.requestLifetime.wholeSeconds)
    var event = AuditEvent(
      .revealRequest, outcome: .pending, ticket: ticket.id, customer: ticket.customer,
      reasonCode: request.reasonCode, reason: reason, expires: expiry,
      count: identifiers.count, tokens: identifiers.map(\.token))
    event.kind = identifiers.first?.token.kind
    let asked = ApprovalRequest(
      tokens: identifiers.map(\.token), codes: identifiers.map(\.lookupCode),
      reasonCode: request.reasonCode, reason: reason.screenForm, duration: request.duration)
    return try await asking { () async throws(RepositoryError) in
      try await repository.requestApproval(
        asked, by: me, on: ticket.id, of: ticket.customer, until: expiry, recording: event
      ).id
    }
  }

  package func decide(
    _ id: ApprovalID, _ verdict: ApprovalVerdict, note: SanitizedText
  ) async throws(DeskError) {
    try require(.approveReveals)
    guard note.string.contains(where: \.isLetter) else { throw .reasonMissing }
    let (approval, vault) = try await asking { () async throws(RepositoryError) in
      let approval = try await repository.approval(id)
      return (approval, try await repository.vault(of: approval.customer).vault)
    }
    guard approval.requester != me else { throw .ownRequest }
    guard approval.state == .pending, now() < approval.expiresAt else { throw .notPending }
    let identifiers = try asked(in: approval, of: vault)
    let note = masker.redact(UnmaskedText(received: note))
    let decision = ApprovalDecision(verdict, by: me, note: note.screenForm)
    guard verdict == .approve else {
      let event = self.event(of: .revealDeny, on: approval, identifiers, note: note)
      return try await keep(decision, on: approval, until: approval.expiresAt, [event]) { _ in [] }
    }
    let expiry = now().addingTimeInterval(session.policy.grantLifetime.wholeSeconds)
    let keys = try valueKeys(of: identifiers, under: vault.key)
    let events = try identifiers.map { identifier throws(DeskError) in
      try approvalEvent(for: identifier, on: approval, note: note, until: expiry, vault, keys)
    }
    guard
      let requester = people?[MemberID(rawValue: approval.requester.rawValue)],
      !requester.isRevoked
    else { throw .notAllowed(.reveal) }
    try await keep(decision, on: approval, until: expiry, events) {
      entries throws(SealingError) in
      var grants: [Grant] = []
      for (index, identifier) in identifiers.enumerated() {
        guard let key = keys[identifier.lookupCode] else { continue }
        let terms = approval.terms(at: index, entry: entries[index], until: expiry)
        grants.append(
          Grant(code: identifier.lookupCode, wrap: try key.granted(to: requester, for: terms)))
      }
      return grants
    }
  }

  package func openApproved(_ id: ApprovalID) async throws(DeskError) -> [OpenReveal] {
    try require(.reveal)
    let (approval, ticket, vault) = try await asking { () async throws(RepositoryError) in
      let approval = try await repository.approval(id)
      return (
        approval, try await repository.ticket(approval.ticket),
        try await repository.vault(of: approval.customer).vault
      )
    }
    guard approval.requester == me else { throw .notAllowed(.reveal) }
    guard approval.state == .approved, now() < approval.expiresAt,
      let decision = approval.decision
    else { throw .notPending }
    let identifiers = try asked(in: approval, of: vault)
    // The policy may have been edited since.
    for identifier in identifiers
    where session.policy.escalation(for: identifier.token.kind, as: session.user.role) == .never {
      throw .neverShown(identifier.token.screenForm)
    }
    let keys = try grantedKeys(in: approval, decision)
    let expiresAt = min(
      now().addingTimeInterval(approval.request.duration.wholeSeconds), approval.expiresAt)
    let looks = zip(identifiers, decision.entries).map { identifier, entry in
      AuditEvent.reveal(
        of: identifier, on: ticket.id, reasonCode: approval.request.reasonCode,
        reason: masker.redact(
          UnmaskedText(received: SanitizedText(sanitizing: approval.request.reason))),
        expires: expiresAt, grant: "\(entry)", approver: UserID(rawValue: decision.decider))
    }
    let reveals = try await open(
      identifiers, recording: looks, within: lookLimit, under: vault.key, and: keys,
      ticket: ticket, expiresAt: expiresAt)
    await report(
      .revealed(
        RevealRequest(
          ticket: ticket.id, tokens: approval.request.tokens,
          reasonCode: approval.request.reasonCode,
          reason: SanitizedText(sanitizing: approval.request.reason),
          duration: approval.request.duration)))
    return reveals
  }

  // MARK: - The parts

  private var mayApprove: Bool { (try? require(.approveReveals)) != nil }

  /// The keys of what is protected, at a desk that holds them.
  func valueKeys(
    of identifiers: [SealedIdentifier<R>], under key: DataKey<R>
  ) throws(DeskError) -> [LookupCode: ValueKey<R>] {
    var keys: [LookupCode: ValueKey<R>] = [:]
    for identifier in identifiers where identifier.value.isProtected {
      guard let approvalKeys, approvalKeys.isSupervisors else {
        throw .needsApproval(identifier.token.screenForm)
      }
      do throws(SealingError) {
        keys[identifier.lookupCode] = try approvalKeys.valueKey(
          of: identifier.value, under: key, in: identifier.valueContext)
      } catch {
        throw error == .keyNotHeld
          ? .keyNotHeld(identifier.token.screenForm) : .damaged(identifier.token.screenForm)
      }
    }
    return keys
  }

  /// What was granted to this person, taken up; for another use than it was granted for it opens
  /// nothing.
  private func grantedKeys(
    in approval: StoredApproval, _ decision: ApprovalDecision
  ) throws(DeskError) -> [LookupCode: ValueKey<R>] {
    var keys: [LookupCode: ValueKey<R>] = [:]
    for (index, code) in approval.request.lookupCodes.enumerated() {
      guard let grant = decision.grants.first(where: { Array($0.code) == code.bytes }),
        decision.entries.indices.contains(index), let approvalKeys
      else { continue }
      let terms = approval.terms(
        at: index, entry: decision.entries[index], until: approval.expiresAt)
      do {
        keys[code] = try approvalKeys.valueKey(from: Array(grant.wrap), for: terms)
      } catch {
        throw .damaged("what a supervisor granted")
      }
    }
    return keys
  }

  /// The identifiers of a request, in its order; all of them, or it makes no sense any more.
  private func asked(
    in approval: StoredApproval, of vault: IdentifierVault<R>
  ) throws(DeskError) -> [SealedIdentifier<R>] {
    let byCode = Dictionary(
      vault.identifiers.map { ($0.lookupCode, $0) }, uniquingKeysWith: { first, _ in first })
    let asked = approval.request.lookupCodes.compactMap { byCode[$0] }
    guard asked.count == approval.request.codes.count, !asked.isEmpty else { throw .notFound }
    return asked
  }

  private func keep(
    _ decision: ApprovalDecision, on approval: StoredApproval, until expiry: Date,
    _ events: [AuditEvent],
    _ grants: @escaping @Sendable ([Int64]) throws(SealingError) -> [Grant]
  ) async throws(DeskError) {
    do throws(RepositoryError) {
      try await repository.decide(
        approval.id, decision, until: expiry, recording: events, grants: grants)
    } catch {
      throw error == .changedMeanwhile ? .notPending : DeskError(error)
    }
  }

  private func event(
    of action: AuditAction, on approval: StoredApproval, _ identifiers: [SealedIdentifier<R>],
    note: MaskedText
  ) -> AuditEvent {
    var event = AuditEvent(
      action, outcome: action == .revealDeny ? .denied : .success, ticket: approval.ticket,
      customer: approval.customer, reasonCode: approval.request.reasonCode, reason: note,
      grant: "\(approval.id.rawValue)", approver: me, tokens: identifiers.map(\.token))
    event.kind = identifiers.first?.token.kind
    return event
  }

  /// With the keyed code of the value, which only a supervisor's desk can tell: it answers later who
  /// saw this number.
  private func approvalEvent(
    for identifier: SealedIdentifier<R>, on approval: StoredApproval, note: MaskedText,
    until expiry: Date, _ vault: IdentifierVault<R>, _ keys: [LookupCode: ValueKey<R>]
  ) throws(DeskError) -> AuditEvent {
    var event = event(of: .revealApprove, on: approval, [identifier], note: note)
    event.token = identifier.token
    event.expires = expiry
    do {
      event.valueCode = try identifier.valueCode(
        under: vault.key, with: keys[identifier.lookupCode], lookup: repository.lookupKey)
    } catch {
      throw .damaged(identifier.token.screenForm)
    }
    return event
  }

  private func shown(_ stored: StoredApproval) async throws(DeskError) -> Approval {
    let context = try? await repository.conversation(stored.ticket, for: me)
    let known = context.map { context in
      context.identifiers.filter { stored.request.tokens.contains($0.token) }
    }
    let summaries = stored.request.tokens.map { token in
      let identifier = known?.first { $0.token == token }
      return IdentifierSummary(
        token: token, hint: identifier.map { masker.visibleHint(of: $0) } ?? .empty,
        isProfile: identifier?.isProfile ?? false,
        escalation: session.policy.escalation(for: token.kind, as: session.user.role),
        reason: identifier?.reason)
    }
    let reason = session.policy.reasons.first { $0.code == stored.request.reasonCode }
    let person = context?.identifiers.first { $0.token.kind == .person && $0.isProfile }
    return Approval(
      id: stored.id, ticket: stored.ticket, requester: stored.requester,
      requesterName: name(of: stored.requester), identifiers: summaries,
      reasonWording: reason?.wording ?? SanitizedText(sanitizing: stored.request.reasonCode),
      reason: SanitizedText(sanitizing: stored.request.reason),
      duration: stored.request.duration, requestedAt: stored.requestedAt, state: stored.state,
      expiresAt: stored.expiresAt,
      decision: stored.decision.map {
        Approval.Decision(
          name: name(of: UserID(rawValue: $0.decider)), at: stored.decidedAt ?? stored.requestedAt,
          note: SanitizedText(sanitizing: $0.note))
      },
      subject: context?.ticket.subject,
      lastWords: context?.messages.last { $0.author == .customer }?.body,
      requesterHint: person.map { masker.visibleHint(of: $0) } ?? .empty)
  }

  private func name(of user: UserID) -> SanitizedText {
    session.colleagues.first { $0.id == user }?.name ?? "somebody who left"
  }
}

extension Duration {
  /// For adding to a `Date`.
  var wholeSeconds: TimeInterval { TimeInterval(components.seconds) }
}
