package import Foundation
package import Text
package import Tickets

// How the desk's values read on the screen.
extension TicketStatus {
  package var wording: SanitizedText {
    switch self {
    case .hold: "on hold"
    default: SanitizedText(sanitizing: rawValue)
    }
  }

  package var explanation: SanitizedText {
    switch self {
    case .new: "nobody has answered yet"
    case .open: "waits for us"
    case .pending: "waits for the customer"
    case .hold: "waits for somebody else"
    case .snoozed: "comes back by itself"
    case .solved: "done, unless the customer answers"
    case .closed: "done for good"
    case .spam: "nobody's business"
    case .merged: "goes on in another ticket"
    case .deleted: "gone"
    }
  }
}

extension Priority {
  package var wording: SanitizedText { SanitizedText(sanitizing: rawValue) }
}

extension Role {
  package var name: SanitizedText { SanitizedText(sanitizing: rawValue) }
}

extension Date {
  /// `November 2026`.
  package func monthAndYear(in calendar: Calendar) -> SanitizedText {
    let parts = calendar.dateComponents([.year, .month], from: self)
    return Self.monthNames[((parts.month ?? 1) - 1) % 12] + " \(parts.year ?? 1970)"
  }

  /// `24 Nov 14:05`.
  package func dateAndTime(in calendar: Calendar) -> SanitizedText {
    let parts = calendar.dateComponents([.month, .day], from: self)
    let month = Self.monthNames[((parts.month ?? 1) - 1) % 12].string.prefix(3)
    return "\(parts.day ?? 1) " + SanitizedText(sanitizing: String(month)) + " "
      + hourAndMinute(in: calendar)
  }

  /// `24 November`.
  package func dayAndMonth(in calendar: Calendar) -> SanitizedText {
    let parts = calendar.dateComponents([.month, .day], from: self)
    return "\(parts.day ?? 1) " + Self.monthNames[((parts.month ?? 1) - 1) % 12]
  }

  private static let monthNames: [SanitizedText] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `Thu 14:05`.
  package func shortDayAndTime(in calendar: Calendar) -> SanitizedText {
    shortDay(in: calendar) + " " + hourAndMinute(in: calendar)
  }

  /// `Thu`.
  package func shortDay(in calendar: Calendar) -> SanitizedText {
    let names: [SanitizedText] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    return names[(calendar.component(.weekday, from: self) - 1) % 7]
  }

  /// `14:05`.
  package func hourAndMinute(in calendar: Calendar) -> SanitizedText {
    // Every frame says the time several times, and asking a calendar for components is slow.
    let offset = calendar.timeZone.secondsFromGMT(for: self)
    let secondOfDay = (timeIntervalSince1970.rounded(.down) + Double(offset))
      .truncatingRemainder(dividingBy: 86_400)
    let minute = (Int(secondOfDay) + 86_400) % 86_400 / 60
    return SanitizedText.twoDigits(minute / 60) + ":" + .twoDigits(minute % 60)
  }
}

extension SanitizedText {
  /// `07`.
  package static func twoDigits(_ number: Int) -> SanitizedText {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
