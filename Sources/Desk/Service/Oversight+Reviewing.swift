package import Audit
package import Foundation
package import Tickets

extension Oversight {
  /// What waits for a review at a time, of the looks of so many days before it.
  package func reviews(
    at time: Date, days: Int = ReviewQueue.usualDays
  ) async throws -> ReviewQueue {
    var filter = AuditFilter()
    filter.from = time.addingTimeInterval(-86_400 * Double(days))
    // The log counts in milliseconds, and what is recorded just now counts.
    filter.until = time.addingTimeInterval(0.001)
    return try await records.reduce(into: ReviewQueue(), matching: filter) { queue, record in
      queue.count(record)
    }
  }

  /// The figures of a month of the calendar, as in `2026-11`, against the policy's targets.
  /// - Returns: `nil` for what is no month.
  package func report(
    ofMonth month: String, in calendar: Calendar, against targets: OversightTargets, at time: Date
  ) async throws -> OversightReport? {
    guard let filter = AuditFilter(month: month, in: calendar) else { return nil }
    var figures = try await records.reduce(into: OversightFigures(), matching: filter) {
      figures, record in figures.count(record)
    }
    let end = min(filter.until ?? time, time)
    figures.overdueReviews = try await reviews(at: end)
      .overdue(at: end, within: targets.reviewDays)
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
