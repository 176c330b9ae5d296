package import Text

/// Names a command in key maps: `queue.down`.
package struct CommandID: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
}

/// One thing that the console can do; key bar, help and palette are made from these.
package struct Command: Identifiable, Sendable {
  package typealias Action = @MainActor @Sendable (ConsoleModel) -> Void
  package typealias AvailabilityCheck = @MainActor @Sendable (ConsoleModel) -> Availability

  package let id: CommandID
  /// What it does, as the palette and the help say it.
  package let title: SanitizedText
  /// Where it makes sense; the key map binds it in these.
  package let contexts: [KeyContext]
  package let availability: AvailabilityCheck
  package let action: Action

  package init(
    _ id: CommandID, _ title: SanitizedText, in contexts: [KeyContext],
    when availability: @escaping AvailabilityCheck = { _ in .available },
    _ action: @escaping Action
  ) {
    self.id = id
    self.title = title
    self.contexts = contexts
    self.availability = availability
    self.action = action
  }

  /// Whether it works on what the desk shows, and so brings the desk back first.
  var isAboutTicket: Bool {
    !Set(contexts).isDisjoint(with: [.desk, .queue, .conversation, .suggestions, .composer])
      && !Self.apartFromTickets.contains(id.rawValue.prefix { $0 != "." })
  }

  private static let apartFromTickets: Set<Substring> = [
    "app", "audit", "approvals", "reviews", "figures", "emergencies",
  ]

  /// Whether it can be done just now.
  package enum Availability: Hashable, Sendable {
    case available
    /// With the reason, as a sentence.
    case unavailable(SanitizedText)

    package var isAvailable: Bool { self == .available }
  }
}
