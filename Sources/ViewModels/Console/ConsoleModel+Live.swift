import Desk
package import Foundation
import Text
import Tickets

// What happens without a key: events of the desk, and time.
extension ConsoleModel {
  /// Reads the queue and begins to listen; until then nothing is asked of the desk.
  package func start() {
    tasks.replace(.events) { [weak self, context] in
      let events = await context.desk.events()
      self?.isLive = true
      for await event in events { self?.take(event) }
      self?.isLive = false
    }
    queue.reload()
    reveals.refreshBudget()
    approvals.reload()
    suggestions.refreshStanding()
    emergencies.reload()
    scenario?.start()
  }

  /// Ends everything that runs; what was being written is sealed first.
  package func stop() async {
    composer.saveNow()
    reveals.remaskAll()
    await tasks.finish(.draft)
    await tasks.finish(.submit)
    await tasks.finish(.remask)
    tasks.cancelAll()
  }

  private func take(_ event: DeskEvent) {
    switch event {
    case .ticketsChanged(let tickets):
      ahead.forget()
      queue.reload()
      if let shown = conversation.awaited ?? conversation.ticket?.id,
        tickets.isEmpty || tickets.contains(shown)
      {
        conversation.reload()
      }
    case .presenceChanged:
      ahead.forget()
      queue.reload()
      conversation.reload()
    case .auditChanged:
      approvals.reload()
      emergencies.reload()
      auditChanged()
    case .configurationChanged:
      ahead.forget()
      suggestions.refreshStanding()
      suggestions.load(for: conversation.ticket?.id)
    case .notice(let notice):
      messages.report(notice)
    }
  }

  /// Lets time pass: countdowns, autosave, what fades.
  package func tick() {
    clock.advance()
    expire()
  }

  func expire() {
    reveals.tick()
    approvals.tick()
    composer.tick()
    conversation.tick()
    messages.tick()
    if case .search(let model) = dialog { model.tick() }
    if let offer = undoOffer, offer.until <= clock.now { undoOffer = nil }
  }

  /// When the screen next changes without a key; the program sleeps until then.
  package var nextDeadline: Date {
    let now = clock.now.timeIntervalSinceReferenceDate
    let minute = Date(timeIntervalSinceReferenceDate: (now / 60).rounded(.down) * 60 + 60)
    let second = Date(timeIntervalSinceReferenceDate: now.rounded(.down) + 1)
    var countsDown = reveals.nextExpiry != nil || undoOffer != nil
    if case .approvals = dialog, approvals.nextExpiry != nil { countsDown = true }
    var askAt: Date?
    if case .search(let model) = dialog { askAt = model.askAt }
    let others = [
      countsDown ? second : nil, reveals.nextExpiry, approvals.nextExpiry, undoOffer?.until,
      composer.saveAt,
      conversation.readAt, messages.fadesAt, askAt, spinnerDeadline,
    ]
    return others.compactMap(\.self).reduce(minute, min)
  }

  /// When something that is awaited has taken so long that it has to be said.
  private var spinnerDeadline: Date? {
    let waits = [queue.loadingSince, conversation.loadingSince, suggestions.loadingSince]
    return waits.compactMap { $0?.addingTimeInterval(Self.spinnerSeconds) }
      .filter { $0 > clock.now }.min()
  }

  /// How long one waits without being told so.
  package static let spinnerSeconds: TimeInterval = 0.15

  // MARK: What follows from what

  func followSelection() {
    guard let ticket = queue.selectedTicket else {
      // What somebody is reading stays open, though a change has just taken it out of the list.
      if queue.total == 0, focus == .queue { conversation.close() }
      return
    }
    guard focus == .queue else { return }
    let page = ahead.take(ticket)
    suggestions.prepare(page?.suggestions, for: ticket)
    conversation.show(ticket, known: page?.conversation)
  }

  func conversationChanged(isAnother: Bool) {
    let open = conversation.conversation
    if isAnother {
      composer.open(open?.ticket.id, draft: open?.draft)
      hasAnnouncedReply = false
      undoRecalledDraft = false
    } else if undoRecalledDraft, let draft = open?.draft {
      undoRecalledDraft = false
      composer.restore(draft)
    }
    suggestions.load(for: open?.ticket.id)
    if isAnother, focus == .queue, let next = queue.nextTicket { ahead.read(next) }
    if !isAnother, focus != .queue, conversation.scroll == .tail, conversation.readAt == nil,
      open?.messages.last?.kind == .incoming, queue.selectedRow?.unreadCount ?? 0 > 0
    {
      conversation.markRead()
    }
  }

  func announceReplying() {
    guard !hasAnnouncedReply else { return }
    hasAnnouncedReply = true
    conversation.announce(.replying)
  }
}
