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
  /// What stands on the line.
  package private(set) var current: Entry?
  /// The failure that nobody has read yet; what succeeds since then stands before it for a while.
  @ObservationIgnored private var unread: Entry?
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
    switch notice.severity {
    case .failure:
      unread = entry
      current = entry
    case .success: current = entry
    case .information, .warning: if unread == nil { current = entry }
    }
  }

  /// The person has seen it.
  package func dismiss() {
    unread = nil
    if current != nil { current = nil }
  }

  /// Takes away what has stood long enough.
  package func tick() {
    if let fadesAt, clock.now >= fadesAt { current = unread }
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
