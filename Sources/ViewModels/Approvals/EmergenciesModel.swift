package import Desk
import Foundation
import Observation
package import Text
import Tickets

/// Looks by break-glass, for supervisors: said at once, and shown until they have been seen.
@Observable @MainActor
package final class EmergenciesModel {
  /// What waits for a review; what this person has not seen comes first, the newest first.
  package private(set) var emergencies: [Emergency] = []
  package private(set) var selectedIndex = 0
  package private(set) var isSubmitting = false
  /// Why it could not be recorded.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private var hasCheckedAccessReview = false
  @ObservationIgnored private var announced: Set<Int64> = []
  @ObservationIgnored private let context: ConsoleContext

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var selected: Emergency? {
    emergencies.indices.contains(selectedIndex) ? emergencies[selectedIndex] : nil
  }

  package var unseen: [Emergency] { emergencies.filter { !$0.isSeen } }

  package var overdue: [Emergency] {
    emergencies.filter { $0.isOverdue(at: context.clock.now) }
  }

  package func reload() {
    guard context.session.user.role.capabilities.contains(.readAudit) else { return }
    context.tasks.replace(.emergencies) { [weak self, context] in
      let answer = try? await context.ask { desk throws(DeskError) in
        try await desk.emergencies()
      }
      guard let answer, !Task.isCancelled else { return }
      self?.take(answer)
      await self?.checkAccessReview()
    }
  }

  /// Says once that who may do what has not been signed for too long.
  private func checkAccessReview() async {
    guard !hasCheckedAccessReview else { return }
    hasCheckedAccessReview = true
    let answer = try? await context.ask { desk throws(DeskError) in
      try await desk.accessReviewDue()
    }
    guard let due = answer ?? nil, due <= context.clock.now else { return }
    let day = SanitizedText(sanitizing: due.formatted(.iso8601.year().month().day()))
    context.messages.report(
      .failure,
      "The access review is overdue since \(day): `sealdesk access-review` shows who may do what.")
  }

  private func take(_ answer: [Emergency]) {
    let anchor = selected?.id
    emergencies = answer.sorted { ($0.isSeen ? 1 : 0, $1.id) < ($1.isSeen ? 1 : 0, $0.id) }
    selectedIndex = anchor.flatMap { id in emergencies.firstIndex { $0.id == id } } ?? 0
    let new = unseen.filter { announced.insert($0.id).inserted }
    guard let first = new.first else { return }
    let more: SanitizedText = new.count > 1 ? ", and \(new.count - 1) more" : ""
    context.messages.report(
      .failure, "Break-glass: \(first.name) opened \(first.summary)\(more). B shows what and why.")
  }

  package func move(by rows: Int) {
    selectedIndex = max(0, min(emergencies.count - 1, selectedIndex + rows))
    complaint = nil
  }

  /// Says that the chosen one was seen: that is on record, and takes the mark off the title bar.
  package func acknowledge() {
    guard let emergency = selected, !emergency.isSeen, !isSubmitting else { return }
    isSubmitting = true
    complaint = nil
    context.tasks.enqueue(.acknowledge) { [weak self, context] in
      do throws(DeskError) {
        try await context.ask { desk throws(DeskError) in
          try await desk.acknowledge([emergency])
        }
      } catch {
        self?.complaint = error.sentence
      }
      self?.isSubmitting = false
      self?.reload()
    }
  }
}

extension Emergency {
  /// `‹card 1› on #1042`.
  package var summary: SanitizedText {
    ticket.map { token + " on #\($0.rawValue)" } ?? token
  }
}
