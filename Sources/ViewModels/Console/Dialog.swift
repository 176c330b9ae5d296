package import Foundation

/// What lies over the desk and takes the keys.
@MainActor
package enum Dialog {
  case escalation(EscalationModel)
  case attachment(AttachmentModel)
  case approvals(ApprovalsModel)
  case reviews(ReviewsModel)
  case figures(FiguresModel)
  case emergencies(EmergenciesModel)
  case mark(MarkModel)
  case lift(LiftModel)
  case held(HeldReplyModel)
  case confirmation(ConfirmationModel)
  case picker(PickerModel)
  case palette(PaletteModel)
  case search(SearchModel)
  case help(HelpModel)
  case messages
  case debrief(ScenarioModel)

  /// Dialogs that change something do not take keys that were pressed before they were seen.
  var ignoresQueuedKeys: Bool {
    switch self {
    case .escalation, .attachment, .approvals, .reviews, .emergencies, .mark, .lift, .held,
      .confirmation,
      .picker, .debrief:
      true
    case .figures, .palette, .search, .help, .messages: false
    }
  }

  /// Forgets what must not outlive it.
  func close() {
    if case .escalation(let model) = self { model.dropPassphrase() }
  }

  /// Where its keys are read, the nearest first.
  var contexts: [KeyContext] {
    switch self {
    case .escalation(let model):
      switch model.field {
      case .sentence: [.escalation, .writing]
      // No command of a text may keep, copy or undo what is typed there.
      case .passphrase: [.escalation]
      case .identifiers, .reason, .duration: [.escalationChoice, .escalation]
      }
    case .attachment(let model):
      [.sentence, .file].contains(model.field)
        ? [.attachment, .writing] : [.attachmentChoice, .attachment]
    case .approvals: [.approvals, .writing]
    case .reviews: [.reviews, .writing]
    case .figures: [.figures]
    case .emergencies: [.emergencies]
    case .mark: [.mark]
    case .lift(let model):
      model.field == .sentence ? [.lift, .writing] : [.liftChoice, .lift]
    case .held: [.held, .writing]
    case .confirmation: [.confirmation]
    case .picker: [.picker, .writing]
    case .palette: [.palette, .writing]
    case .search: [.search, .writing]
    case .help: [.help]
    case .messages: [.messages]
    case .debrief: [.debrief]
    }
  }
}

/// A dialog with the moment it came up.
@MainActor
package struct OpenDialog {
  package let dialog: Dialog
  package let openedAt: Date
}
