import Audit
import Foundation
import Text
import Tickets

/// What a supervisor's desk has to say of the log by itself, looks by break-glass above all: read once,
/// and from then on only what was added.
struct LogWatch {
  /// The last entry that was read; `nil` before the first time.
  private(set) var lastEntry: Int64?
  private var looks: [AuditRecord] = []
  private var ends: [Int64: Date] = [:]
  private var reviewed: Set<Int64> = []
  private var seen: Set<Int64> = []

  /// The newest signature under who may do what.
  private var accessReview: AuditRecord?
  /// When the log begins.
  var began: Date?

  /// How far back one looks: a quarter and a day.
  ///
  /// What is older is in the list of reviews.
  static let reach = AccessReviewSchedule.period + 86_400

  /// What an acknowledgement is called in the log.
  static let seenDetail = "break_glass.seen"
  /// What a look is called that the budget had no room for, and one that it had.
  static let overBudgetDetail = "budget.exceeded"
  static let withinBudgetDetail = "budget.kept"

  /// Takes a record in; they come in the order of the log.
  mutating func take(_ record: AuditRecord, readBy me: UserID) {
    lastEntry = record.seq
    guard record.outcome == .success else { return }
    switch record.action {
    case .revealBreakGlass where record.actor != me: looks.append(record)
    case .revealClose, .revealExpire:
      if let entry = record.earlierEntry { ends[entry] = record.time }
    case .revealReview:
      if let entry = record.earlierEntry { reviewed.insert(entry) }
    case .auditRead where record.actor == me && record.detail?.string == Self.seenDetail:
      if let entry = record.earlierEntry { seen.insert(entry) }
    case .accessReview: accessReview = record
    default: break
    }
  }

  var accessSchedule: AccessReviewSchedule {
    AccessReviewSchedule(began: began, signed: accessReview)
  }

  /// Goes on after an entry that cannot be read: the verifier names it.
  mutating func pass(_ entry: Int64) { lastEntry = entry }

  /// What waits for a review, the oldest first.
  func emergencies(under policy: EscalationPolicy) -> [Emergency] {
    looks.filter { !reviewed.contains($0.seq) }.map { look in
      let code = look.reasonCode ?? .empty
      let reason = policy.reasons.first { $0.code == code.string }
      return Emergency(
        id: look.seq, name: look.actorName, ticket: look.ticket,
        token: look.token ?? "a value", reasonWording: reason?.wording ?? code,
        reason: look.reason ?? .empty, at: look.time, expiresAt: look.expires ?? look.time,
        endedAt: ends[look.seq], reviewBy: look.reviewTime,
        isOverBudget: look.detail?.string == Self.overBudgetDetail,
        isSeen: seen.contains(look.seq))
    }
  }
}
