import Canvas
import Foundation
import Text
import Tickets
import ViewModels

/// Times as one reads them at a glance.
enum TimeText {
  /// `42 m`, `1 h 05`, `7 h`, `1 d`, `−12 m`.
  static func due(_ date: Date, now: Date) -> SanitizedText {
    let minutes = Int((date.timeIntervalSince(now) / 60).rounded(.down))
    guard minutes >= 0 else { return "−" + span(minutes: -minutes) }
    return span(minutes: minutes)
  }

  private static func span(minutes: Int) -> SanitizedText {
    switch minutes {
    case ..<60: "\(minutes) m"
    case ..<120: "\(minutes / 60) h " + .twoDigits(minutes % 60)
    case ..<(48 * 60): "\(minutes / 60) h"
    default: "\(minutes / (24 * 60)) d"
    }
  }

  /// How pressing a due time is, as a style; the sign and the words say it too.
  static func style(due date: Date, now: Date) -> Style {
    let seconds = date.timeIntervalSince(now)
    if seconds < 0 { return .danger }
    return seconds < 3_600 ? .warning : .dim
  }

  /// `4:32` until then, `0:00` once it is over.
  static func countdown(to date: Date, now: Date) -> SanitizedText {
    let seconds = max(0, Int(date.timeIntervalSince(now).rounded(.up)))
    return "\(seconds / 60):" + .twoDigits(seconds % 60)
  }

  /// `5 min`.
  static func minutes(_ duration: Duration) -> SanitizedText {
    "\(duration.components.seconds / 60) min"
  }

  /// `Thursday 24 November`.
  static func day(_ date: Date, in calendar: Calendar) -> SanitizedText {
    let days: [SanitizedText] = [
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    let weekday = days[(calendar.component(.weekday, from: date) - 1) % 7]
    return weekday + " " + date.dayAndMonth(in: calendar)
  }

  /// `14:02:11`.
  static func withSeconds(_ date: Date, in calendar: Calendar) -> SanitizedText {
    date.hourAndMinute(in: calendar) + ":"
      + .twoDigits(calendar.component(.second, from: date))
  }

  /// `3 s ago`.
  static func ago(_ date: Date, now: Date) -> SanitizedText {
    let seconds = max(0, Int(now.timeIntervalSince(date)))
    return seconds < 60 ? "\(seconds) s ago" : span(minutes: seconds / 60) + " ago"
  }

  /// `12 kB`.
  static func size(byteCount: Int) -> SanitizedText {
    switch byteCount {
    case ..<1_000: "\(byteCount) B"
    case ..<1_000_000: "\((byteCount + 500) / 1_000) kB"
    default: "\(byteCount / 1_000_000) MB"
    }
  }

  /// `48,211`.
  static func grouped(_ number: Int) -> SanitizedText {
    var digits = Array(String(abs(number)))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return SanitizedText(sanitizing: (number < 0 ? "−" : "") + String(digits))
  }
}
