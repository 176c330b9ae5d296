package import Foundation
import Observation

/// The time of the console: it stands still between two ticks or keys.
@Observable @MainActor
package final class ConsoleClock {
  package private(set) var now: Date
  /// The time for drawing, in whole seconds: a key does not make everything on the screen old that
  /// says how late it is.
  package private(set) var second: Date
  /// For the hour on the title bar and the names of days.
  @ObservationIgnored package let calendar: Calendar
  private let read: @MainActor () -> Date

  package init(calendar: Calendar, read: @escaping @MainActor () -> Date) {
    self.calendar = calendar
    self.read = read
    let time = read()
    now = time
    second = time.wholeSecond
  }

  package func advance() {
    let time = read()
    guard time != now else { return }
    now = time
    if second != time.wholeSecond { second = time.wholeSecond }
  }
}

extension Date {
  fileprivate var wholeSecond: Date {
    Date(timeIntervalSinceReferenceDate: timeIntervalSinceReferenceDate.rounded(.down))
  }
}
