package import Foundation
import Sealing

extension AuditRecordReader {
  /// Takes the records that match into a result, oldest first; memory for one page and the result.
  ///
  /// Damaged entries are passed over here; the verifier names them.
  package func reduce<Result: Sendable>(
    into result: Result, matching filter: AuditFilter,
    _ take: @Sendable (inout Result, AuditRecord) throws -> Void
  ) async throws -> Result {
    var result = result
    let end = try await head().seq
    for start in stride(from: Int64(1), through: end, by: 512) {
      try Task.checkCancellation()
      for entry in try await entries(start...min(start + 511, end)) where filter.mayMatch(entry) {
        guard let record = try? await record(entry), filter.matches(record) else { continue }
        try take(&result, record)
      }
    }
    return result
  }
}

extension AuditFilter {
  /// The first moment of a day, `2026-11-24`; `nil` for what is no day of the calendar.
  package static func start(ofDay text: String, in calendar: Calendar) -> Date? {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2]
    else { return nil }
    let components = DateComponents(year: year, month: month, day: day)
    guard (1970...9999).contains(year), let date = calendar.date(from: components),
      calendar.dateComponents([.month, .day], from: date)
        == DateComponents(month: month, day: day)
    else { return nil }
    return date
  }

  /// Limits it to a stretch of days, both of them included; what is `nil` does not limit.
  package mutating func limit(fromDay first: Date?, throughDay last: Date?, in calendar: Calendar) {
    if let first { from = first }
    if let last { until = calendar.date(byAdding: .day, value: 1, to: last) }
  }

  /// What happened in a month of a calendar, `2026-11`; `nil` for what is no month.
  package init?(month: String, in calendar: Calendar) {
    let numbers = month.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 2, (1...12).contains(numbers[1]), (1970...9999).contains(numbers[0]),
      let start = calendar.date(from: DateComponents(year: numbers[0], month: numbers[1])),
      let end = calendar.date(byAdding: .month, value: 1, to: start)
    else { return nil }
    self.init()
    from = start
    until = end
  }
}
