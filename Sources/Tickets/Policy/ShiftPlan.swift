package import Foundation

/// When shifts begin, by the clock on the wall.
package struct ShiftPlan: Hashable, Sendable {
  /// Minutes after midnight, in their order; a shift lasts until the next one begins.
  package let starts: [Int]

  /// One shift a day, from midnight.
  package static let days = ShiftPlan(starts: [0])

  /// `starts` are minutes after midnight.
  package init(starts: [Int]) {
    let within = Set(starts.filter { (0..<1_440).contains($0) })
    self.starts = within.isEmpty ? [0] : within.sorted()
  }

  /// When the shift began that `time` falls into.
  ///
  /// Where the clocks are set forward over a beginning, the shift begins at the first moment after.
  package func start(before time: Date, in calendar: Calendar) -> Date {
    let today = calendar.startOfDay(for: time)
    let begun = starts.compactMap { begin($0, on: today, in: calendar) }.last { $0 <= time }
    if let begun { return begun }
    let yesterday = calendar.date(byAdding: .day, value: -1, to: today) ?? today
    return begin(starts[starts.count - 1], on: yesterday, in: calendar) ?? today
  }

  /// When the next one begins.
  package func end(after time: Date, in calendar: Calendar) -> Date {
    let today = calendar.startOfDay(for: time)
    if let next = starts.compactMap({ begin($0, on: today, in: calendar) }).first(where: {
      $0 > time
    }) {
      return next
    }
    let tomorrow = calendar.date(byAdding: .day, value: 1, to: today) ?? today
    return begin(starts[0], on: tomorrow, in: calendar) ?? tomorrow
  }

  private func begin(_ minute: Int, on day: Date, in calendar: Calendar) -> Date? {
    minute == 0
      ? day
      : calendar.date(
        bySettingHour: minute / 60, minute: minute % 60, second: 0, of: day,
        matchingPolicy: .nextTime)
  }
}
