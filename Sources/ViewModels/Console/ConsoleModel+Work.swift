import Assistant
import Desk
import Foundation
import Masking
import Text
import Tickets

// What commands do to tickets: opening, writing, changing, taking back.
extension ConsoleModel {
  func openSelected() {
    guard let ticket = queue.selectedTicket else { return }
    conversation.show(ticket)
    conversation.markReadWhenShown()
    focus(.conversation)
  }

  /// Opens a ticket from wherever it was found.
  func open(_ ticket: TicketID) {
    place = .desk
    focus(.conversation)
    conversation.show(ticket)
    conversation.markReadWhenShown()
  }

  func write(_ purpose: Message.Kind) {
    composer.begin(purpose)
    focus(.composer)
  }

  func useSuggestion(number: Int) {
    if let item = suggestions.item(number: number) { use(item) }
  }

  func use(_ suggestion: Suggestion) {
    composer.use(suggestion.reply, from: suggestion.origin.string)
    focus(.composer)
  }

  func accepted(_ message: HeldMessage?, _ sent: Composition) {
    hasAnnouncedReply = false
    conversation.announce(.viewing)
    conversation.scrollToEnd()
    conversation.reload()
    if focus == .composer { focus(.conversation) }
    guard let message else {
      messages.report(.success, "The note is filed.")
      return
    }
    offerUndo("Sent", until: message.until) { [weak self] in self?.recall(message) }
  }

  private func recall(_ message: HeldMessage) {
    tasks.enqueue(.undo) { [weak self, context] in
      let done: Void? = await context.attempt { desk throws(DeskError) in
        try await desk.undo(message)
      }
      guard done != nil, let self else { return }
      messages.report(.success, "Called back; the text is in the composer again.")
      if conversation.ticket?.id == message.ticket {
        undoRecalledDraft = true
        conversation.reload()
        focus(.composer)
      }
    }
  }

  func sendHeld() {
    guard case .held(let model) = dialog, let reason = model.overrideReason() else { return }
    dismissDialog()
    composer.submit(overrideReason: reason)
  }

  func fixHeld() {
    dismissDialog()
    composer.replaceFindingsByTokens()
    focus(.composer)
  }

  // MARK: Changing a ticket

  func change(_ change: TicketChange, saying done: SanitizedText, undoneBy back: TicketChange?) {
    guard let ticket = conversation.ticket else { return }
    let id = ticket.id
    let version = ticket.version
    tasks.enqueue(.change) { [weak self, context] in
      let answer: Void? = await context.attempt { desk throws(DeskError) in
        try await desk.change(id, change, expecting: version)
      }
      guard let self else { return }
      conversation.reload()
      queue.reload()
      guard answer != nil else { return }
      guard let back else {
        messages.report(.success, done)
        return
      }
      let until = clock.now.addingTimeInterval(session.undoWindow.seconds)
      offerUndo(done, until: until) { [weak self] in self?.changeBack(id, back) }
    }
  }

  private func changeBack(_ id: TicketID, _ back: TicketChange) {
    tasks.enqueue(.change) { [weak self, context] in
      let answer: Void? = await context.attempt { desk throws(DeskError) in
        let version = try await desk.conversation(id).ticket.version
        try await desk.change(id, back, expecting: version)
      }
      guard let self else { return }
      if answer != nil { messages.report(.success, "Taken back.") }
      conversation.reload()
      queue.reload()
    }
  }

  private func offerUndo(
    _ title: SanitizedText, until: Date, _ undo: @escaping @MainActor () -> Void
  ) {
    undoOffer = UndoOffer(title: title, until: until, undo: undo)
  }

  func takeBack() {
    guard let offer = undoOffer else { return }
    undoOffer = nil
    offer.undo()
  }

  // MARK: Escalating

  func escalate() {
    guard let open = conversation.conversation else { return }
    let model = EscalationModel(
      conversation: open, preselected: conversation.highlightedToken, context: context,
      revealed: { [weak self] in self?.opened($0) }, asked: { [weak self] in self?.askedApproval() }
    )
    present(.escalation(model))
  }

  private func askedApproval() {
    if case .escalation = dialog { dismissDialog() }
    messages.report(
      .success, "Asked and logged. You are told when a supervisor decides; R shows your requests.")
    approvals.reload()
  }

  private func opened(_ opened: [OpenReveal]) {
    reveals.add(opened)
    // An answer to a dialog that was left meanwhile, or that comes to a locked screen, is wiped.
    guard case .escalation = dialog, lock == nil else {
      reveals.remaskAll()
      return
    }
    dismissDialog()
    let count = opened.count
    if opened.contains(where: \.isBreakGlass) {
      messages.report(
        .warning,
        "The glass is broken: every supervisor is told, and one has to review it. E masks again.")
      return
    }
    messages.report(
      .success, "\(count) \(count == 1 ? "value is" : "values are") open and logged. E masks again."
    )
  }

  /// Asks for an attachment of the open ticket as a file in clear.
  func askForAttachment() {
    guard let open = conversation.conversation else { return }
    let model = AttachmentModel(conversation: open, folder: saveFolder, context: context) {
      [weak self] path in
      guard let self else { return }
      if case .attachment = dialog { dismissDialog() }
      reveals.refreshBudget()
      messages.report(.success, "Saved and logged, readable by you alone: \(path)")
    }
    present(.attachment(model))
  }

  // MARK: Leaving

  package func lockScreen() {
    composer.saveNow()
    reveals.remaskAll()
    dismissAllDialogs()
    pendingKeys = []
    ahead.forget()
    lock = LockModel(tasks: tasks, check: checkPassphrase) { [weak self] in self?.unlock() }
    effect(.lock)
  }

  private func unlock() {
    lock = nil
    queue.reload()
    conversation.reload()
    reveals.refreshBudget()
  }

  package func suspend() {
    composer.saveNow()
    reveals.remaskAll()
    effect(.suspend)
  }
}

extension Duration {
  /// For adding to a `Date`.
  var seconds: TimeInterval {
    TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18
  }
}
