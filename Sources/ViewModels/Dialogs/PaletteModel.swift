import Observation
package import Text

/// Every command, found by a few of its letters.
@Observable @MainActor
package final class PaletteModel {
  package struct Row: Identifiable, Sendable {
    package let command: Command
    package let keys: SanitizedText?
    package let availability: Command.Availability
    package let matched: [Int]
    package var id: CommandID { command.id }
  }

  package private(set) var typed = TextBuffer(allowsLines: false)
  package private(set) var rows: [Row] = []
  package private(set) var selectedIndex = 0
  @ObservationIgnored private let all: [Row]

  package init(all: [Row]) {
    self.all = all
    rank()
  }

  package var selected: Row? { rows.indices.contains(selectedIndex) ? rows[selectedIndex] : nil }

  package func move(by step: Int) {
    selectedIndex = max(0, min(rows.count - 1, selectedIndex + step))
  }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    let before = typed.revision
    change(&typed)
    if typed.revision != before { rank() }
  }

  private func rank() {
    let wanted = typed.text.string
    selectedIndex = 0
    guard !wanted.isEmpty else {
      rows = all
      return
    }
    let ranked = all.indices.compactMap { index in
      Self.match(wanted, all[index].command).map { match in
        (index: index, match: match, isAvailable: all[index].availability.isAvailable)
      }
    }
    let best = ranked.sorted { left, right in
      if left.isAvailable != right.isAvailable { return left.isAvailable }
      return (right.match.score, left.index) < (left.match.score, right.index)
    }
    rows = best.map { entry in
      let row = all[entry.index]
      return Row(
        command: row.command, keys: row.keys, availability: row.availability,
        matched: entry.match.positions)
    }
  }

  /// By the title, or by the name that key maps and the documentation use: `audit`, `app.help`.
  private static func match(_ wanted: String, _ command: Command) -> Match? {
    let byTitle = FuzzyMatch(wanted, in: command.title.string).map {
      Match(score: $0.score, positions: $0.positions)
    }
    guard command.id.rawValue.hasPrefix(wanted) else { return byTitle }
    let byName = FuzzyMatch(wanted, in: command.id.rawValue).map { $0.score } ?? 0
    return Match(
      score: max(byName, byTitle?.score ?? 0), positions: byTitle?.positions ?? [])
  }

  private struct Match {
    let score: Int
    /// In the title.
    let positions: [Int]
  }
}
