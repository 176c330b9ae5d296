import Foundation
import Masking
import Sealing
import Text
import Tickets

/// Figures of how a desk handled its customers' data over a time, from the log alone.
package struct OversightFigures: Hashable, Sendable {
  package private(set) var looks = 0
  package private(set) var refusedLooks = 0
  package private(set) var approvedLooks = 0
  package private(set) var breakGlass = 0
  package private(set) var masksMissed = 0
  package private(set) var masksLifted = 0
  package private(set) var exactSearches = 0
  package private(set) var replies = 0
  /// Replies that left although something was found in them, for a reason that was given.
  package private(set) var overriddenReplies = 0
  /// Replies that began with a suggestion.
  package private(set) var suggestedReplies = 0
  /// How each suggestion fared.
  package private(set) var assistant = AssistantFigures()
  package private(set) var reviewed = 0
  package private(set) var unjustified = 0
  package private(set) var refusedSignIns = 0
  package private(set) var failedVerifications = 0
  package private(set) var byPerson: [String: Int] = [:]
  package private(set) var byKind: [String: Int] = [:]
  package private(set) var byReason: [String: Int] = [:]

  /// Looks by the day, counted from 1970 in UTC.
  package private(set) var byDay: [Int: Int] = [:]
  /// Looks that waited too long for a review at the end of the time.
  package var overdueReviews = 0

  private var tickets: Set<TicketID> = []
  private var opened: [Int64: Date] = [:]
  private var secondsOpen: [Double] = []
  private var answered: Set<TicketID> = []
  private var unanswered: [TicketID: Date] = [:]
  private var unsolved: [TicketID: Date] = [:]
  private var secondsToReply: [Double] = []
  private var secondsToSolution: [Double] = []

  package init() {}

  /// A group of fewer could point at one person or one case.
  package static let smallestCell = 5

  /// How many tickets somebody had open.
  package var ticketCount: Int { tickets.count }

  package var looksPerHundredTickets: Double? {
    tickets.isEmpty ? nil : Double(looks) * 100 / Double(tickets.count)
  }

  /// How long a value stood open, at the median.
  package var medianMinutesOpen: Double? {
    Self.median(secondsOpen).map { $0 / 60 }
  }

  /// From a customer's first mail to the first reply, at the median.
  package var medianHoursToReply: Double? { Self.median(secondsToReply).map { $0 / 3_600 } }

  /// From a customer's first mail until the ticket was solved, at the median.
  package var medianHoursToSolution: Double? { Self.median(secondsToSolution).map { $0 / 3_600 } }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  package func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  /// Takes a record in; they come in the order of the log.
  package mutating func count(_ record: AuditRecord) {
    let isDone = record.outcome == .success
    switch record.action {
    case _ where record.action.isLook && isDone: countLook(record)
    case .revealDeny: refusedLooks += 1
    case _ where record.action.isLook: refusedLooks += 1
    case .revealClose, .revealExpire: countEnd(record)
    case .revealReview:
      reviewed += 1
      if record.detail == "unjustified" { unjustified += 1 }
    case .maskAdd: masksMissed += 1
    case .searchExact: exactSearches += 1
    case .macroRun:
      suggestedReplies += 1
      assistant.count(SuggestionUse(detail: record.detail?.string ?? "?"))
    case .suggestionTally:
      assistant.count(SuggestionTally(detail: record.detail?.string ?? ""))
    case .ticketView: if let ticket = record.ticket { tickets.insert(ticket) }
    case .ticketReceive: countArrival(record)
    case .ticketUpdate: countWork(record)
    case .sessionRefuse: refusedSignIns += 1
    case .auditVerify where !isDone: failedVerifications += 1
    default: break
    }
  }

  private mutating func countArrival(_ record: AuditRecord) {
    guard let ticket = record.ticket, !answered.contains(ticket) else { return }
    if unanswered[ticket] == nil { unanswered[ticket] = record.time }
    if unsolved[ticket] == nil { unsolved[ticket] = record.time }
  }

  private mutating func countWork(_ record: AuditRecord) {
    switch record.detail {
    case "reply", "reply.override":
      replies += 1
      if record.detail == "reply.override" { overriddenReplies += 1 }
      guard let ticket = record.ticket, answered.insert(ticket).inserted else { return }
      if let start = unanswered.removeValue(forKey: ticket) {
        secondsToReply.append(max(0, record.time.timeIntervalSince(start)))
      }
    case "status.solved":
      if let start = record.ticket.flatMap({ unsolved.removeValue(forKey: $0) }) {
        secondsToSolution.append(max(0, record.time.timeIntervalSince(start)))
      }
    default: break
    }
  }

  private mutating func countLook(_ record: AuditRecord) {
    looks += 1
    byDay[record.time.dayOfLog, default: 0] += 1
    if record.action == .revealBreakGlass { breakGlass += 1 }
    if record.action == .maskLift { masksLifted += 1 }
    if record.approver != nil { approvedLooks += 1 }
    byPerson[record.actorName.string, default: 0] += 1
    byKind[record.kind?.rawValue ?? "?", default: 0] += 1
    byReason[record.reasonCode?.string ?? "?", default: 0] += 1
    if record.action != .maskLift { opened[record.seq] = record.time }
  }

  private mutating func countEnd(_ record: AuditRecord) {
    guard let entry = record.earlierEntry, let start = opened.removeValue(forKey: entry) else {
      return
    }
    secondsOpen.append(max(0, record.time.timeIntervalSince(start)))
  }
}
