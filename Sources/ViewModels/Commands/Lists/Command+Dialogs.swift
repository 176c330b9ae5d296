import Text

extension Command {
  static let escalating: [Command] = [
    Command("ticket.escalate", "Ask to see identifiers", in: [.desk], when: Check.mayReveal) {
      $0.escalate()
    },
    Command("reveal.remask", "Mask everything again", in: [.desk], when: Check.hasReveals) {
      $0.reveals.remaskAll()
    },
    Command(
      "ticket.attachment", "Save an attachment to a file", in: [.desk], when: Check.hasAttachment
    ) { $0.askForAttachment() },
    inEscalation("escalation.next", "Next field") { $0.moveField(by: 1) },
    inEscalation("escalation.previous", "Previous field") { $0.moveField(by: -1) },
    inEscalation("escalation.down", "Down") { $0.moveVertically(by: 1) },
    inEscalation("escalation.up", "Up") { $0.moveVertically(by: -1) },
    inEscalation("escalation.confirm", "Reveal, after it is logged") { $0.confirm() },
    Command(
      "escalation.glass", "Break the glass, or not", in: [.escalation], when: Check.mayBreakGlass
    ) { console in
      if case .escalation(let model) = console.dialog { model.turnToBreakGlass() }
    },
    Command("escalation.cancel", "Keep it masked", in: [.escalation]) { $0.dismissDialog() },
    inEscalation("escalation.toggle", "Choose or drop", in: .escalationChoice) { $0.toggle() },
    inEscalation("escalation.all", "Choose all of this ticket", in: .escalationChoice) {
      $0.toggleAll()
    },
    inEscalation("escalation.left", "Less, or the one before", in: .escalationChoice) {
      $0.moveHorizontally(by: -1)
    },
    inEscalation("escalation.right", "More, or the next one", in: .escalationChoice) {
      $0.moveHorizontally(by: 1)
    },
  ]

  private static func inEscalation(
    _ id: CommandID, _ title: SanitizedText, in context: KeyContext = .escalation,
    _ action: @escaping @MainActor @Sendable (EscalationModel) -> Void
  ) -> Command {
    Command(id, title, in: [context]) { console in
      if case .escalation(let model) = console.dialog { action(model) }
    }
  }

  private static let attaching: [Command] = [
    inAttachment("attachment.next", "Next field") { $0.moveField(by: 1) },
    inAttachment("attachment.previous", "Previous field") { $0.moveField(by: -1) },
    inAttachment("attachment.down", "Down") { $0.moveVertically(by: 1) },
    inAttachment("attachment.up", "Up") { $0.moveVertically(by: -1) },
    inAttachment("attachment.confirm", "Save, after it is logged") { $0.confirm() },
    Command("attachment.cancel", "Leave it sealed", in: [.attachment]) { $0.dismissDialog() },
    inAttachment("attachment.left", "The one before", in: .attachmentChoice) {
      $0.moveHorizontally(by: -1)
    },
    inAttachment("attachment.right", "The next one", in: .attachmentChoice) {
      $0.moveHorizontally(by: 1)
    },
  ]

  private static func inAttachment(
    _ id: CommandID, _ title: SanitizedText, in context: KeyContext = .attachment,
    _ action: @escaping @MainActor @Sendable (AttachmentModel) -> Void
  ) -> Command {
    Command(id, title, in: [context]) { console in
      if case .attachment(let model) = console.dialog { action(model) }
    }
  }

  static let dialogs: [Command] =
    attaching + held + lists + searching + [
      Command("app.palette", "Find a command", in: [.desk]) { $0.openPalette() },
      Command("app.help", "What the keys do here", in: [.desk]) { $0.openHelp() },
      Command("app.messages", "Read earlier messages", in: [.desk]) {
        $0.messages.dismiss()
        $0.present(.messages)
      },
      Command("assistant.standing", "Say how the assistant is kept", in: [.desk]) {
        $0.sayAssistantStanding()
      },
      Command("app.search", "Search all tickets", in: [.desk]) { $0.openSearch() },
      Command("help.down", "Down", in: [.help, .messages]) { $0.scrollDialog(by: 1) },
      Command("help.up", "Up", in: [.help, .messages]) { $0.scrollDialog(by: -1) },
      Command("help.page-down", "A page down", in: [.help, .messages]) { $0.scrollDialog(by: 12) },
      Command("help.page-up", "A page up", in: [.help, .messages]) { $0.scrollDialog(by: -12) },
      Command("dialog.close", "Close", in: [.help, .messages, .palette, .search, .picker, .held]) {
        $0.dismissDialog()
      },
      Command("confirmation.yes", "Yes", in: [.confirmation]) { $0.confirmQuestion() },
      Command("confirmation.no", "No", in: [.confirmation]) { $0.dismissDialog() },
      Command("debrief.down", "Next point", in: [.debrief]) { $0.scenario?.movePoint(by: 1) },
      Command("debrief.up", "Previous point", in: [.debrief]) { $0.scenario?.movePoint(by: -1) },
      Command("debrief.show", "Go to that moment", in: [.debrief]) { $0.showDebriefMoment() },
      Command("debrief.close", "Close the debrief", in: [.debrief]) { $0.dismissDialog() },
      Command("scenario.panel", "Show or hide the goal", in: [.desk], when: Check.hasScenario) {
        $0.scenario?.togglePanel()
      },
      Command("scenario.finish", "End the scenario", in: [.desk], when: Check.hasScenario) {
        $0.finishScenario()
      },
    ]

  private static let held: [Command] = [
    Command("held.fix", "Put tokens in its place", in: [.held]) { $0.fixHeld() },
    Command("held.send", "Send it with the reason", in: [.held]) { $0.sendHeld() },
  ]

  private static let lists: [Command] = [
    Command("list.down", "Down", in: [.picker, .palette, .search]) { $0.moveInList(by: 1) },
    Command("list.up", "Up", in: [.picker, .palette, .search]) { $0.moveInList(by: -1) },
    Command("list.page-down", "A page down", in: [.picker, .palette, .search]) {
      $0.moveInList(by: 10)
    },
    Command("list.page-up", "A page up", in: [.picker, .palette, .search]) {
      $0.moveInList(by: -10)
    },
    Command("picker.pick", "Take it", in: [.picker]) { $0.pick() },
    Command("palette.run", "Do it", in: [.palette]) { $0.runFromPalette() },
  ]

  private static let searching: [Command] = [
    Command("search.open", "Look, then open the ticket", in: [.search]) { $0.openFromSearch() }
  ]

  static let leaving: [Command] = [
    Command("app.redraw", "Paint the screen anew", in: [.anywhere]) { $0.effect(.redraw) },
    Command("app.suspend", "Suspend", in: [.anywhere]) { $0.suspend() },
    Command("app.lock", "Lock the screen", in: [.anywhere]) { $0.lockScreen() },
    Command("app.mouse", "Mouse on or off", in: [.desk]) { $0.effect(.toggleMouse) },
    Command("app.theme", "Next theme", in: [.desk]) { $0.effect(.nextTheme) },
    Command("app.reload-themes", "Reload themes from their files", in: [.desk]) {
      $0.effect(.reloadThemes)
    },
    Command("app.back", "Back", in: [.desk]) { $0.goBack() },
    Command("app.quit", "Leave Sealdesk", in: [.desk]) { $0.askToQuit() },
  ]
}
