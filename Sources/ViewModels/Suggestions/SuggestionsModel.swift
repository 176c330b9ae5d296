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
  @ObservationIgnored private let context: ConsoleContext
  /// Asked for a ticket that is still being opened.
  @ObservationIgnored private var early: Early?

  private struct Early {
    let ticket: TicketID
    /// Nil until it is there.
    var answer: [Suggestion]?
  }

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var selected: Suggestion? {
    items.indices.contains(selectedIndex) ? items[selectedIndex] : nil
  }

  /// Asks for the suggestions of a ticket that is being opened; they show once it does.
  package func prepare(for ticket: TicketID) {
    early = ticket == self.ticket ? nil : Early(ticket: ticket)
    request(ticket)
  }

  /// Shows the ticket's suggestions as soon as they are there; those of another are dropped at once.
  package func load(for ticket: TicketID?) {
    if ticket != self.ticket {
      items = []
      selectedIndex = 0
      self.ticket = ticket
    }
    let prepared = early
    early = nil
    guard let ticket else {
      context.tasks.cancel(.suggestions)
      loadingSince = nil
      return
    }
    if prepared?.ticket == ticket, let answer = prepared?.answer {
      take(answer)
    } else {
      loadingSince = context.clock.now
      if prepared?.ticket != ticket { request(ticket) }
    }
  }

  private func request(_ ticket: TicketID) {
    context.tasks.replace(.suggestions) { [weak self, context] in
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.suggestions(for: ticket)
      }
      guard !Task.isCancelled, let self else { return }
      if early?.ticket == ticket {
        early?.answer = answer ?? []
      } else if self.ticket == ticket {
        take(answer ?? [])
      }
    }
  }

  private func take(_ fresh: [Suggestion]) {
    loadingSince = nil
    if fresh != items { items = fresh }
    selectedIndex = max(0, min(fresh.count - 1, selectedIndex))
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
  package var origin: SanitizedText {
    switch source {
    case .rule(let id, _): SanitizedText(sanitizing: id.rawValue)
    case .article(let path, let anchor): SanitizedText(sanitizing: "\(path)#\(anchor)")
    }
  }
}
