import Assistant
import Canvas
import Foundation
import Text
import ViewModels

/// What the assistant proposes: number, title, how sure, from which rule, by which words.
@MainActor
enum SuggestionsPane {
  /// The list, and below it the reply of the chosen one while the pane has the focus.
  static func rows(_ console: ConsoleModel, columns: Int, of total: Int) -> Int {
    let list = listRows(console, of: total)
    guard let excerpt = excerpt(console, columns: columns) else { return list }
    return list + 1 + min(excerpt.text.lineCount, max(2, total / 4))
  }

  private static func listRows(_ console: ConsoleModel, of total: Int) -> Int {
    let count = console.suggestions.items.count
    let most = total < 24 ? 2 : 5
    return 1 + max(1, min(count, most))
  }

  static func draw(_ console: ConsoleModel, of total: Int, _ pen: inout Pen) {
    var rest = pen.bounds
    let list = rest.cutTop(listRows(console, of: total))
    pen.within(list) { drawList(console, &$0) }
    guard rest.rows > 1, let excerpt = excerpt(console, columns: rest.columns) else { return }
    pen.within(rest.inset(top: 1)) { draw(excerpt, now: console.clock.second, &$0) }
  }

  // MARK: The chosen one's reply

  private struct Excerpt {
    let runs: MaskedRuns
    let text: WrappedStyledText
  }

  private static let margin = 5

  private static func excerpt(_ console: ConsoleModel, columns: Int) -> Excerpt? {
    guard console.focus == .suggestions, let selected = console.suggestions.selected else {
      return nil
    }
    let runs = MaskedRuns(console)
    return Excerpt(
      runs: runs,
      text: runs.reading(selected.reply).wrapped(columns: max(10, columns - margin - 2)))
  }

  /// As much as there is room for, and a sign where it goes on.
  private static func draw(_ excerpt: Excerpt, now: Date, _ pen: inout Pen) {
    let text = excerpt.text
    for line in 0..<min(text.lineCount, pen.bounds.rows) {
      pen.write("▏", row: line, column: margin - 2, .accent)
      let places = pen.write(text, line: line, row: line, column: margin)
      excerpt.runs.fill(places, now: now, &pen)
    }
    guard text.lineCount > pen.bounds.rows else { return }
    pen.writeTrailing(
      " …", row: pen.bounds.rows - 1, endColumn: pen.bounds.columns, .faint)
  }

  // MARK: The list

  private static func drawList(_ console: ConsoleModel, _ pen: inout Pen) {
    drawTitle(console, &pen)
    let items = console.suggestions.items
    let shown = items.prefix(max(0, pen.bounds.rows - 1))
    let widest = shown.map { $0.title.columns }.max() ?? 0
    let titleEnd = 5 + min(widest, max(10, pen.bounds.columns / 2 - 8))
    for (index, item) in shown.enumerated() {
      draw(item, number: index + 1, console, row: index + 1, titleEnd: titleEnd, &pen)
    }
  }

  private static func drawTitle(_ console: ConsoleModel, _ pen: inout Pen) {
    let model = console.suggestions
    let isFocused = console.focus == .suggestions
    var column = pen.badge("3", isFocused: isFocused, row: 0, column: 0)
    column = pen.write("Suggestions", row: 0, column: column + 1, .strong)
    let isLate =
      model.loadingSince.map {
        console.clock.now.timeIntervalSince($0) >= ConsoleModel.spinnerSeconds
      } ?? false
    let isSound = model.standing?.isSound ?? true
    pen.write(
      isLate ? "thinking …" : model.standing?.words ?? "", row: 0, column: column + 3,
      isSound ? .faint : .warning)
    if model.items.isEmpty, model.loadingSince == nil, model.standing?.state != .learning,
      pen.bounds.rows > 1
    {
      pen.write("Nothing fits well enough to suggest", row: 1, column: 4, .faint)
    }
  }

  private static func draw(
    _ item: Suggestion, number: Int, _ console: ConsoleModel, row: Int, titleEnd: Int,
    _ pen: inout Pen
  ) {
    let isSelected =
      console.focus == .suggestions && number - 1 == console.suggestions.selectedIndex
    pen.write("\(number)", row: row, column: 2, .accent.bold)
    pen.write(
      item.title, row: row, column: 5, isSelected ? .strong : .text, columns: titleEnd - 5)
    drawScore(item.score, row: row, endColumn: titleEnd + 7, &pen)
    drawEvidence(item, row: row, column: titleEnd + 9, &pen)
    if isSelected {
      pen.lift(Rect(row: row, column: 0, rows: 1, columns: pen.bounds.columns), to: .selection)
      pen.edge(column: 0, rows: row..<(row + 1))
    }
  }

  private static func drawScore(_ score: Double, row: Int, endColumn: Int, _ pen: inout Pen) {
    let percent = Int((score * 100).rounded())
    pen.writeTrailing(
      "\(percent) %", row: row, endColumn: endColumn, percent >= 80 ? .good : .warning)
  }

  private static func drawEvidence(
    _ item: Suggestion, row: Int, column start: Int, _ pen: inout Pen
  ) {
    var column = pen.write(item.origin, row: row, column: start, .dim)
    for (index, words) in item.evidenceWords.prefix(3).enumerated() {
      guard column + words.columns + 5 < pen.bounds.columns else { break }
      column = pen.write(index == 0 ? " · “" : ", “", row: row, column: column, .faint)
      column = pen.write(words, row: row, column: column, .faint)
      column = pen.write("”", row: row, column: column, .faint)
    }
  }

  /// One line below a narrow conversation: the best one, and how to take it.
  static func drawStrip(_ console: ConsoleModel, _ pen: inout Pen) {
    guard pen.bounds.rows >= 2, let best = console.suggestions.items.first else { return }
    pen.horizontalLine(row: 0)
    var column = pen.badge("3", isFocused: false, row: 1, column: 0)
    column = pen.write("1", row: 1, column: column + 1, .accent.bold)
    column = pen.write(best.title, row: 1, column: column + 1, .text, columns: 40)
    drawScore(best.score, row: 1, endColumn: column + 7, &pen)
    let more = console.suggestions.items.count - 1
    if more > 0 { pen.write("and \(more) more", row: 1, column: column + 9, .faint) }
  }

  /// In a narrow window the suggestions have it for themselves, with the reply of the chosen one.
  static func drawWhole(_ console: ConsoleModel, _ pen: inout Pen) {
    var rest = pen.bounds
    let list = rest.cutTop(2 + console.suggestions.items.count)
    pen.within(list) { drawList(console, &$0) }
    guard rest.rows > 2, let excerpt = excerpt(console, columns: rest.columns) else { return }
    pen.within(rest.cutTop(1)) { $0.horizontalLine(row: 0) }
    pen.within(rest.inset(top: 1)) { draw(excerpt, now: console.clock.second, &$0) }
  }
}
