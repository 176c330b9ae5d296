package import Assistant
package import Audit
package import Foundation
package import Masking
package import Sealing
import Synchronization
import Text
package import Tickets

/// A desk of one realm: checks what a person may do, keeps the log, and hands out masked text.
///
/// It holds the keys for as long as the session is unlocked. Identifiers are opened in one place
/// (`SupportDesk+Escalating`), and only by spending a receipt.
package actor SupportDesk<R: Realm>: DeskService {
  package nonisolated let session: DeskSession
  let repository: any TicketRepository<R>
  let log: AuditLog<R>
  let oversight: Oversight<R>?
  let serviceLevel: ServiceLevel
  let masker: Masker
  /// What opens values that take approval, or seals to those who do; `nil` before a supervisor was here.
  let approvalKeys: ApprovalKeys<R>?
  /// To whom something may be granted; supervisors only.
  let people: MemberDirectory?
  /// Asked once more where somebody breaks the glass.
  let passphraseCheck: PassphraseCheck
  let now: @Sendable () -> Date
  /// By whose clock shifts begin.
  let calendar: Calendar
  private let observer: (any DeskObserver)?
  var assistant: any Suggester
  var suggestionLedger = SuggestionLedger()
  /// What the last verification found.
  var verified: AuditState?
  var lastReadFilter: AuditFilter?
  /// What else of the log was shown last.
  var lastReading: String?
  /// What was read last to be shown; suggestions for it are made of the same.
  var shown: StoredConversation<R>?
  private var viewed: Set<TicketID> = []
  /// What the log says of looks by break-glass.
  var logWatch = LogWatch()
  /// Wrong ones in a row.
  var wrongPassphraseCount = 0
  /// Reveals, by their entries, whose end is on record.
  var ended: Set<Int> = []
  private let audience = Mutex(Audience())

  /// A live desk, which nobody watches.
  ///
  /// `oversight` reads the log and is `nil` for roles that may not. Without a `passphraseCheck` no
  /// passphrase is right, and no glass is broken. `now` is the clock; the log orders
  /// by sequence and never by it.
  package init(
    session: DeskSession, repository: any TicketRepository<R>, log: AuditLog<R>,
    oversight: Oversight<R>?, assistant: any Suggester, masker: Masker = Masker(),
    serviceLevel: ServiceLevel = .standard, calendar: Calendar = .current,
    approvalKeys: ApprovalKeys<R>? = nil, people: MemberDirectory? = nil,
    passphraseCheck: @escaping PassphraseCheck = { _ in false },
    now: @escaping @Sendable () -> Date = { Date() }
  ) where R == Live {
    self.init(
      session, repository, log, oversight, assistant, masker, serviceLevel, calendar,
      approvalKeys, people, passphraseCheck, observer: nil, now: now)
  }

  /// A practice desk, with an `observer` who watches and answers; no other takes one.
  package init(
    session: DeskSession, repository: any TicketRepository<R>, log: AuditLog<R>,
    oversight: Oversight<R>?, assistant: any Suggester, masker: Masker = Masker(),
    serviceLevel: ServiceLevel = .standard, calendar: Calendar = .current,
    approvalKeys: ApprovalKeys<R>? = nil, people: MemberDirectory? = nil,
    passphraseCheck: @escaping PassphraseCheck = { _ in false },
    observer: (any DeskObserver)?, now: @escaping @Sendable () -> Date = { Date() }
  ) where R == Practice {
    self.init(
      session, repository, log, oversight, assistant, masker, serviceLevel, calendar,
      approvalKeys, people, passphraseCheck, observer: observer, now: now)
  }

  private init(
    _ session: DeskSession, _ repository: any TicketRepository<R>, _ log: AuditLog<R>,
    _ oversight: Oversight<R>?, _ assistant: any Suggester, _ masker: Masker,
    _ serviceLevel: ServiceLevel, _ calendar: Calendar,
    _ approvalKeys: ApprovalKeys<R>?, _ people: MemberDirectory?,
    _ passphraseCheck: @escaping PassphraseCheck, observer: (any DeskObserver)?,
    now: @escaping @Sendable () -> Date
  ) {
    self.session = session
    self.repository = repository
    self.log = log
    self.oversight = oversight
    self.assistant = assistant
    self.serviceLevel = serviceLevel
    self.masker = masker
    self.calendar = calendar
    self.approvalKeys = approvalKeys
    self.people = people
    self.passphraseCheck = passphraseCheck
    self.observer = observer
    self.now = now
  }

  var me: UserID { session.user.id }

  /// Refuses what the role does not list; unknown is denied.
  func require(_ capability: Capability) throws(DeskError) {
    guard !session.user.isRevoked, session.user.role.capabilities.contains(capability) else {
      throw .notAllowed(capability)
    }
  }

  /// Tells whoever watches a practice desk.
  func report(_ act: DeskAct) async {
    await observer?.observe(act)
  }

  /// Takes rules and articles that were edited.
  package func reload(_ assistant: any Suggester) {
    self.assistant = assistant
    publish(.configurationChanged)
  }

  /// The assistant is ready, or no longer: what it suggests is to be asked for again.
  package func assistantChanged() {
    publish(.configurationChanged)
  }

  /// Says something to whoever is at the console.
  package func notify(_ notice: Notice) {
    publish(.notice(notice))
  }

  package func events() async -> AsyncStream<DeskEvent> {
    let (stream, continuation) = AsyncStream<DeskEvent>.makeStream(
      bufferingPolicy: .bufferingNewest(256))
    let changes = await repository.changes()
    let forwarding = Task {
      for await change in changes {
        for event in change.events { continuation.yield(event) }
      }
      continuation.finish()
    }
    let id = UUID()
    let unheard = audience.withLock { $0.admit(continuation, as: id) }
    for event in unheard { continuation.yield(event) }
    continuation.onTermination = { [weak self] _ in
      forwarding.cancel()
      self?.audience.withLock { $0.listeners[id] = nil }
    }
    return stream
  }

  private func publish(_ event: DeskEvent) {
    for listener in audience.withLock({ $0.hearing(event) }) { listener.yield(event) }
  }

  /// Records once a session that this person had the ticket open.
  func recordView(of ticket: Ticket) async throws(DeskError) {
    guard viewed.insert(ticket.id).inserted else { return }
    do {
      try await record(AuditEvent(.ticketView, ticket: ticket.id, customer: ticket.customer))
    } catch {
      // Not on record, so that the next look is the first.
      viewed.remove(ticket.id)
      throw error
    }
  }

  /// Writes to the log, durably.
  @discardableResult
  func record(_ event: AuditEvent) async throws(DeskError) -> AuditEntry {
    do {
      return try await log.record(event)
    } catch {
      throw DeskError(error)
    }
  }
}

/// Who listens to a desk, and what was said before anybody did.
private struct Audience {
  var listeners: [UUID: AsyncStream<DeskEvent>.Continuation] = [:]
  private var unheard: [DeskEvent] = []

  /// Takes somebody in.
  /// - Returns: what they have missed.
  mutating func admit(
    _ listener: AsyncStream<DeskEvent>.Continuation, as id: UUID
  ) -> [DeskEvent] {
    listeners[id] = listener
    defer { unheard = [] }
    return unheard
  }

  /// Those who hear an event; it is kept where there are none.
  mutating func hearing(_ event: DeskEvent) -> [AsyncStream<DeskEvent>.Continuation] {
    if listeners.isEmpty, unheard.count < 16 { unheard.append(event) }
    return Array(listeners.values)
  }
}

extension StoreChange {
  /// What a commit means to the console.
  var events: [DeskEvent] {
    var events: [DeskEvent] = []
    if !isDisjoint(with: [.tickets, .intake, .outbox, .elsewhere]) {
      events.append(.ticketsChanged([]))
    }
    if contains(.presence) { events.append(.presenceChanged) }
    if !isDisjoint(with: [.audit, .elsewhere]) { events.append(.auditChanged) }
    return events
  }
}
