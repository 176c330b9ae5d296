import Desk
import Foundation
import Masking
import Text
import Tickets

// Lists to choose from, one a field of the ticket.
extension ConsoleModel {
  func pickAssignee() {
    guard let ticket = conversation.ticket else { return }
    let people = session.colleagues.filter {
      !$0.isRevoked && $0.role.capabilities.contains(.workTickets)
    }
    let items =
      people.map { user in
        PickerModel.Item(
          user.name, detail: user.id == session.user.id ? "you" : user.role.name,
          isCurrent: user.id == ticket.assignee)
      } + [PickerModel.Item("nobody", isCurrent: ticket.assignee == nil)]
    pick("Assign to", items) { [weak self] index in
      self?.assign(people.indices.contains(index) ? people[index] : nil)
    }
  }

  func assignToMe() { assign(session.user) }

  private func assign(_ user: User?) {
    guard let ticket = conversation.ticket, ticket.assignee != user?.id else { return }
    change(
      .assign(user?.id), saying: "Assigned to \(user?.name ?? "nobody")",
      undoneBy: .assign(ticket.assignee))
  }

  func pickStatus() {
    guard let ticket = conversation.ticket else { return }
    let statuses: [TicketStatus] = [.open, .pending, .hold, .solved, .closed, .spam]
    let items = statuses.map {
      PickerModel.Item($0.wording, detail: $0.explanation, isCurrent: $0 == ticket.status)
    }
    pick("Status", items) { [weak self] in self?.set(statuses[$0]) }
  }

  func set(_ status: TicketStatus) {
    guard let ticket = conversation.ticket, ticket.status != status else { return }
    change(
      .status(status), saying: "#\(ticket.id.rawValue) is \(status.wording)",
      undoneBy: .status(ticket.status))
  }

  func pickPriority() {
    guard let ticket = conversation.ticket else { return }
    let priorities = Array(Priority.allCases.reversed())
    let items = priorities.map {
      PickerModel.Item($0.wording, isCurrent: $0 == ticket.priority)
    }
    pick("Priority", items) { [weak self] index in
      let priority = priorities[index]
      guard priority != ticket.priority else { return }
      self?.change(
        .priority(priority), saying: "Priority is \(priority.wording)",
        undoneBy: .priority(ticket.priority))
    }
  }

  func pickTag() {
    guard let ticket = conversation.ticket else { return }
    let items = ticket.tags.map { PickerModel.Item($0, detail: "takes it away", isCurrent: true) }
    let model = PickerModel(title: "Tags", items: items, acceptsTyped: true) { [weak self] choice in
      switch choice {
      case .item(let index):
        let tag = ticket.tags[index]
        self?.change(.removeTag(tag), saying: "Tag \(tag) taken away", undoneBy: .addTag(tag))
      case .typed(let tag):
        self?.change(.addTag(tag), saying: "Tagged \(tag)", undoneBy: .removeTag(tag))
      }
    }
    present(.picker(model))
  }

  func pickSnooze() {
    guard let ticket = conversation.ticket else { return }
    let times = SnoozeTime.all(after: clock.now, calendar: clock.calendar)
    let items = times.map { PickerModel.Item($0.label, detail: $0.detail) }
    pick("Snooze until", items) { [weak self] index in
      let back: TicketChange = ticket.snoozedUntil.map { .snooze(until: $0) } ?? .wake
      self?.change(
        .snooze(until: times[index].date), saying: "Snoozed until \(times[index].detail)",
        undoneBy: back)
    }
  }

  func pickInsertion() {
    let tokens = conversation.tokens
    let profile = conversation.conversation?.requester.identifiers.filter(\.isProfile) ?? []
    let kinds = Set(profile.map(\.token.kind))
    let placeholders = PlaceholderName.allCases
      .filter { name in name.profileKind.map(kinds.contains) ?? true }
      .map { SanitizedText(sanitizing: "{{\($0.rawValue)}}") }
    let items =
      tokens.map {
        PickerModel.Item(
          $0.screenForm, detail: conversation.summary(of: $0)?.hint ?? .empty)
      } + placeholders.map { PickerModel.Item($0, detail: "filled in when sent") }
    pick("Insert", items) { [weak self] index in
      self?.composer.edit { $0.insert(items[index].label) }
    }
  }

  func pickCopy() {
    let emails = conversation.conversation?.requester.identifiers
      .filter { $0.token.kind == .email }
    let items = (emails ?? []).map { PickerModel.Item($0.token.screenForm, detail: $0.hint) }
    let model = PickerModel(title: "Copy to", items: items, acceptsTyped: true) {
      [weak self] choice in
      switch choice {
      case .item(let index): self?.composer.addCopy(items[index].label)
      case .typed(let address): self?.composer.addCopy(address)
      }
    }
    present(.picker(model))
  }

  private func pick(
    _ title: SanitizedText, _ items: [PickerModel.Item],
    _ picked: @escaping @MainActor (Int) -> Void
  ) {
    let model = PickerModel(title: title, items: items) { choice in
      if case .item(let index) = choice { picked(index) }
    }
    present(.picker(model))
  }
}
