import Terminal
import ViewModels

extension ConsoleInput {
  /// What a terminal reported, as the models take it; `nil` for what they have no use for.
  init?(_ event: InputEvent) {
    switch event {
    case .key(let press): self = .key(ViewModels.KeyPress(press))
    case .paste(let text): self = .paste(text)
    case .focus(let gained): self = gained ? .focusGained : .focusLost
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: self = .key(ViewModels.KeyPress(.up))
      case .wheelDown: self = .key(ViewModels.KeyPress(.down))
      case .press, .release, .drag: return nil
      }
    case .pasteRefused: return nil
    }
  }
}

extension ViewModels.KeyPress {
  init(_ press: Terminal.KeyPress) {
    var modifiers: Modifiers = []
    if press.modifiers.contains(.control) { modifiers.insert(.control) }
    if press.modifiers.contains(.alt) { modifiers.insert(.alt) }
    if press.modifiers.contains(.shift) { modifiers.insert(.shift) }
    self.init(Key(press.key), modifiers)
  }
}

extension ViewModels.KeyPress.Key {
  init(_ key: Terminal.Key) {
    self =
      switch key {
      case .character(let character): .character(character)
      case .enter: .enter
      case .tab: .tab
      case .backspace: .backspace
      case .escape: .escape
      case .up: .up
      case .down: .down
      case .left: .left
      case .right: .right
      case .home: .home
      case .end: .end
      case .pageUp: .pageUp
      case .pageDown: .pageDown
      case .insert: .insert
      case .delete: .delete
      case .function(let number): .function(number)
      }
  }
}
