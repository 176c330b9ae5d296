package import Assistant
import Desk
package import Foundation
import Observation
package import Text
package import Tickets

/// What the assistant proposes for the open ticket; it has seen tokens only.
@Observable @MainActor
package final class SuggestionsModel {
  package private(set) var items: [Suggestion] = []
  package private(set) var selectedIndex = 0
  /// Since when they are awaited; `nil` where they are there.
  package private(set) var loadingSince: Date?
  package private(set) var ticket: TicketID?
  /// How the assistant is doing; `nil` until the desk has said so.
  package private(set) var standing: AssistantStanding?
  @ObservationIgnored private let context: ConsoleContext
  /// Made before the ticket was opened.
  @ObservationIgnored private var prepared: (ticket: TicketID, items: [Suggestion])?

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var selected: Suggestion? {
    items.indices.contains(selectedIndex) ? items[selectedIndex] : nil
  }

  /// Keeps what was made for a ticket that is about to show.
  func prepare(_ items: [Suggestion]?, for ticket: TicketID) {
    prepared = items.map { (ticket, $0) }
  }

  /// Asks for the ticket's suggestions; those of another ticket are dropped at once.
  package func load(for ticket: TicketID?) {
    if ticket != self.ticket {
      items = []
      selectedIndex = 0
      self.ticket = ticket
    }
    guard let ticket else {
      context.tasks.cancel(.suggestions)
      loadingSince = nil
      return
    }
    if let ready = prepared, ready.ticket == ticket {
      prepared = nil
      context.tasks.cancel(.suggestions)
      take(ready.items)
      return
    }
    loadingSince = context.clock.now
    context.tasks.replace(.suggestions) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.suggestions(for: ticket)
      }
      guard !Task.isCancelled, self?.ticket == ticket else { return }
      self?.take(answer ?? [])
    }
  }

  private func take(_ fresh: [Suggestion]) {
    loadingSince = nil
    if fresh != items { items = fresh }
    selectedIndex = max(0, min(fresh.count - 1, selectedIndex))
  }

  /// Asks how the assistant is doing.
  package func refreshStanding() {
    context.tasks.replace(.standing) { [weak self, context] in
      let standing = await context.desk.assistantStanding()
      if !Task.isCancelled { self?.standing = standing }
    }
  }

  package func move(by step: Int) {
    guard !items.isEmpty else { return }
    selectedIndex = max(0, min(items.count - 1, selectedIndex + step))
  }

  /// The suggestion with this number on the screen, from 1.
  package func item(number: Int) -> Suggestion? {
    items.indices.contains(number - 1) ? items[number - 1] : nil
  }
}

extension Suggestion {
  /// The words it was found by.
  package var evidenceWords: [SanitizedText] { evidence.map(\.words) }

  /// The rule or the article it is from.
  package var origin: SanitizedText { SanitizedText(sanitizing: originName) }
}
