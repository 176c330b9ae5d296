package import Desk
package import Foundation
import Observation
package import Text

/// The message line, and what stood on it before.
@Observable @MainActor
package final class MessagesModel {
  package struct Entry: Hashable, Sendable {
    package let notice: Notice
    package let at: Date
  }

  /// Oldest first; the last five hundred.
  package private(set) var history: [Entry] = []
  /// What stands on the line; a failure stays until it was read.
  package private(set) var current: Entry?
  /// The first row of the history that shows, counted from the newest.
  package private(set) var scroll = 0
  private let clock: ConsoleClock

  package static let historyLimit = 500
  /// How long a message that is not a failure stays.
  package static let shownSeconds: TimeInterval = 6

  package init(clock: ConsoleClock) {
    self.clock = clock
  }

  package func report(_ severity: Notice.Severity, _ text: SanitizedText) {
    report(Notice(severity, text))
  }

  package func report(_ notice: Notice) {
    let entry = Entry(notice: notice, at: clock.now)
    history.append(entry)
    if history.count > Self.historyLimit { history.removeFirst() }
    let isLessThanShown = current?.notice.severity == .failure && notice.severity != .failure
    if !isLessThanShown { current = entry }
  }

  /// The person has seen it.
  package func dismiss() {
    if current != nil { current = nil }
  }

  /// Takes away what has stood long enough.
  package func tick() {
    if let fadesAt, clock.now >= fadesAt { current = nil }
  }

  /// When the line changes by itself.
  package var fadesAt: Date? {
    guard let current, current.notice.severity != .failure else { return nil }
    return current.at.addingTimeInterval(Self.shownSeconds)
  }

  package func scroll(by rows: Int) {
    scroll = max(0, min(history.count - 1, scroll + rows))
  }
}
