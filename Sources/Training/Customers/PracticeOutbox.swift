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

  /// Works until cancelled, and sleeps while nothing is due.
  package func run() async {
    let changes = await repository.changes()
    let (bell, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    ring.yield()
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await change in changes where change.contains(.outbox) { ring.yield() }
        ring.finish()
      }
      for await _ in bell {
        await deliverDue()
        guard let due = try? await repository.nextOutgoing() else { continue }
        group.addTask {
          // Never at once: a message that cannot be claimed must not be asked for without a pause.
          let pause = max(0.25, due.timeIntervalSince(now()))
          guard (try? await clock.sleep(for: .seconds(pause))) != nil else { return }
          ring.yield()
        }
      }
      group.cancelAll()
    }
  }

  private func deliverDue() async {
    while let message = try? await repository.claimOutgoing(lease: .seconds(30)) {
      _ = try? await repository.perform(
        .setDelivery(message.message.id, .sent(at: now()), nextAttempt: nil))
    }
  }
}
