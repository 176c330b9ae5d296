package import Audit
import Desk
package import Foundation
import Observation
import Text

/// How data was handled in a month, in figures.
@Observable @MainActor
package final class FiguresModel {
  /// The first day of the month that is shown.
  package private(set) var month: Date
  /// `nil` while it is read.
  package private(set) var report: OversightReport?
  package private(set) var isLoading = false
  package private(set) var scroll = 0
  /// Told by the screen, so that scrolling stops at the end.
  @ObservationIgnored package var lineCount = 0
  @ObservationIgnored package var visibleCount = 0
  @ObservationIgnored private let context: ConsoleContext

  package init(context: ConsoleContext) {
    self.context = context
    month = Self.start(of: context.clock.now, in: context.clock.calendar)
  }

  package var isCurrentMonth: Bool {
    month == Self.start(of: context.clock.now, in: context.clock.calendar)
  }

  /// The days of the month, counted from 1970 in UTC, as far as they have come.
  package var days: Range<Int> {
    let calendar = context.clock.calendar
    let end = calendar.date(byAdding: .month, value: 1, to: month) ?? month
    let first = month.addingTimeInterval(43_200).dayOfLog
    let last = min(end.addingTimeInterval(-43_200), context.clock.now).dayOfLog
    return first..<max(first + 1, last + 1)
  }

  package func scroll(by rows: Int) {
    scroll = max(0, min(scroll + rows, lineCount - visibleCount))
  }

  /// Months before or after; none that is still to come.
  package func step(by months: Int) {
    let calendar = context.clock.calendar
    guard let other = calendar.date(byAdding: .month, value: months, to: month),
      other <= context.clock.now
    else { return }
    month = other
    report = nil
    scroll = 0
    load()
  }

  package func load() {
    isLoading = true
    let name = Self.name(of: month, in: context.clock.calendar)
    context.tasks.replace(.figures) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.figures(ofMonth: name)
      }
      guard !Task.isCancelled else { return }
      self?.isLoading = false
      if let answer { self?.report = answer }
    }
  }

  /// `2026-11`.
  private static func name(of month: Date, in calendar: Calendar) -> String {
    let parts = calendar.dateComponents([.year, .month], from: month)
    let (year, number) = (parts.year ?? 1970, parts.month ?? 1)
    return "\(year)-" + SanitizedText.twoDigits(number).string
  }

  private static func start(of date: Date, in calendar: Calendar) -> Date {
    calendar.dateInterval(of: .month, for: date)?.start ?? date
  }
}
