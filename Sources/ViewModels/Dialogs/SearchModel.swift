package import Desk
package import Foundation
import Observation
package import Text

/// Looks through all tickets, by words or by a whole e-mail address or number.
///
/// An identifier is looked up by its keyed hash and is not kept: the field is cleared with the
/// dialog.
@Observable @MainActor
package final class SearchModel {
  package private(set) var typed = TextBuffer(allowsLines: false)
  /// What was last looked for; `nil` before the first time.
  package private(set) var asked: SanitizedText?
  package private(set) var rows: [QueueRow] = []
  package private(set) var selectedIndex = 0
  package private(set) var loadingSince: Date?
  @ObservationIgnored private let context: ConsoleContext
  @ObservationIgnored private(set) var askAt: Date?

  /// How long after the last key it looks by itself.
  static let pauseSeconds: TimeInterval = 0.25

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var selected: QueueRow? {
    rows.indices.contains(selectedIndex) ? rows[selectedIndex] : nil
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    let before = typed.revision
    change(&typed)
    guard typed.revision != before else { return }
    askAt = context.clock.now.addingTimeInterval(Self.pauseSeconds)
  }

  package func move(by step: Int) {
    selectedIndex = max(0, min(rows.count - 1, selectedIndex + step))
  }

  func tick() {
    if let askAt, context.clock.now >= askAt { ask() }
  }

  /// Whether what is typed has been looked for.
  package var isCurrent: Bool { asked == typed.text && loadingSince == nil }

  package func ask() {
    askAt = nil
    let words = typed.text
    asked = words
    guard !words.isEmpty else {
      rows = []
      loadingSince = nil
      context.tasks.cancel(.search)
      return
    }
    loadingSince = context.clock.now
    context.tasks.replace(.search) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in try await desk.search(words) }
      guard !Task.isCancelled else { return }
      self?.loadingSince = nil
      self?.rows = answer ?? []
      self?.selectedIndex = 0
    }
  }
}
