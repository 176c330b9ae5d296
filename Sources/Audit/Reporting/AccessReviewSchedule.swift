package import Foundation
package import Text

/// When a supervisor last signed who may do what, and until when that has to be done again.
package struct AccessReviewSchedule: Hashable, Sendable {
  /// The newest signature.
  package let signed: Signature?
  /// `nil` for a log in which nothing stands yet.
  package let due: Date?

  package struct Signature: Hashable, Sendable {
    package let entry: Int64
    package let name: SanitizedText
    package let at: Date
    /// SHA-256 of what was signed, in hexadecimal.
    package let digest: SanitizedText
    package let note: SanitizedText
  }

  /// A quarter, and no quarter is shorter than its due date allows.
  package static let period: TimeInterval = 92 * 86_400

  /// `began` is when the log begins: a workspace is first reviewed a quarter after that.
  package init(began: Date?, signed record: AuditRecord?) {
    signed = record.map { record in
      Signature(
        entry: record.seq, name: record.actorName, at: record.time,
        digest: record.detail ?? .empty, note: record.reason ?? .empty)
    }
    due = (record?.time ?? began)?.addingTimeInterval(Self.period)
  }

  package func isOverdue(at time: Date) -> Bool { due.map { $0 <= time } ?? false }
}
