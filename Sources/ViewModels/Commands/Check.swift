import Desk
import Text
import Tickets

/// Whether a command can be done just now, and why not; for the person, not for safety: the desk
/// checks every call itself.
@MainActor
enum Check {
  static func hasTicket(_ console: ConsoleModel) -> Command.Availability {
    when(console.conversation.ticket != nil, otherwise: "no ticket is open.")
  }

  static func hasRow(_ console: ConsoleModel) -> Command.Availability {
    when(console.queue.selectedTicket != nil, otherwise: "there is no ticket in this list.")
  }

  static func hasFilter(_ console: ConsoleModel) -> Command.Availability {
    when(!console.queue.filter.isEmpty, otherwise: "there is no filter.")
  }

  static func mayWork(_ console: ConsoleModel) -> Command.Availability {
    guard console.session.user.role.capabilities.contains(.workTickets) else {
      return .unavailable("your role may only read.")
    }
    return hasTicket(console)
  }

  static func mayReveal(_ console: ConsoleModel) -> Command.Availability {
    guard console.session.user.role.capabilities.contains(.reveal) else {
      return .unavailable("your role may not see identifiers.")
    }
    return hasTicket(console)
  }

  static func hasApprovals(_ console: ConsoleModel) -> Command.Availability {
    let role = console.session.user.role.capabilities
    return when(
      role.contains(.reveal) || role.contains(.approveReveals),
      otherwise: "your role may not see identifiers.")
  }

  static func mayBreakGlass(_ console: ConsoleModel) -> Command.Availability {
    guard case .escalation(let model) = console.dialog else {
      return .unavailable("it is for values that you ask to see.")
    }
    return when(
      model.mayBreakGlass, otherwise: "the policy has it for none, or not all, of what is chosen.")
  }

  static func hasAttachment(_ console: ConsoleModel) -> Command.Availability {
    guard case .available = mayReveal(console) else { return mayReveal(console) }
    let conversation = console.conversation.conversation
    guard conversation?.heldAttachments.isEmpty != false else { return .available }
    let hasLinks = conversation?.messages.contains { !$0.attachments.isEmpty } == true
    return .unavailable(
      hasLinks ? "its files are links only, none is held." : "no file came with this ticket.")
  }

  static func hasWords(_ console: ConsoleModel) -> Command.Availability {
    guard case .available = mayWork(console) else { return mayWork(console) }
    return when(console.conversation.hasWords, otherwise: "there are no words to select.")
  }

  static func mayLift(_ console: ConsoleModel) -> Command.Availability {
    guard case .available = mayReveal(console) else { return mayReveal(console) }
    let token = console.conversation.highlightedToken
    guard let summary = token.flatMap(console.conversation.summary(of:)) else {
      return .unavailable("go to a masked value first, by x.")
    }
    if summary.isProfile { return .unavailable("the customer goes by it, so it stays masked.") }
    return when(summary.escalation != .never, otherwise: "nobody may see this kind.")
  }

  static func hasReveals(_ console: ConsoleModel) -> Command.Availability {
    when(!console.reveals.open.isEmpty, otherwise: "everything is masked already.")
  }

  static func isSnoozed(_ console: ConsoleModel) -> Command.Availability {
    when(console.conversation.ticket?.snoozedUntil != nil, otherwise: "it is not snoozed.")
  }

  static func canTakeBack(_ console: ConsoleModel) -> Command.Availability {
    when(console.undoOffer != nil, otherwise: "there is nothing to take back any more.")
  }

  static func hasText(_ console: ConsoleModel) -> Command.Availability {
    when(!console.composer.buffer.isEmpty, otherwise: "nothing is written.")
  }

  static func canSend(_ console: ConsoleModel) -> Command.Availability {
    if console.composer.isSubmitting { return .unavailable("it is on its way.") }
    return hasText(console)
  }

  static func hasSuggestion(_ console: ConsoleModel) -> Command.Availability {
    when(!console.suggestions.items.isEmpty, otherwise: "there is no suggestion.")
  }

  static func hasSuggestion(_ console: ConsoleModel, number: Int) -> Command.Availability {
    when(
      console.suggestions.item(number: number) != nil,
      otherwise: "there is no suggestion \(number).")
  }

  static func hasScenario(_ console: ConsoleModel) -> Command.Availability {
    when(console.scenario != nil, otherwise: "no scenario is being played.")
  }

  static func mayReadAudit(_ console: ConsoleModel) -> Command.Availability {
    when(
      console.session.user.role.capabilities.contains(.readAudit),
      otherwise: "the access log is for supervisors.")
  }

  private static func when(
    _ holds: Bool, otherwise reason: SanitizedText
  ) -> Command.Availability {
    holds ? .available : .unavailable(reason)
  }
}
