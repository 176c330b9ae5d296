package import Text

/// Keys one after the other: `g g`.
package struct KeySequence: Hashable, Sendable {
  package let keys: [KeyPress]

  package init(_ keys: [KeyPress]) {
    self.keys = keys
  }

  /// Reads keys with spaces between them; `nil` where one is unknown or there is none.
  package init?(notation: String) {
    let parts = notation.split(separator: " ")
    let keys = parts.compactMap { KeyPress(notation: String($0)) }
    guard !keys.isEmpty, keys.count == parts.count else { return nil }
    self.keys = keys
  }

  package var notation: SanitizedText {
    keys.dropFirst().reduce(keys.first?.notation ?? "") { $0 + " " + $1.notation }
  }

  package func starts(with other: KeySequence) -> Bool {
    keys.starts(with: other.keys)
  }
}
