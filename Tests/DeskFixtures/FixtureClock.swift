package import Foundation
import Synchronization

/// A clock that stands still until it is told otherwise.
package final class FixtureClock: Sendable {
  private let time: Mutex<Date>

  init(_ time: Date) {
    self.time = Mutex(time)
  }

  package var now: Date { time.withLock { $0 } }

  package func advance(by duration: Duration) {
    time.withLock { $0 += TimeInterval(duration.components.seconds) }
  }
}
