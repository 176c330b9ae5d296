package import Audit
package import Desk
package import Foundation
package import Masking
package import Sealing
import Synchronization
import Text
import Tickets

/// Hands replies to the mail system once their undo window is over, and tries again what failed.
///
/// It is written for `Live` by name: there is no such thing for practice data.
package struct OutboxService: Sendable {
  let repository: any TicketRepository<Live>
  let log: AuditLog<Live>
  let key: @Sendable (CustomerID) throws -> DataKey<Live>
  let approvalKeys: ApprovalKeys<Live>?
  let masker: Masker
  let composer: MailComposer
  let transport: (any MailTransport)?
  let schedule: RetrySchedule
  let now: @Sendable () -> Date
  private let handedOver = HandedOver()

  /// `transport` is `nil` where the configuration names none; replies then wait, sealed.
  ///
  /// `approvalKeys` open, at a supervisor's desk, what a reply says that agents' keys do not open.
  package init(
    repository: any TicketRepository<Live>, log: AuditLog<Live>,
    key: @escaping @Sendable (CustomerID) throws -> DataKey<Live>,
    approvalKeys: ApprovalKeys<Live>? = nil, masker: Masker = Masker(),
    composer: MailComposer, transport: (any MailTransport)?,
    schedule: RetrySchedule = RetrySchedule(),
    now: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.log = log
    self.key = key
    self.approvalKeys = approvalKeys
    self.masker = masker
    self.composer = composer
    self.transport = transport
    self.schedule = schedule
    self.now = now
  }

  /// Works until cancelled: whenever the outbox changes or a message falls due.
  package func run() async {
    await repository.keepWorking(on: .outbox) {
      await sendDue()
      guard let due = try? await repository.nextOutgoing(selection) else { return nil }
      return .seconds(min(max(0.05, due.timeIntervalSince(now())), 3_600))
    }
  }

  /// Without a mail command, a message is looked at once: to say that it waits.
  private var selection: OutboxSelection { transport == nil ? .leavingHold : .due }

  /// Hands over everything that is due.
  package func sendDue() async {
    while !Task.isCancelled,
      let message = try? await repository.claimOutgoing(selection, lease: Self.lease)
    {
      await note(message, await send(message))
    }
  }

  /// Longer than any transport takes, so that nobody else tries meanwhile.
  private static var lease: Duration { .seconds(180) }
  /// How soon a mail command that cannot be run is tried again.
  private static var waitForCommand: TimeInterval { 60 }

  /// How soon another console may try what this one cannot open.
  private static var waitForSupervisor: TimeInterval { 15 }

  /// What became of a message, and when it is due again.
  private enum Outcome {
    case sent(at: Date)
    case waits(reason: SanitizedText, forSeconds: TimeInterval = 0)
    case failed(reason: SanitizedText, isTemporary: Bool)
  }

  private func send(_ message: OutgoingMessage<Live>) async -> Outcome {
    if let time = handedOver.time(of: message.message.id) { return .sent(at: time) }
    guard let transport else { return .waits(reason: "no sendmail command is configured") }
    guard let envelope = message.envelope else {
      return .failed(reason: "the customer has no address", isTemporary: false)
    }
    do {
      let mail = try await compose(message, envelope: envelope)
      try await transport.send(mail)
      Failpoint.reach(.afterHandover)
      return .sent(at: handedOver.note(message.message.id, at: now()))
    } catch MailTransportError.commandUnavailable {
      return .waits(
        reason: MailTransportError.commandUnavailable.reason, forSeconds: Self.waitForCommand)
    } catch MailDraftError.needsSupervisor(let token) {
      return .waits(
        reason: "\(token.screenForm) opens at a supervisor's console only",
        forSeconds: Self.waitForSupervisor)
    } catch let error as MailTransportError {
      return .failed(reason: error.reason, isTemporary: error.isTemporary)
    } catch let error as AuditError {
      return .failed(
        reason: "the log could not be written", isTemporary: error == .recordNotDurable)
    } catch let error as RepositoryError {
      return .failed(reason: "the store could not be read", isTemporary: error == .busy)
    } catch {
      return .failed(reason: "the message could not be put together", isTemporary: false)
    }
  }

  /// Opens the addresses and placeholders after the record of it is durable.
  private func compose(
    _ message: OutgoingMessage<Live>, envelope: Envelope
  ) async throws -> OutboundMessage {
    let identifiers = try await repository.vault(of: message.customer).vault.identifiers
    let ticket = try await repository.ticket(message.message.ticket)
    let draft = MailDraft(
      message: message, envelope: envelope,
      values: PlaceholderValues(
        ticket: ticket, session: composer.session, identifiers: identifiers, masker: masker),
      identifiers: identifiers, thread: try await repository.mails(of: ticket.id),
      policy: composer.session.policy)
    let needed = draft.needed
    let customerKey = try key(message.customer)
    let valueKeys = try valueKeys(of: needed, under: customerKey)
    let event = AuditEvent.dispatch(
      of: needed, to: message.customer, on: ticket.id, message: message.message.id,
      expires: now().addingTimeInterval(120))
    let receipt = try await log.dispatchReceipt(for: needed, recording: event)
    let clear = try receipt.open(needed, with: customerKey, and: valueKeys, now: now())
    return try composer.compose(draft, clear: clear, date: now())
  }

  /// The keys of what is sealed to the supervisors; a reply that says it leaves from their desks.
  private func valueKeys(
    of identifiers: [SealedIdentifier<Live>], under key: DataKey<Live>
  ) throws -> [LookupCode: ValueKey<Live>] {
    var keys: [LookupCode: ValueKey<Live>] = [:]
    for identifier in identifiers where identifier.value.isProtected {
      guard let approvalKeys, approvalKeys.isSupervisors else {
        throw MailDraftError.needsSupervisor(identifier.token)
      }
      keys[identifier.lookupCode] = try approvalKeys.valueKey(
        of: identifier.value, under: key, in: identifier.valueContext)
    }
    return keys
  }

  /// Says how far a message has come; where that cannot be written, its lease runs out and it is
  /// tried again, or, where it was handed over, only written down.
  private func note(_ message: OutgoingMessage<Live>, _ outcome: Outcome) async {
    let delivery: Message.Delivery
    var nextAttempt: Date?
    switch outcome {
    case .sent(let time):
      delivery = .sent(at: time)
    case .waits(let reason, let seconds):
      delivery = .waiting(reason: reason)
      nextAttempt = now().addingTimeInterval(seconds)
    case .failed(let reason, let isTemporary):
      let attempts = message.attempts + 1
      var random = SystemRandomNumberGenerator()
      let delay = isTemporary ? schedule.delay(afterAttempt: attempts, using: &random) : nil
      delivery = .failed(reason: reason, attempts: attempts)
      // What will not get better by itself stays where it is, for a person to see.
      nextAttempt = delay.map { now().addingTimeInterval(TimeInterval($0.components.seconds)) }
    }
    do {
      try await repository.perform(
        .setDelivery(message.message.id, delivery, nextAttempt: nextAttempt))
      handedOver.forget(message.message.id)
    } catch {
      // Said by whoever looks at the store next; here nobody is to be told.
    }
  }
}

/// What the mail system has taken while the store could not be told: it is not to go out twice.
///
/// A program that ends in between forgets it. The mail then goes again under the Message-ID it had,
/// by which a recipient's system knows it.
private final class HandedOver: Sendable {
  private let times = Mutex<[MessageID: Date]>([:])

  func time(of message: MessageID) -> Date? { times.withLock { $0[message] } }

  func note(_ message: MessageID, at time: Date) -> Date {
    times.withLock { $0[message] = time }
    return time
  }

  func forget(_ message: MessageID) {
    times.withLock { $0[message] = nil }
  }
}
