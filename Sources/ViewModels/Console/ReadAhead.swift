import Assistant
import Desk
import Tickets

/// The ticket that comes next in the direction of the last move, read while nobody waits for it.
///
/// It shows with the frame behind the key's own, and is read again behind that, so that what is a moment old
/// never stays. Any change at the desk has it forgotten.
@MainActor
final class ReadAhead {
  struct Page {
    let conversation: Conversation
    let suggestions: [Suggestion]
  }

  private let context: ConsoleContext
  private var page: Page?

  init(context: ConsoleContext) {
    self.context = context
  }

  /// The ticket as it was read, once.
  func take(_ ticket: TicketID) -> Page? {
    defer { page = nil }
    return page?.conversation.ticket.id == ticket ? page : nil
  }

  /// Reads a ticket once everything is done that somebody waits for.
  ///
  /// Drafts come first: one that is still being sealed would be missing from what is read.
  func read(_ ticket: TicketID) {
    context.tasks.replace(.readAhead) { [weak self, context] in
      for work in [OwnedTasks.Name.draft, .conversation, .suggestions] {
        await context.tasks.finish(work)
      }
      guard !Task.isCancelled,
        let conversation = try? await context.ask({ desk throws(DeskError) in
          try await desk.conversation(ticket)
        }),
        let suggestions = try? await context.ask({ desk throws(DeskError) in
          try await desk.suggestions(for: ticket)
        }), !Task.isCancelled
      else { return }
      self?.page = Page(conversation: conversation, suggestions: suggestions)
    }
  }

  func forget() {
    context.tasks.cancel(.readAhead)
    page = nil
  }
}
