package import Foundation
import Masking
import Sealing
package import Text
import Tickets

/// Looks that a supervisor is to go over: every break-glass, every outlier, and a sample of the rest.
///
/// The sample is drawn by the entries' hashes, so that nobody chooses it and everybody who asks gets
/// the same one.
package struct ReviewQueue: Hashable, Sendable {
  /// A look, and why it is here.
  package struct Item: Hashable, Sendable, Identifiable {
    package let record: AuditRecord
    package let cause: Cause
    /// Until when it has to be reviewed; `nil` where nothing presses.
    ///
    /// It stands in the entry, so that a policy that is edited afterwards puts nothing off.
    package var due: Date?

    package var id: Int64 { record.seq }

    package init(record: AuditRecord, cause: Cause, due: Date? = nil) {
      self.record = record
      self.cause = cause
      self.due = due
    }

    /// Until when it has to be reviewed, where what names no time may wait so many days.
    package func due(within days: Int) -> Date {
      due ?? record.time.addingTimeInterval(86_400 * Double(days))
    }

    package func isOverdue(at time: Date) -> Bool {
      due.map { $0 <= time } ?? false
    }
  }

  /// Why a look is to be reviewed.
  package enum Cause: Hashable, Sendable {
    case breakGlass
    /// One person's looks of a day: at least ten, and three times the median of all person-days.
    case manyLooks(count: Int, median: Int)
    /// The same person looked at the same value this often within a day.
    case sameValue(count: Int)
    case sample

    /// For the row.
    package var sentence: SanitizedText {
      switch self {
      case .breakGlass: "break-glass: opened without an approval"
      case .manyLooks(let count, let median):
        "outlier: \(count) looks that day, the median of a person's day is \(median)"
      case .sameValue(let count): "outlier: the same value \(count) times in a day"
      case .sample: "sample: one in \(ReviewQueue.sampleRate), drawn by the entry's hash"
      }
    }
  }

  /// How far back looks are gone over.
  package static let usualDays = 90

  static let sampleRate = 20
  static let manyLooks = 10
  static let sameValueLooks = 3

  private struct Day: Hashable {
    let actor: UserID
    let day: Int
  }

  private struct ValueDay: Hashable {
    let day: Day
    let value: LookupCode
  }

  private var looks: [AuditRecord] = []
  private var reviewed: Set<Int64> = []

  package init() {}

  /// Takes a record in; they come in the order of the log.
  package mutating func count(_ record: AuditRecord) {
    guard record.outcome == .success else { return }
    if record.action.isLook { looks.append(record) }
    if record.action == .revealReview, let entry = record.earlierEntry { reviewed.insert(entry) }
  }

  /// How much has waited too long at that time, where what names no time may wait so many days.
  package func overdue(at time: Date, within days: Int) -> Int {
    items.count { $0.due(within: days) <= time }
  }

  /// What is still to be reviewed, oldest first.
  package var items: [Item] {
    let perDay = Dictionary(grouping: looks, by: Self.day).mapValues(\.count)
    let perValue = Dictionary(grouping: looks.filter { $0.valueCode != nil }, by: Self.valueDay)
      .mapValues(\.count)
    let median = perDay.values.sorted()[safe: perDay.count / 2] ?? 0
    return looks.compactMap { look in
      guard !reviewed.contains(look.seq) else { return nil }
      return Self.cause(
        of: look, dayCount: perDay[Self.day(of: look)] ?? 0,
        valueCount: perValue[Self.valueDay(of: look)] ?? 0, median: median
      ).map { Item(record: look, cause: $0, due: Self.due(of: look)) }
    }
  }

  private static func due(of look: AuditRecord) -> Date? {
    look.action == .revealBreakGlass ? look.reviewTime : nil
  }

  private static func cause(
    of look: AuditRecord, dayCount: Int, valueCount: Int, median: Int
  ) -> Cause? {
    if look.action == .revealBreakGlass { return .breakGlass }
    if dayCount >= manyLooks, dayCount >= 3 * median {
      return .manyLooks(count: dayCount, median: median)
    }
    if valueCount >= sameValueLooks { return .sameValue(count: valueCount) }
    return look.hash.bytes.prefix(8).reduce(0) { ($0 * 256 + Int($1)) % sampleRate } == 0
      ? .sample : nil
  }

  private static func day(of look: AuditRecord) -> Day {
    Day(actor: look.actor, day: look.time.dayOfLog)
  }

  private static func valueDay(of look: AuditRecord) -> ValueDay {
    ValueDay(day: day(of: look), value: look.valueCode ?? LookupCode(bytes: []))
  }
}

extension Date {
  /// Counted from 1970 in UTC, so that everybody who reads the log has the same days.
  package var dayOfLog: Int { Int((timeIntervalSince1970 / 86_400).rounded(.down)) }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
