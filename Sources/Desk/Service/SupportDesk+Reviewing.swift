package import Audit
import Foundation
import Masking
package import Text
import Tickets

extension SupportDesk {
  package func reviews() async throws(DeskError) -> [ReviewQueue.Item] {
    let oversight = try requireOversight()
    let items = try await readingLog { try await oversight.reviews(at: now()).items }
    try await recordReading(AuditEvent(.auditRead, count: items.count, detail: "reviews"))
    return items
  }

  package func review(
    _ entry: Int64, as finding: ReviewFinding, note: SanitizedText
  ) async throws(DeskError) {
    let oversight = try requireOversight()
    guard note.string.contains(where: \.isLetter) else { throw .reasonMissing }
    var event = try await readingLog {
      try await oversight.review(of: entry, as: finding, by: session.user.id)
    }
    event.reason = masker.redact(UnmaskedText(received: note))
    try await record(event)
  }

  package func figures(ofMonth month: String) async throws(DeskError) -> OversightReport {
    let oversight = try requireOversight()
    let (calendar, targets) = (calendar, session.policy.targets)
    let report = try await readingLog {
      try await oversight.report(ofMonth: month, in: calendar, against: targets, at: now())
    }
    guard let report else { throw .notFound }
    try await recordReading(AuditEvent(.auditRead, detail: "report \(month)"))
    return report
  }

  /// Looking at the same thing again, because something was added, is the same look.
  private func recordReading(_ event: AuditEvent) async throws(DeskError) {
    guard event.detail != lastReading else { return }
    try await record(event)
    lastReading = event.detail
  }
}
