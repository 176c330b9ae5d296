extension KeyMap {
  /// What somebody wants a command's keys to be in one context; none takes them away.
  package struct Wish: Hashable, Sendable {
    package let context: KeyContext
    package let command: CommandID
    package let keys: [KeySequence]

    package init(context: KeyContext, command: CommandID, keys: [KeySequence]) {
      self.context = context
      self.command = command
      self.keys = keys
    }
  }

  /// This map with the wishes in place of what it says of the same commands.
  package func granting(_ wishes: [Wish]) -> KeyMap {
    let kept = bindings.filter { binding in
      !wishes.contains { $0.context == binding.context && $0.command == binding.command }
    }
    return KeyMap(
      kept
        + wishes.flatMap { wish in
          wish.keys.map { Binding(context: wish.context, keys: $0, command: wish.command) }
        })
  }
}
