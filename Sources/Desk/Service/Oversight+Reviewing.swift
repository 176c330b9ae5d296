package import Audit
package import Foundation
package import Tickets

extension Oversight {
  /// What waits for a review at a time, of the looks of so many days before it.
  package func reviews(
    at time: Date, days: Int = ReviewQueue.usualDays
  ) async throws -> ReviewQueue {
    try await records.reduce(
      into: ReviewQueue(), matching: Self.reviewable(at: time, days: days)
    ) { queue, record in queue.count(record) }
  }

  /// The records from which one sees what waits for a review.
  private static func reviewable(
    at time: Date, days: Int = ReviewQueue.usualDays
  ) -> AuditFilter {
    var filter = AuditFilter()
    filter.from = time.addingTimeInterval(-86_400 * Double(days))
    // The log counts in milliseconds, and what is recorded just now counts.
    filter.until = time.addingTimeInterval(0.001)
    return filter
  }

  /// The figures of a month of the calendar, as in `2026-11`, against the policy's targets.
  /// - Returns: `nil` for what is no month.
  package func report(
    ofMonth month: String, in calendar: Calendar, against targets: OversightTargets, at time: Date
  ) async throws -> OversightReport? {
    guard let ofMonth = AuditFilter(month: month, in: calendar) else { return nil }
    let end = min(ofMonth.until ?? time, time)
    // What waits came in a longer time than the month, which is read with it.
    let (reviews, counted) = try await records.reduce(
      into: (ReviewQueue(), OversightFigures()), matching: Self.reviewable(at: end)
    ) { result, record in
      result.0.count(record)
      if ofMonth.matches(record) { result.1.count(record) }
    }
    var figures = counted
    figures.overdueReviews = reviews.overdue(at: end, within: targets.reviewDays)
    return OversightReport(month: month, figures: figures, targets: targets)
  }

  /// What is recorded of a review.
  /// - Throws: `notFound` where the entry is no look, `ownLook` for one's own.
  package func review(
    of entry: Int64, as finding: ReviewFinding, by reviewer: UserID
  ) async throws -> AuditEvent {
    guard let look = try await records.record(seq: entry), look.action.isLook else {
      throw DeskError.notFound
    }
    guard look.actor != reviewer else { throw DeskError.ownLook }
    var event = AuditEvent(
      .revealReview, ticket: look.ticket, customer: look.customer, kind: look.kind)
    event.earlierEntry = entry
    event.member = look.actor
    event.detail = finding.rawValue
    return event
  }
}
