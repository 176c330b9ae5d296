import Foundation
import Testing
import Tickets

struct ShiftPlanTests {
  private func calendar(_ zone: String) throws -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    return calendar
  }

  private func time(_ written: String) throws -> Date {
    try Date(written, strategy: .iso8601)
  }

  static let shifts: [(now: String, start: String, end: String)] = [
    ("2026-11-24T13:59:59Z", "2026-11-24T06:00:00Z", "2026-11-24T14:00:00Z"),
    ("2026-11-24T14:00:00Z", "2026-11-24T14:00:00Z", "2026-11-24T22:00:00Z"),
    ("2026-11-24T23:30:00Z", "2026-11-24T22:00:00Z", "2026-11-25T06:00:00Z"),
    ("2026-11-24T00:10:00Z", "2026-11-23T22:00:00Z", "2026-11-24T06:00:00Z"),
  ]

  @Test(arguments: shifts)
  func `a shift lasts until the next begins, over midnight too`(
    now: String, start: String, end: String
  ) throws {
    let plan = ShiftPlan(starts: [22 * 60, 6 * 60, 14 * 60])
    let calendar = try calendar("UTC")
    #expect(try plan.start(before: time(now), in: calendar) == time(start))
    #expect(try plan.end(after: time(now), in: calendar) == time(end))
  }

  @Test func `without shifts a day is one, by the clock on the wall`() throws {
    let calendar = try calendar("Europe/Berlin")
    let now = try time("2026-11-24T22:59:00Z")
    #expect(try ShiftPlan.days.start(before: now, in: calendar) == time("2026-11-23T23:00:00Z"))
    #expect(try ShiftPlan.days.end(after: now, in: calendar) == time("2026-11-24T23:00:00Z"))
    #expect(ShiftPlan(starts: [-1, 1_440]) == .days)
  }

  /// In Berlin, 2026-03-29 has no 02:30.
  @Test func `a beginning that the clocks skip over is the moment after`() throws {
    let calendar = try calendar("Europe/Berlin")
    let plan = ShiftPlan(starts: [150])
    let start = try plan.start(before: time("2026-03-29T12:00:00Z"), in: calendar)
    #expect(try start == time("2026-03-29T01:00:00Z"))
  }
}
