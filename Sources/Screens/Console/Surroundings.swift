import Canvas
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// What is on every screen: title bar, sandbox banner, message line, key bar.
@MainActor
enum Surroundings {
  /// Places them and returns what is left for the screen.
  static func place(_ console: ConsoleModel, _ parts: DrawnParts, _ pen: Pen) -> Rect {
    var rest = pen.bounds
    let title = rest.cutTop(1)
    let keys = rest.cutBottom(1)
    parts.place(.title, in: title, on: .bar, pen) { TitleBar.draw(console, &$0) }
    if console.isPractice {
      parts.place(.banner, in: rest.cutTop(1), on: .banner, pen) { pen in
        pen.writeCentered(
          "SANDBOX   practice data, simulated customers, nothing leaves this program", row: 0,
          .strong)
      }
    }
    parts.place(.keys, in: keys, on: .bar, pen) { drawKeys(console, &$0) }
    return rest
  }

  private static func drawKeys(_ console: ConsoleModel, _ pen: inout Pen) {
    var column = 1
    if !console.pendingKeys.isEmpty {
      let pending = KeySequence(console.pendingKeys).notation
      column = pen.write(pending + " …", row: 0, column: column, .warning) + 2
    }
    var (entries, last) = (console.keyBar.entries(for: console), pen.bounds.columns - 1)
    // The way to everything else never falls off the edge.
    if let help = entries.lastIndex(where: { $0.isLasting }) {
      let entry = entries.remove(at: help)
      let width = entry.keys.columns + 1 + entry.word.columns
      last -= width
      _ = pen.keyItem(entry.keys, entry.word, row: 0, column: last)
      last -= 2
    }
    pen.within(Rect(rows: 1, columns: last)) { pen in
      for entry in entries {
        guard
          let next = pen.keyItem(
            keys(of: entry, in: pen.glyphs), entry.word, isEnabled: entry.isAvailable, row: 0,
            column: column)
        else { break }
        column = next
      }
    }
  }

  /// ASCII has no sign for Enter that anybody would know.
  private static func keys(of entry: KeyBar.Entry, in glyphs: GlyphSet) -> SanitizedText {
    glyphs.repertoire == .ascii && entry.keys == "⏎" ? "Enter" : entry.keys
  }

  /// The line above the key bar, only while there is something to say.
  static func drawMessage(_ console: ConsoleModel, above row: Int, _ pen: inout Pen) {
    if let entry = console.messages.current {
      let text = StyledText(entry.notice.text).wrapped(columns: max(10, pen.bounds.columns - 13))
      let count = entry.notice.severity == .failure ? min(3, text.lineCount) : 1
      let lines = Rect(row: row - count, column: 0, rows: count, columns: pen.bounds.columns)
      pen.within(lines, on: .bar) { draw(entry.notice, text, &$0) }
    } else if let offer = console.undoOffer {
      let line = Rect(row: row - 1, column: 0, rows: 1, columns: pen.bounds.columns)
      pen.within(line, on: .bar) { draw(offer, console, &$0) }
    }
  }

  private static func draw(
    _ notice: Notice, _ text: WrappedStyledText, _ pen: inout Pen
  ) {
    let (sign, style): (SanitizedText, Style) =
      switch notice.severity {
      case .information: ("·", .dim)
      case .success: ("✓", .good)
      case .warning: ("!", .warning)
      case .failure: ("✗", .danger)
      }
    pen.write(sign, row: 0, column: 1, style.bold)
    if notice.severity == .failure {
      for line in 0..<pen.bounds.rows { pen.write(text, line: line, row: line, column: 3) }
      pen.writeTrailing("M reads", row: 0, endColumn: pen.bounds.columns - 1, .faint)
    } else {
      pen.write(notice.text, row: 0, column: 3, .text, columns: pen.bounds.columns - 5)
    }
  }

  private static func draw(_ offer: UndoOffer, _ console: ConsoleModel, _ pen: inout Pen) {
    var column = pen.write("✓", row: 0, column: 1, .good.bold)
    column = pen.write(offer.title, row: 0, column: column + 1, .text)
    if let key = console.keyMap.notation(for: "undo") {
      column = pen.write(key, row: 0, column: column + 3, .accent.bold)
      column = pen.write("takes it back", row: 0, column: column + 1, .dim)
    }
    let left = TimeText.countdown(to: offer.until, now: console.clock.second)
    pen.write(left, row: 0, column: column + 2, .warning)
  }
}
