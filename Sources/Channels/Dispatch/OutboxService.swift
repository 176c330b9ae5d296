package import Audit
package import Desk
package import Foundation
import Masking
package import Sealing
import Text
import Tickets

/// Hands replies to the mail system once their undo window is over, and tries again what failed.
///
/// It is written for `Live` by name: there is no such thing for practice data.
package struct OutboxService: Sendable {
  let repository: any TicketRepository<Live>
  let log: AuditLog<Live>
  let key: @Sendable (CustomerID) throws -> DataKey<Live>
  let composer: MailComposer
  let transport: (any MailTransport)?
  let schedule: RetrySchedule
  let now: @Sendable () -> Date

  /// `transport` is `nil` where the configuration names none; replies then wait, sealed.
  package init(
    repository: any TicketRepository<Live>, log: AuditLog<Live>,
    key: @escaping @Sendable (CustomerID) throws -> DataKey<Live>, composer: MailComposer,
    transport: (any MailTransport)?, schedule: RetrySchedule = RetrySchedule(),
    now: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.log = log
    self.key = key
    self.composer = composer
    self.transport = transport
    self.schedule = schedule
    self.now = now
  }

  /// Works until cancelled: whenever the outbox changes or a message falls due.
  package func run() async {
    let changes = await repository.changes()
    let bell = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await change in changes where !change.isDisjoint(with: [.outbox, .elsewhere]) {
          bell.continuation.yield()
        }
        bell.continuation.finish()
      }
      group.addTask {
        bell.continuation.yield()
        var timer: Task<Void, Never>?
        for await _ in bell.stream {
          await sendDue()
          timer?.cancel()
          timer = await alarm(bell.continuation)
        }
        timer?.cancel()
      }
    }
  }

  /// Without a mail command, a message is looked at once: to say that it waits.
  private var selection: OutboxSelection { transport == nil ? .leavingHold : .due }

  /// Hands over everything that is due.
  package func sendDue() async {
    while !Task.isCancelled,
      let message = try? await repository.claimOutgoing(selection, lease: .seconds(120))
    {
      await send(message)
    }
  }

  /// Rings when the next message is due.
  private func alarm(_ bell: AsyncStream<Void>.Continuation) async -> Task<Void, Never>? {
    guard let due = try? await repository.nextOutgoing(selection) else { return nil }
    let wait = max(0.05, due.timeIntervalSince(now()))
    return Task {
      guard (try? await Task.sleep(for: .seconds(wait))) != nil else { return }
      bell.yield()
    }
  }

  private func send(_ message: OutgoingMessage<Live>) async {
    Failpoint.reach(.afterOutboxClaim)
    let id = message.message.id
    guard let transport else {
      await note(id, .waiting(reason: "no sendmail command is configured"))
      return
    }
    guard let envelope = message.envelope else {
      await note(id, .waiting(reason: "the customer has no address"))
      return
    }
    do {
      let mail = try await compose(message, envelope: envelope)
      try await transport.send(mail)
      Failpoint.reach(.afterHandover)
      await note(id, .sent(at: now()))
    } catch let error as MailTransportError {
      await retry(id, attempts: message.attempts + 1, reason: error.reason)
    } catch {
      await retry(
        id, attempts: message.attempts + 1, reason: "the message could not be put together")
    }
  }

  /// Opens the addresses and placeholders after the record of it is durable.
  private func compose(
    _ message: OutgoingMessage<Live>, envelope: Envelope
  ) async throws -> OutboundMessage {
    let identifiers = try await repository.vault(of: message.customer).vault.identifiers
    let ticket = try await repository.ticket(message.message.ticket)
    let values = composer.values(ticket: ticket, message: message, identifiers: identifiers)
    let needed = composer.tokens(of: message, envelope: envelope, values: values)
    let opened = identifiers.filter { needed.contains($0.token) }
    let event = AuditEvent.dispatch(
      of: opened, to: message.customer, on: ticket.id, message: message.message.id,
      expires: now().addingTimeInterval(120))
    let receipt = try await log.dispatchReceipt(for: opened, recording: event)
    let clear = try receipt.open(opened, with: try key(message.customer), now: now())
    return try composer.compose(
      message, envelope: envelope, values: values, clear: clear,
      answering: try await repository.envelopes(of: ticket.id), date: now())
  }

  private func retry(_ id: MessageID, attempts: Int, reason: SanitizedText) async {
    var random = SystemRandomNumberGenerator()
    let delay = schedule.delay(afterAttempt: attempts, using: &random)
    await note(
      id, .failed(reason: reason, attempts: attempts),
      nextAttempt: delay.map { now().addingTimeInterval(TimeInterval($0.components.seconds)) })
  }

  /// How far a message has come; where that cannot be written, its lease runs out and it is tried
  /// again.
  private func note(
    _ id: MessageID, _ delivery: Message.Delivery, nextAttempt: Date? = nil
  ) async {
    _ = try? await repository.perform(.setDelivery(id, delivery, nextAttempt: nextAttempt))
  }
}
