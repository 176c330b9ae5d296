package import Assistant
package import Desk
package import Foundation
package import Masking
import Sealing
package import Text
package import Tickets

/// A desk in memory, which does what it is told and remembers what it was asked.
package actor FakeDesk: DeskService {
  package nonisolated let session: DeskSession
  package var conversations: [TicketID: Conversation] = [:]
  package var order: [TicketID] = []
  package var unread: [TicketID: Int] = [:]
  package var endsInNote: Set<TicketID> = []
  package var suggested: [TicketID: [Suggestion]] = [:]
  package var customers: [TicketID: FixtureCustomer] = [:]
  package var counts: [QueueView: Int] = [:]
  /// What was asked for that changes something, in words.
  package private(set) var log: [String] = []
  /// Every text that was asked about, as it was handed over.
  package private(set) var compositions: [String] = []
  /// The next call that writes fails with this.
  package var failure: DeskError?
  /// What waits for a review.
  package var waiting = FakeDesk.reviewed
  package var audit = AuditState(
    entryCount: 48_211, verifiedCount: 48_211, verifiedAt: FakeDesk.noon.addingTimeInterval(-3))
  package var standing = AssistantStanding(state: .ready, keeping: .confined)
  private var readFailure: DeskError?
  package private(set) var openReveals: [OpenReveal] = []
  private var used = 2
  private var requests: [Approval] = []
  private var accessReviewDate: Date?
  private var alarms: [Emergency] = []
  private var now: Date
  private let stream = AsyncStream<DeskEvent>.makeStream()
  private var gate: CheckedContinuation<Void, Never>?
  private var isGated = false

  package init(session: DeskSession, now: Date) {
    self.session = session
    self.now = now
  }

  // MARK: Arranging

  package func add(
    _ conversation: Conversation, of customer: FixtureCustomer, unread count: Int = 0,
    endsInNote note: Bool = false, suggestions: [Suggestion] = []
  ) {
    let id = conversation.ticket.id
    conversations[id] = conversation
    order.append(id)
    unread[id] = count
    if note { endsInNote.insert(id) }
    suggested[id] = suggestions
    customers[id] = customer
  }

  package func setCounts(_ counts: [QueueView: Int]) { self.counts = counts }
  package func fail(with error: DeskError?) { failure = error }
  package func failReading(with error: DeskError?) { readFailure = error }
  package func moveToFront(_ id: TicketID) {
    order.removeAll { $0 == id }
    order.insert(id, at: 0)
  }
  package func setNow(_ date: Date) { now = date }
  package func emit(_ event: DeskEvent) { stream.continuation.yield(event) }

  package func edit(_ id: TicketID, _ change: @Sendable (inout Conversation) -> Void) {
    if var conversation = conversations[id] {
      change(&conversation)
      conversations[id] = conversation
    }
  }

  /// Makes `conversation` wait until `openGate`.
  package func closeGate() { isGated = true }

  package func openGate() {
    isGated = false
    gate?.resume()
    gate = nil
  }

  package func setAudit(_ state: AuditState) { audit = state }
  func note(_ words: String) { log.append(words) }

  func write(_ words: String) throws(DeskError) {
    if let failure {
      self.failure = nil
      throw failure
    }
    log.append(words)
  }

  // MARK: Reading

  package func events() async -> AsyncStream<DeskEvent> { stream.stream }

  package func queue(_ query: QueueQuery) async throws(DeskError) -> QueuePage {
    if let readFailure { throw readFailure }
    let rows = order.compactMap(row).filter { row in
      query.filter.isEmpty
        || row.ticket.subject.screenForm.string.localizedCaseInsensitiveContains(
          query.filter.string)
    }
    let shown = Array(rows.dropFirst(query.offset).prefix(query.limit))
    return QueuePage(rows: shown, total: rows.count, counts: counts)
  }

  private func row(_ id: TicketID) -> QueueRow? {
    conversations[id].map {
      QueueRow(
        ticket: $0.ticket, requesterHint: $0.requester.nameHint, unreadCount: unread[id] ?? 0,
        endsInNote: endsInNote.contains(id), presence: $0.presence)
    }
  }

  package func conversation(_ ticket: TicketID) async throws(DeskError) -> Conversation {
    if isGated { await withCheckedContinuation { gate = $0 } }
    guard let conversation = conversations[ticket] else { throw .notFound }
    return conversation
  }

  package func markSeen(_ ticket: TicketID) async throws(DeskError) {
    log.append("seen \(ticket.rawValue)")
    unread[ticket] = 0
  }

  package func search(_ typed: SanitizedText) async throws(DeskError) -> [QueueRow] {
    let exact = customers.filter { $0.value.values.values.contains(typed.string) }.keys
    return order.compactMap(row).filter {
      exact.contains($0.id)
        || $0.ticket.subject.screenForm.string.localizedCaseInsensitiveContains(typed.string)
    }
  }

  package func assistantStanding() async -> AssistantStanding { standing }

  package func suggestions(for ticket: TicketID) async throws(DeskError) -> [Suggestion] {
    suggested[ticket] ?? []
  }

  // MARK: Working

  package func change(
    _ ticket: TicketID, _ change: TicketChange, expecting version: Int
  ) async throws(DeskError) {
    guard conversations[ticket]?.ticket.version == version else { throw .changedMeanwhile }
    try write("change \(ticket.rawValue) \(change)")
    edit(ticket) { conversation in
      conversation.ticket.version += 1
      switch change {
      case .status(let status): conversation.ticket.status = status
      case .priority(let priority): conversation.ticket.priority = priority
      case .assign(let user): conversation.ticket.assignee = user
      case .addTag(let tag): conversation.ticket.tags.append(tag)
      case .removeTag(let tag): conversation.ticket.tags.removeAll { $0 == tag }
      case .snooze(let date): conversation.ticket.snoozedUntil = date
      case .wake: conversation.ticket.snoozedUntil = nil
      }
    }
  }

  package func saveDraft(
    _ composition: Composition, for ticket: TicketID
  ) async throws(DeskError) {
    try write("draft \(ticket.rawValue) \(composition.text)")
    let text = customers[ticket]?.text(composition.text) ?? .empty
    edit(ticket) { [now] in
      $0.draft = Draft(body: text, purpose: composition.purpose, savedAt: now)
    }
  }

  package func discardDraft(for ticket: TicketID) async throws(DeskError) {
    try write("discard \(ticket.rawValue)")
    edit(ticket) { $0.draft = nil }
  }

  package func check(
    _ composition: Composition, for ticket: TicketID
  ) async throws(DeskError) -> [OutgoingFinding] {
    let values = customers[ticket]?.values.values ?? [:].values
    return values.filter { composition.text.string.contains($0) }.map { _ in
      OutgoingFinding(
        severity: .confirm, explanation: "The reply holds a whole card number of the customer.")
    }
  }

  package func preview(
    _ composition: Composition, for ticket: TicketID
  ) async throws(DeskError) -> MaskedText {
    guard let customer = customers[ticket] else { throw .notFound }
    compositions.append(composition.text.string)
    var text = composition.text.string
      .replacingOccurrences(of: "{{customer.first_name}}", with: "‹name 1›")
    for (token, value) in customer.values {
      text = text.replacingOccurrences(of: value, with: token.screenForm.string)
    }
    return customer.text(SanitizedText(sanitizing: text))
  }

  package func submit(
    _ composition: Composition, to ticket: TicketID
  ) async throws(DeskError) -> HeldMessage? {
    let findings = try await check(composition, for: ticket)
    if !findings.isEmpty, composition.overrideReason == nil { throw .held(findings) }
    let words = composition.purpose == .note ? "note" : "reply"
    try write("\(words) \(ticket.rawValue) \(composition.text)")
    let id = MessageID(rawValue: Int64(1_000 + log.count))
    let until = now.addingTimeInterval(5)
    let body = customers[ticket]?.text(composition.text) ?? .empty
    edit(ticket) { [now, session] in
      $0.draft = nil
      $0.messages.append(
        Message(
          id: id, ticket: ticket, author: .agent(session.user.id, name: session.user.name),
          kind: composition.purpose, body: body, sentAt: now,
          delivery: composition.purpose == .note ? .received : .held(until: until)))
    }
    guard composition.purpose == .reply else { return nil }
    return HeldMessage(message: id, ticket: ticket, until: until)
  }

  package func undo(_ held: HeldMessage) async throws(DeskError) {
    try write("undo \(held.ticket.rawValue)")
    edit(held.ticket) { [now] in
      guard let message = $0.messages.first(where: { $0.id == held.message }) else { return }
      $0.messages.removeAll { $0.id == held.message }
      $0.draft = Draft(body: message.body, purpose: .reply, savedAt: now)
    }
  }

  package func announce(_ activity: Presence.Activity, at ticket: TicketID?) async {
    log.append("\(activity.rawValue) \(ticket.map { "\($0.rawValue)" } ?? "nowhere")")
  }

  // MARK: Escalating

  package func budget() async throws(DeskError) -> PrivacyBudget {
    PrivacyBudget(used: used, limit: session.policy.revealsPerShift[session.user.role])
  }

  package func lastLook(at ticket: TicketID) async throws(DeskError) -> LastLook? {
    LastLook(name: "ben", at: now.addingTimeInterval(-79_000), reason: "verify identity")
  }

  package func reveal(_ request: RevealRequest) async throws(DeskError) -> [OpenReveal] {
    try await reveal(request, isBreakGlass: false)
  }

  private func reveal(
    _ request: RevealRequest, isBreakGlass: Bool
  ) async throws(DeskError) -> [OpenReveal] {
    try write(
      "reveal \(request.tokens.map(\.screenForm.string).joined(separator: ",")) "
        + "\(request.reasonCode) \(request.reason)")
    used += request.tokens.count
    let expiry = now.addingTimeInterval(TimeInterval(request.duration.components.seconds))
    let opened = request.tokens.compactMap { token -> OpenReveal? in
      guard let value = customers[request.ticket]?.values[token] else { return nil }
      return OpenReveal(
        ticket: request.ticket, token: token, expiresAt: expiry, entry: 48_207,
        isBreakGlass: isBreakGlass, value: SecretBytes(copying: Array(value.utf8).span))
    }
    openReveals += opened
    return opened
  }

  package func breakGlass(
    _ request: RevealRequest, passphrase: TypedPassphrase
  ) async throws(DeskError) -> [OpenReveal] {
    let isRight = passphrase.withBytes { bytes in
      bytes.indices.map { bytes[$0] } == Array("open".utf8)
    }
    passphrase.wipe()
    guard isRight else { throw .wrongPassphrase(triesLeft: 4) }
    note("break-glass")
    return try await reveal(request, isBreakGlass: true)
  }

  package func remask(_ reveals: [OpenReveal]) async {
    log.append("remask \(reveals.count)")
    for reveal in reveals { reveal.close() }
  }

  // MARK: Approving

  package func approvals() async throws(DeskError) -> [Approval] { requests }

  package func requestApproval(_ request: RevealRequest) async throws(DeskError) -> ApprovalID {
    try write(
      "ask \(request.tokens.map(\.screenForm.string).joined(separator: ",")) "
        + "\(request.reasonCode) \(request.reason)")
    return ApprovalID(rawValue: 48_208)
  }

  package func decide(
    _ id: ApprovalID, _ verdict: ApprovalVerdict, note: SanitizedText
  ) async throws(DeskError) {
    try write("\(verdict) \(id.rawValue) \(note)")
  }

  package func openApproved(_ id: ApprovalID) async throws(DeskError) -> [OpenReveal] {
    guard let request = requests.first(where: { $0.id == id }) else { throw .notFound }
    try write("open \(id.rawValue)")
    return try await reveal(
      RevealRequest(
        ticket: request.ticket, tokens: request.identifiers.map(\.token), reasonCode: "fraud",
        reason: request.reason, duration: request.duration))
  }

  /// Puts a request there, as another console would.
  package func setApprovals(_ approvals: [Approval]) {
    requests = approvals
    emit(.auditChanged)
  }

  package func accessReviewDue() async throws(DeskError) -> Date? { accessReviewDate }

  package func setAccessReview(due date: Date) { accessReviewDate = date }

  package func emergencies() async throws(DeskError) -> [Emergency] { alarms }

  package func acknowledge(_ emergencies: [Emergency]) async throws(DeskError) {
    for emergency in emergencies {
      try write("acknowledge \(emergency.id)")
      alarms = alarms.map { $0.id == emergency.id ? $0.seen : $0 }
    }
  }

  /// Breaks a glass, as another console would.
  package func setEmergencies(_ emergencies: [Emergency]) {
    alarms = emergencies
    emit(.auditChanged)
  }

  // MARK: Marking

  package func likelyKind(of words: SanitizedText) async -> IdentifierKind {
    Masker().kind(of: words) ?? .unexamined
  }

  package func mark(_ request: MarkRequest) async throws(DeskError) -> Int {
    try write("mark \(request.kind.rawValue) \(request.words)")
    return 2
  }

  package func lift(_ request: LiftRequest) async throws(DeskError) -> Int {
    try write("lift \(request.token.screenForm) \(request.reasonCode) \(request.reason)")
    used += 1
    return 1
  }

  package func saveAttachment(
    _ attachment: AttachmentID, of ticket: TicketID, to file: URL, reasonCode: String,
    reason: SanitizedText
  ) async throws(DeskError) {
    try write(
      "attachment \(attachment.rawValue) of \(ticket.rawValue) to \(file.path) \(reasonCode) \(reason)"
    )
  }
}
