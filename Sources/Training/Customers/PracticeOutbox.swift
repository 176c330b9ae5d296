package import Desk
package import Foundation
package import Sealing
import Tickets

/// Takes replies out of a practice outbox.
///
/// They go nowhere: there is no transport here to reach.
package struct PracticeOutbox: Sendable {
  let repository: any TicketRepository<Practice>
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date

  package init(
    repository: any TicketRepository<Practice>, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.clock = clock
    self.now = now
  }

  /// Works until cancelled; sleeps while nothing is due.
  package func run() async {
    await repository.keepWorking(on: .outbox, clock: clock) {
      await deliverDue()
      guard let due = try? await repository.nextOutgoing() else { return nil }
      // Never at once: what cannot be claimed must not be asked for without a pause.
      return .seconds(max(0.25, due.timeIntervalSince(now())))
    }
  }

  /// Says of everything that is due that it has left.
  package func deliverDue() async {
    while let message = try? await repository.claimOutgoing(lease: .seconds(30)) {
      _ = try? await repository.perform(
        .setDelivery(message.message.id, .sent(at: now())))
    }
  }
}
