package import Audit
import Desk
package import Foundation
import Observation
package import Text
import Tickets

/// Looks of others that a supervisor goes over, one after the other, and says of each what was found.
@Observable @MainActor
package final class ReviewsModel {
  /// What waits, the oldest first; `nil` before it was read.
  package private(set) var items: [ReviewQueue.Item]?
  package private(set) var selectedIndex = 0
  package private(set) var note = TextBuffer(allowsLines: false)
  package private(set) var isSubmitting = false
  /// Why it was refused, or what is missing.
  package private(set) var complaint: SanitizedText?
  @ObservationIgnored private let context: ConsoleContext

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var selected: ReviewQueue.Item? {
    items.flatMap { $0.indices.contains(selectedIndex) ? $0[selectedIndex] : nil }
  }

  /// When a look has waited as long as the policy lets it.
  package func dueDate(of item: ReviewQueue.Item) -> Date {
    item.due(within: context.session.policy.targets.reviewDays)
  }

  package var overdueCount: Int {
    items?.count { dueDate(of: $0) <= context.clock.now } ?? 0
  }

  /// Whether it is this person's own look, which somebody else has to go over.
  package func isOwn(_ item: ReviewQueue.Item) -> Bool {
    item.record.actor == context.session.user.id
  }

  package func load() {
    context.tasks.replace(.reviews) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in try await desk.reviews() }
      guard !Task.isCancelled, let self else { return }
      take(answer ?? items ?? [])
    }
  }

  /// What is read anew keeps the place: the same look, or the one that came after it.
  private func take(_ answer: [ReviewQueue.Item]) {
    let anchor = selected?.id
    items = answer
    let place = anchor.flatMap { id in answer.firstIndex { $0.id >= id } }
    selectedIndex = place ?? max(0, min(selectedIndex, answer.count - 1))
  }

  // MARK: Choosing

  package func move(by rows: Int) {
    selectedIndex = max(0, min((items?.count ?? 0) - 1, selectedIndex + rows))
    complaint = nil
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    change(&note)
    complaint = nil
  }

  // MARK: Deciding

  package func decide(_ finding: ReviewFinding) {
    guard let item = selected, !isSubmitting else { return }
    complaint = obstacle(to: item)
    guard complaint == nil else { return }
    isSubmitting = true
    let words = note.text
    context.tasks.enqueue(.decide) { [weak self, context] in
      do throws(DeskError) {
        try await context.ask { desk throws(DeskError) in
          try await desk.review(item.id, as: finding, note: words)
        }
        self?.finish(finding, item)
      } catch {
        self?.isSubmitting = false
        self?.complaint = error == .reasonMissing ? Self.noteMissing : error.sentence
      }
    }
  }

  private func finish(_ finding: ReviewFinding, _ item: ReviewQueue.Item) {
    isSubmitting = false
    note = TextBuffer(allowsLines: false)
    items?.removeAll { $0.id == item.id }
    selectedIndex = max(0, min(selectedIndex, (items?.count ?? 0) - 1))
    let verdict: SanitizedText =
      finding == .justified
      ? "found justified" : "found unjustified; speak with \(item.record.actorName)"
    context.messages.report(.success, "Entry \(item.id) is reviewed and logged: \(verdict).")
  }

  private static let noteMissing: SanitizedText = "Say what you found, in a sentence: it is logged."

  private func obstacle(to item: ReviewQueue.Item) -> SanitizedText? {
    if isOwn(item) { return DeskError.ownLook.sentence }
    return note.text.string.contains(where: \.isLetter) ? nil : Self.noteMissing
  }
}
