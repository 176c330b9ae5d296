import Observation
package import Text

/// A list to choose one from, narrowed down by typing.
@Observable @MainActor
package final class PickerModel {
  package struct Item: Hashable, Sendable {
    package let label: SanitizedText
    package let detail: SanitizedText
    /// What the ticket has now.
    package let isCurrent: Bool

    package init(_ label: SanitizedText, detail: SanitizedText = .empty, isCurrent: Bool = false) {
      self.label = label
      self.detail = detail
      self.isCurrent = isCurrent
    }
  }

  package let title: SanitizedText
  package let items: [Item]
  package private(set) var typed = TextBuffer(allowsLines: false)
  /// Places in `items`, best first.
  package private(set) var shown: [Int]
  package private(set) var selectedIndex: Int
  /// Takes what was typed where no item fits: a new tag, a date.
  package let acceptsTyped: Bool
  @ObservationIgnored private let picked: (Choice) -> Void

  package enum Choice: Hashable, Sendable {
    case item(Int)
    case typed(SanitizedText)
  }

  package init(
    title: SanitizedText, items: [Item], acceptsTyped: Bool = false,
    picked: @escaping (Choice) -> Void
  ) {
    self.title = title
    self.items = items
    self.acceptsTyped = acceptsTyped
    self.picked = picked
    shown = Array(items.indices)
    selectedIndex = items.firstIndex(where: \.isCurrent) ?? 0
  }

  package func move(by step: Int) {
    selectedIndex = max(0, min(shown.count - 1, selectedIndex + step))
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    let before = typed.revision
    change(&typed)
    guard typed.revision != before else { return }
    let wanted = typed.text.string
    let ranked = items.indices.compactMap { index in
      FuzzyMatch(wanted, in: items[index].label.string).map { (index: index, score: $0.score) }
    }
    shown = ranked.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
    selectedIndex = 0
  }

  /// What Enter would take.
  package var choice: Choice? {
    if shown.indices.contains(selectedIndex) { return .item(shown[selectedIndex]) }
    return acceptsTyped && !typed.isEmpty ? .typed(typed.text) : nil
  }

  package func pick() {
    if let choice { picked(choice) }
  }
}
