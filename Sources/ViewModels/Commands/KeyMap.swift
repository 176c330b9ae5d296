package import Text

/// Which keys do what, by context: data, so that it can be read from a file and checked.
package struct KeyMap: Hashable, Sendable {
  package struct Binding: Hashable, Sendable {
    package let context: KeyContext
    package let keys: KeySequence
    package let command: CommandID

    package init(context: KeyContext, keys: KeySequence, command: CommandID) {
      self.context = context
      self.keys = keys
      self.command = command
    }
  }

  package let bindings: [Binding]
  /// The key bar asks for a dozen commands a frame.
  private let ofCommand: [CommandID: [Binding]]
  private let exact: [KeyContext: [KeySequence: CommandID]]
  private let prefixes: [KeyContext: Set<KeySequence>]

  package init(_ bindings: [Binding]) {
    self.bindings = bindings
    ofCommand = Dictionary(grouping: bindings, by: \.command)
    exact = Dictionary(grouping: bindings, by: \.context).mapValues {
      Dictionary($0.map { ($0.keys, $0.command) }, uniquingKeysWith: { first, _ in first })
    }
    prefixes = Dictionary(grouping: bindings, by: \.context).mapValues { bindings in
      Set(
        bindings.flatMap { binding in
          (1..<max(1, binding.keys.keys.count)).map { KeySequence(Array(binding.keys.keys[..<$0])) }
        })
    }
  }

  package enum Lookup: Hashable, Sendable {
    case command(CommandID)
    /// More keys must follow.
    case prefix
    case none
  }

  /// What the keys mean; the first context that knows them decides.
  package func look(up keys: KeySequence, in contexts: [KeyContext]) -> Lookup {
    for context in contexts {
      if let command = exact[context]?[keys] { return .command(command) }
      if prefixes[context]?.contains(keys) == true { return .prefix }
    }
    return .none
  }

  /// The keys of a command in the contexts, the first one bound first.
  package func keys(for command: CommandID, in contexts: [KeyContext]) -> [KeySequence] {
    (ofCommand[command] ?? []).filter { contexts.contains($0.context) }.map(\.keys)
  }

  /// How the first binding of a command reads, wherever it is.
  package func notation(for command: CommandID) -> SanitizedText? {
    ofCommand[command]?.first?.keys.notation
  }
}

extension KeyMap {
  /// What is wrong with a key map.
  package enum Fault: Hashable, Sendable {
    /// Two commands on the same keys.
    case conflict(KeyContext, KeySequence, CommandID, CommandID)
    /// The shorter one would never let the longer one be finished.
    case shadowed(KeyContext, KeySequence, by: KeySequence)
    case unknownCommand(CommandID)
    /// Keys that editors and terminal multiplexers have taught hands to press without thinking.
    case dangerous(KeyContext, KeySequence, CommandID)

    package var sentence: SanitizedText {
      switch self {
      case .conflict(let context, let keys, let first, let second):
        "\(context.name): \(keys.notation) is bound to \(first.name) and to \(second.name)."
      case .shadowed(let context, let keys, let shorter):
        "\(context.name): \(keys.notation) cannot be reached, \(shorter.notation) comes first."
      case .unknownCommand(let command):
        "There is no command \(command.name)."
      case .dangerous(let context, let keys, let command):
        "\(context.name): \(keys.notation) is pressed by habit and may not \(command.name)."
      }
    }
  }

  /// Everything wrong with it; empty when it can be used.
  package func faults(in registry: CommandRegistry) -> [Fault] {
    let perContext = Dictionary(grouping: bindings, by: \.context)
    return KeyContext.allCases.flatMap { clashes(in: $0, perContext[$0] ?? []) }
      + bindings.filter { registry[$0.command] == nil }.map { .unknownCommand($0.command) }
      + bindings.filter { Self.isDangerous($0) }.map { .dangerous($0.context, $0.keys, $0.command) }
  }

  private func clashes(in context: KeyContext, _ bindings: [Binding]) -> [Fault] {
    bindings.indices.flatMap { index in
      bindings[(index + 1)...].compactMap { other -> Fault? in
        let one = bindings[index]
        if one.keys == other.keys {
          guard one.command != other.command else { return nil }
          return .conflict(context, one.keys, one.command, other.command)
        }
        if one.keys.starts(with: other.keys) {
          return .shadowed(context, one.keys, by: other.keys)
        }
        if other.keys.starts(with: one.keys) {
          return .shadowed(context, other.keys, by: one.keys)
        }
        return nil
      }
    }
  }

  private static let habits = "dukjhlab"
  private static let consequential: Set<CommandID> = [
    "composer.send", "composer.discard", "ticket.solve", "ticket.close", "escalation.confirm",
    "escalation.glass",
    "held.send", "attachment.confirm", "confirmation.yes", "app.quit",
  ]

  private static func isDangerous(_ binding: Binding) -> Bool {
    consequential.contains(binding.command)
      && binding.keys.keys.contains { press in
        guard press.modifiers == .control, case .character(let letter) = press.key else {
          return false
        }
        return habits.contains(letter)
      }
  }
}

extension KeyContext {
  package var name: SanitizedText { SanitizedText(sanitizing: rawValue) }
}

extension CommandID {
  package var name: SanitizedText { SanitizedText(sanitizing: rawValue) }
}
