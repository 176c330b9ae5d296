package import Desk
package import Foundation
package import Masking
import Observation
package import Text
package import Tickets

/// The open ticket: what was said, who else is there, and how far it is scrolled.
@Observable @MainActor
package final class ConversationModel {
  /// Where the text stands in its pane.
  package enum Scroll: Hashable, Sendable {
    /// At the newest message, and stays there when another comes.
    case tail
    /// With this line of this message on top, whatever comes below.
    case at(message: Int, line: Int)
  }

  package private(set) var conversation: Conversation?
  /// Counts what came from the desk, so that a wrapped text can be kept as long as it holds.
  package private(set) var revision = 0
  /// What has been asked for, while it is not there yet.
  package private(set) var awaited: TicketID?
  package private(set) var loadingSince: Date?
  package internal(set) var scroll: Scroll = .tail
  /// Messages that came while the newest one was out of sight.
  package private(set) var newBelow = 0
  /// The token under the token cursor.
  package private(set) var highlightedToken: Token?
  /// Words that are being selected to be masked.
  package internal(set) var selection: TextSelection?
  /// What `/` looks for here; `nil` while nothing is being looked for.
  package private(set) var findEditor: TextBuffer?
  package private(set) var find: SanitizedText = .empty
  /// Which of the messages with a match was gone to last.
  package private(set) var foundMessage: Int?
  /// How the text was last laid out; set by whoever draws.
  @ObservationIgnored package var layout = ConversationLayout()
  @ObservationIgnored let context: ConsoleContext
  /// When a ticket that is only looked at counts as read.
  @ObservationIgnored private(set) var readAt: Date?
  @ObservationIgnored private var isAskedFor = false
  @ObservationIgnored private var announced: TicketID?
  @ObservationIgnored var loadFinished: () -> Void = {}
  @ObservationIgnored var conversationChanged: (_ isAnother: Bool) -> Void = { _ in }

  /// How long a ticket has to be in view to count as read.
  static let dwellSeconds: TimeInterval = 1.5

  package init(context: ConsoleContext) {
    self.context = context
  }

  package var ticket: Ticket? { conversation?.ticket }

  /// Whether another ticket than the one that shows has been asked for.
  package var isOpeningAnother: Bool {
    guard let awaited else { return false }
    return awaited != conversation?.ticket.id
  }

  // MARK: Loading

  /// Shows a ticket as soon as it is there: at once what is known of it already, then as it is now.
  package func show(_ id: TicketID, known: Conversation? = nil) {
    guard awaited != id, conversation?.ticket.id != id || awaited != nil else { return }
    load(id, known: known)
  }

  package func reload() {
    guard let id = awaited ?? conversation?.ticket.id else { return }
    load(id)
  }

  package func close() {
    context.tasks.cancel(.conversation)
    defer { loadFinished() }
    awaited = nil
    loadingSince = nil
    readAt = nil
    if conversation != nil { take(nil) }
  }

  /// Reads a ticket; what is `known` of it shows at once, but after the frame that answers the key, so
  /// that the mark in a list moves however long a conversation takes to draw.
  private func load(_ id: TicketID, known: Conversation? = nil) {
    awaited = id
    if loadingSince == nil { loadingSince = context.clock.now }
    context.tasks.replace(.conversation) { [weak self, context] in
      if let known, !Task.isCancelled, self?.awaited == id { self?.take(known) }
      let answer = await context.attempt { desk throws(DeskError) in
        try await desk.conversation(id)
      }
      guard !Task.isCancelled, self?.awaited == id else { return }
      self?.awaited = nil
      self?.loadingSince = nil
      if let answer { self?.takeAskedFor(answer) }
      self?.loadFinished()
    }
  }

  private func take(_ answer: Conversation?) {
    var fresh = answer
    // One's own presence is for the others.
    let own = context.session.user.name
    fresh?.presence.removeAll { $0.name == own && $0.activity != .typing }
    let isAnother = fresh?.ticket.id != conversation?.ticket.id
    if isAnother {
      scroll = .tail
      newBelow = 0
      highlightedToken = nil
      selection = nil
      endFind()
      readAt = fresh == nil ? nil : context.clock.now.addingTimeInterval(Self.dwellSeconds)
    } else if let fresh, let conversation, scroll != .tail {
      let added = fresh.messages.count - conversation.messages.count
      newBelow = max(0, newBelow + added)
    }
    if let selection, fresh?.holds(selection) != true { self.selection = nil }
    guard fresh != conversation else { return }
    conversation = fresh
    revision += 1
    conversationChanged(isAnother)
  }

  private func takeAskedFor(_ answer: Conversation) {
    take(answer)
    if isAskedFor {
      isAskedFor = false
      markRead()
    }
  }

  // MARK: Reading

  /// Tells the desk that the ticket was read, and colleagues that somebody is at it.
  package func markRead() {
    readAt = nil
    guard let id = ticket?.id else { return }
    context.tasks.replace(.seen) { [context] in
      _ = await context.attempt { desk throws(DeskError) in try await desk.markSeen(id) }
    }
    guard announced != id else { return }
    announce(.viewing)
  }

  /// The next ticket that shows was asked for and counts as read at once.
  func markReadWhenShown() {
    if awaited == nil { markRead() } else { isAskedFor = true }
  }

  /// Puts a message on top.
  func reveal(message id: MessageID) {
    guard let place = conversation?.messages.firstIndex(where: { $0.id == id }) else { return }
    scroll = .at(message: place, line: 0)
  }

  package func announce(_ activity: Presence.Activity) {
    let id = ticket?.id
    announced = id
    context.tasks.replace(.presence) { [context] in
      await context.desk.announce(activity, at: id)
    }
  }

  func tick() {
    if let readAt, context.clock.now >= readAt { markRead() }
  }

  // MARK: Tokens

  /// Tokens and where they first stand, newest message last.
  package var tokens: [Token] {
    guard let conversation else { return [] }
    var seen: Set<Token> = []
    let mentioned = conversation.messages.flatMap(\.body.tokens)
    return (mentioned + conversation.requester.identifiers.map(\.token)).filter {
      seen.insert($0).inserted
    }
  }

  package func highlightToken(step: Int) {
    let tokens = self.tokens
    guard !tokens.isEmpty else { return }
    guard let highlightedToken, let place = tokens.firstIndex(of: highlightedToken) else {
      self.highlightedToken = step > 0 ? tokens.first : tokens.last
      return
    }
    self.highlightedToken = tokens[(place + step + tokens.count) % tokens.count]
  }

  package func dropHighlight() { highlightedToken = nil }

  package func summary(of token: Token) -> IdentifierSummary? {
    conversation?.requester.identifiers.first { $0.token == token }
  }

  // MARK: Finding

  package func beginFind() {
    findEditor = TextBuffer(find, allowsLines: false)
  }

  package func editFind(_ edit: (inout TextBuffer) -> Void) {
    guard var editor = findEditor else { return }
    edit(&editor)
    findEditor = editor
    find = editor.text
    foundMessage = nil
    goToMatch(step: -1)
  }

  package func settleFind() { findEditor = nil }

  package func endFind() {
    findEditor = nil
    find = .empty
    foundMessage = nil
  }

  /// Messages whose masked words hold what is looked for.
  package var matches: [Int] {
    guard let conversation, !find.isEmpty else { return [] }
    return conversation.messages.indices.filter {
      conversation.messages[$0].body.screenForm.string.localizedCaseInsensitiveContains(find.string)
    }
  }

  package func goToMatch(step: Int) {
    let matches = self.matches
    guard let last = matches.last, let first = matches.first else { return }
    let next =
      foundMessage.flatMap { current in
        step > 0 ? matches.first { $0 > current } : matches.last { $0 < current }
      } ?? (step > 0 ? first : last)
    foundMessage = next
    scroll = .at(message: next, line: 0)
  }

  func reachedTail() {
    newBelow = 0
  }
}
