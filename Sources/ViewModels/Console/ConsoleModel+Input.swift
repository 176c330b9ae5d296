import Desk
import Foundation
import Text
import Tickets

// From key to command: contexts, sequences, and the text that has the focus.
extension ConsoleModel {
  package func handle(_ input: ConsoleInput) {
    clock.advance()
    switch input {
    case .key(let press): handle(press)
    case .paste(let text): paste(text)
    case .focusGained: break
    case .focusLost: if session.policy.remasksOnFocusLoss { reveals.remaskAll() }
    }
    expire()
  }

  /// Where keys are read just now, the nearest first.
  package var contexts: [KeyContext] {
    if let dialog { return dialog.contexts + [.anywhere] }
    if place == .auditLog { return auditContexts + [.anywhere] }
    switch focus {
    case .queue:
      return queue.filterEditor == nil
        ? [.queue, .desk, .anywhere] : [.filter, .writing, .anywhere]
    case .conversation:
      if conversation.selection != nil { return [.selecting, .anywhere] }
      if conversation.findEditor != nil { return [.findEntry, .writing, .anywhere] }
      let isFinding = !conversation.find.isEmpty
      return (isFinding ? [.find] : []) + [.conversation, .desk, .anywhere]
    case .suggestions: return [.suggestions, .desk, .anywhere]
    case .composer: return [.composer, .writing, .anywhere]
    }
  }

  private func handle(_ press: KeyPress) {
    if let lock {
      lock.handle(press)
      return
    }
    if let open = dialogs.last, open.dialog.ignoresQueuedKeys,
      clock.now.timeIntervalSince(open.openedAt) < Self.queuedKeySeconds
    {
      return
    }
    let keys = KeySequence(pendingKeys + [press])
    let meaning = keyMap.look(up: keys, in: contexts)
    if mustWait(meaning) {
      if press.key == .escape { waitingInput = [] } else { keepWaiting(.key(press)) }
      return
    }
    switch meaning {
    case .command(let id):
      pendingKeys = []
      run(id)
    case .prefix:
      pendingKeys = keys.keys
    case .none:
      let hadPending = !pendingKeys.isEmpty
      pendingKeys = []
      if hadPending { return handle(press) }
      type(press)
    }
  }

  /// Does a command, or says why it cannot be done.
  package func run(_ id: CommandID) {
    guard let command = commands[id] else {
      messages.report(.failure, "There is no command \(id.name).")
      return
    }
    switch command.availability(self) {
    case .available:
      if command.isAboutTicket { place = .desk }
      command.action(self)
    case .unavailable(let reason): messages.report(.warning, "\(command.title): \(reason)")
    }
  }

  private func type(_ press: KeyPress) {
    if let model = askingForPassphrase { return model.typePassphrase(press) }
    guard contexts.contains(.writing), let character = press.typed else { return }
    editText { $0.type(character) }
  }

  private func paste(_ text: SanitizedText) {
    if let lock {
      lock.paste(text)
    } else if let model = askingForPassphrase {
      model.pastePassphrase(text)
    } else if mustWait(.none) {
      keepWaiting(.paste(text))
    } else if contexts.contains(.writing) {
      editText { $0.insert(text) }
    } else {
      messages.report(.information, "Pasted text goes where one writes: r replies, n adds a note.")
    }
  }

  /// The dialog whose passphrase has the focus.
  private var askingForPassphrase: EscalationModel? {
    guard case .escalation(let model) = dialog, model.field == .passphrase else { return nil }
    return model
  }

  /// Changes whichever text has the focus.
  func editText(_ change: (inout TextBuffer) -> Void) {
    switch dialog {
    case .escalation(let model): model.edit(change)
    case .attachment(let model): model.edit(change)
    case .approvals(let model): model.edit(change)
    case .reviews(let model): model.edit(change)
    case .held(let model): model.edit(change)
    case .picker(let model): model.edit(change)
    case .palette(let model): model.edit(change)
    case .search(let model): model.edit(change)
    case .lift(let model): model.edit(change)
    case .figures, .emergencies, .mark, .confirmation, .help, .messages, .debrief: break
    case nil: editPaneText(change)
    }
  }

  private func editPaneText(_ change: (inout TextBuffer) -> Void) {
    if place == .auditLog { return editAuditFilter(change) }
    switch focus {
    case .queue: queue.editFilter(change)
    case .conversation: conversation.editFind(change)
    case .suggestions: break
    case .composer:
      composer.edit(change)
      if conversation.ticket != nil, !composer.buffer.isEmpty { announceReplying() }
    }
  }

  // MARK: Waiting for a ticket

  /// Keys for a ticket that is not there yet would otherwise reach the one that still shows.
  private func mustWait(_ meaning: KeyMap.Lookup) -> Bool {
    guard conversation.isOpeningAnother, dialog == nil, place == .desk else { return false }
    guard case .command(let id) = meaning else { return true }
    let isForQueue = focus == .queue && id.rawValue.hasPrefix("queue.")
    return !isForQueue && commands[id]?.contexts != [.anywhere]
  }

  private func keepWaiting(_ input: ConsoleInput) {
    if waitingInput.count < Self.waitingLimit { waitingInput.append(input) }
  }

  func releaseWaitingInput() {
    let inputs = waitingInput
    waitingInput = []
    for input in inputs { handle(input) }
  }

  private static let waitingLimit = 256
}
