package import Desk
import Foundation
import Masking
package import Text
import Tickets

// Opening, working and closing what lies over the desk.
extension ConsoleModel {
  func leaveFor(_ pane: Pane) {
    place = .desk
    focus(pane)
  }

  func goBack() {
    if place == .auditLog {
      leaveAuditLog()
    } else if focus == .queue {
      askToQuit()
    } else {
      focus(focus == .conversation ? .queue : .conversation)
    }
  }

  /// The ticket before or after, without going back to the queue.
  func step(by rows: Int) {
    queue.move(by: rows)
    guard let ticket = queue.selectedTicket else { return }
    conversation.show(ticket)
    conversation.markReadWhenShown()
  }

  func endFilter() {
    if place == .auditLog { audit?.endFilter() } else { queue.endFilter() }
  }

  func cancelFilter() {
    if place == .auditLog { audit?.clearFilter() } else { queue.clearFilter() }
  }

  // MARK: Help, palette, search

  func openHelp() {
    let here = contexts
    let known = here + (here.contains(.writing) ? [] : [.composer, .writing, .escalation])
    present(.help(HelpModel(sections: known.compactMap { helpSection(for: $0) })))
  }

  private func helpSection(for context: KeyContext) -> HelpModel.Section? {
    let lines = commands.commands.compactMap { command -> HelpModel.Line? in
      let keys = keyMap.keys(for: command.id, in: [context])
      guard let first = keys.first else { return nil }
      let number = command.id.suggestionNumber
      if let number, number > 1 { return nil }
      let notation =
        number == nil
        ? keys.dropFirst().reduce(first.notation) { $0 + "  " + $1.notation } : "1 … 9"
      var reason: SanitizedText?
      if case .unavailable(let why) = command.availability(self) { reason = why }
      return HelpModel.Line(
        keys: notation,
        title: number == nil ? command.title : "Put a suggestion into the reply", reason: reason)
    }
    return lines.isEmpty ? nil : HelpModel.Section(title: context.title, lines: lines)
  }

  func openPalette() {
    let here = Set(contexts)
    let everywhere: Set<KeyContext> = [.desk, .composer, .anywhere]
    let rows = commands.commands
      .filter { !Self.isDialogWork($0) && !$0.contexts.contains(.writing) }
      .filter { !here.union(everywhere).isDisjoint(with: $0.contexts) }
      .filter { $0.id.suggestionNumber ?? 0 <= suggestions.items.count }
      .map { command in
        PaletteModel.Row(
          command: command, keys: keyMap.notation(for: command.id),
          availability: command.availability(self), matched: [])
      }
    let (near, far) = (
      rows.filter { !here.isDisjoint(with: $0.command.contexts) },
      rows.filter { here.isDisjoint(with: $0.command.contexts) }
    )
    present(.palette(PaletteModel(all: near + far)))
  }

  /// Commands that mean nothing outside of their dialog.
  private static func isDialogWork(_ command: Command) -> Bool {
    let dialogs: Set<KeyContext> = [
      .escalation, .escalationChoice, .attachment, .attachmentChoice, .approvals, .reviews,
      .figures, .emergencies, .selecting, .mark, .lift,
      .liftChoice, .held, .confirmation,
      .picker, .palette, .search, .help, .messages, .filter, .find, .findEntry, .debrief,
    ]
    return dialogs.isSuperset(of: command.contexts)
  }

  func runFromPalette() {
    guard case .palette(let model) = dialog, let row = model.selected else { return }
    dismissDialog()
    run(row.command.id)
  }

  func openSearch() {
    present(.search(SearchModel(context: context)))
  }

  func openFromSearch() {
    guard case .search(let model) = dialog else { return }
    guard model.isCurrent, let row = model.selected else {
      model.ask()
      return
    }
    dismissDialog()
    open(row.id)
  }

  // MARK: Lists

  func moveInList(by step: Int) {
    switch dialog {
    case .picker(let model): model.move(by: step)
    case .palette(let model): model.move(by: step)
    case .search(let model): model.move(by: step)
    default: break
    }
  }

  func scrollDialog(by lines: Int) {
    switch dialog {
    case .help(let model): model.scroll(by: lines)
    case .messages: messages.scroll(by: lines)
    default: break
    }
  }

  func pick() {
    guard case .picker(let model) = dialog, model.choice != nil else { return }
    dismissDialog()
    model.pick()
  }

  // MARK: Questions

  func confirmQuestion() {
    guard case .confirmation(let model) = dialog else { return }
    dismissDialog()
    model.confirmed()
  }

  func askToQuit() {
    let detail: SanitizedText =
      composer.buffer.isEmpty
      ? "Everything is kept, and what is open is masked again."
      : "Your draft is kept, sealed, and what is open is masked again."
    present(
      .confirmation(
        ConfirmationModel(title: "Leave Sealdesk?", detail: detail, verb: "leave") { [weak self] in
          self?.effect(.quit)
        }))
  }

  func askToDiscard() {
    present(
      .confirmation(
        ConfirmationModel(
          title: "Throw this text away?", detail: "Alt-u brings it back while the ticket is open.",
          verb: "throw away"
        ) { [weak self] in self?.composer.discard() }))
  }

  // MARK: Scenario

  /// Gives the trainee a scenario to play.
  package func play(_ guide: any ScenarioGuide) {
    let model = ScenarioModel(guide: guide, context: context)
    model.began = { [weak self] in self?.open($0) }
    model.ended = { [weak self, weak model] in
      guard let self, let model else { return }
      present(.debrief(model))
    }
    scenario = model
    model.start()
  }

  func finishScenario() {
    scenario?.finish()
  }

  func showDebriefMoment() {
    guard let point = scenario?.point, let message = point.message else {
      messages.report(.information, "This point is about the whole scenario.")
      return
    }
    dismissDialog()
    if let ticket = scenario?.state?.ticket { open(ticket) }
    conversation.reveal(message: message)
  }
}

extension CommandID {
  /// Which of nine like commands it is.
  fileprivate var suggestionNumber: Int? {
    guard rawValue.hasPrefix("suggestions.use-") else { return nil }
    return Int(rawValue.dropFirst("suggestions.use-".count))
  }
}

extension KeyContext {
  /// How help names it.
  package var title: SanitizedText {
    switch self {
    case .anywhere: "Everywhere"
    case .desk: "On the desk"
    case .queue: "Queue"
    case .filter: "Filter"
    case .conversation: "Conversation"
    case .findEntry, .find: "Finding"
    case .suggestions: "Suggestions"
    case .composer: "Reply and note"
    case .writing: "Writing"
    case .escalation, .escalationChoice: "Escalation"
    case .attachment, .attachmentChoice: "Saving an attachment"
    case .approvals: "Approvals"
    case .reviews: "Reviews"
    case .figures: "Figures"
    case .emergencies: "Break-glass"
    case .selecting: "Selecting words"
    case .mark: "Masking by hand"
    case .lift, .liftChoice: "Lifting a mask"
    case .held: "Held reply"
    case .confirmation: "Question"
    case .picker: "List"
    case .palette: "Palette"
    case .search: "Search"
    case .help: "Help"
    case .messages: "Messages"
    case .auditLog: "Access log"
    case .debrief: "Debrief"
    }
  }
}
