package import Foundation
import Observation

/// The time as the screen shows it: it stands still between two ticks.
@Observable @MainActor
package final class ConsoleClock {
  package private(set) var now: Date
  /// For the hour on the title bar and the names of days.
  @ObservationIgnored package let calendar: Calendar
  private let read: @MainActor () -> Date

  package init(calendar: Calendar, read: @escaping @MainActor () -> Date) {
    self.calendar = calendar
    self.read = read
    now = read()
  }

  package func advance() {
    let time = read()
    if time != now { now = time }
  }
}
