package import Desk
package import Foundation
package import Sealing
import Tickets

/// Takes replies out of a practice outbox. They go nowhere: there is no transport here to reach.
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

  /// Works until cancelled.
  package func run() async {
    let changes = await repository.changes()
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await change in changes where !change.isDisjoint(with: [.outbox, .tickets]) {
          await self.deliverDue()
        }
      }
      group.addTask {
        while (try? await clock.sleep(for: .seconds(1))) != nil { await self.deliverDue() }
      }
    }
  }

  private func deliverDue() async {
    while let message = try? await repository.claimOutgoing(lease: .seconds(30)) {
      _ = try? await repository.perform(
        .setDelivery(message.message.id, .sent(at: now()), nextAttempt: nil))
    }
  }
}
