import Desk
import Foundation
import Masking
import Text
import Tickets

/// When a snoozed ticket can come back.
struct SnoozeTime {
  let label: SanitizedText
  let detail: SanitizedText
  let date: Date

  static func all(after now: Date, calendar: Calendar) -> [SnoozeTime] {
    let today = calendar.startOfDay(for: now)
    func morning(inDays days: Int) -> Date? {
      calendar.date(byAdding: .day, value: days, to: today)
        .flatMap { calendar.date(bySettingHour: 9, minute: 0, second: 0, of: $0) }
    }
    let weekday = calendar.component(.weekday, from: now)
    let untilMonday = (9 - weekday) % 7 == 0 ? 7 : (9 - weekday) % 7
    let times: [(SanitizedText, Date?)] = [
      ("in an hour", now.addingTimeInterval(3_600)),
      ("in four hours", now.addingTimeInterval(4 * 3_600)),
      ("tomorrow morning", morning(inDays: 1)),
      ("in three days", morning(inDays: 3)),
      ("on Monday", morning(inDays: untilMonday)),
      ("in two weeks", morning(inDays: 14)),
    ]
    return times.compactMap { label, date in
      date.map { SnoozeTime(label: label, detail: $0.shortDayAndTime(in: calendar), date: $0) }
    }
  }
}
