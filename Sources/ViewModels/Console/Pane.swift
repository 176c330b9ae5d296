/// The parts of the desk that can have the focus; the raw value is the number on its badge.
package enum Pane: Int, Hashable, Sendable, CaseIterable {
  case queue = 1
  case conversation, suggestions, composer
}
