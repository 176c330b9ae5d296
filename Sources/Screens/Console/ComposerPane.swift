import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// The reply or note being written, or the reply as the customer will get it.
@MainActor
enum ComposerPane {
  /// As many rows as the text needs, within reason.
  static func rows(_ console: ConsoleModel, columns: Int, of total: Int) -> Int {
    let text = console.composer.buffer
    let guess = text.characters.count / max(20, columns - 6) + 1
    let feeds = text.characters.count { $0 == "\n" }
    let isFocused = console.focus == .composer
    let least = isFocused ? 5 : 3
    let most = max(least, total * (isFocused ? 40 : 22) / 100)
    return min(most, max(least, guess + feeds + 2))
  }

  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    drawTitle(console, &pen)
    let text = pen.bounds.inset(top: 1, leading: 2, trailing: 1)
    pen.within(text) { pen in
      if console.composer.showsPreview {
        drawPreview(console, &pen)
      } else {
        drawText(console, &pen)
      }
    }
  }

  private static func drawTitle(_ console: ConsoleModel, _ pen: inout Pen) {
    let composer = console.composer
    var column = pen.badge("4", isFocused: console.focus == .composer, row: 0, column: 0)
    if composer.purpose == .note {
      column = pen.write("Note", row: 0, column: column + 1, .note.bold)
      column = pen.write("for colleagues only", row: 0, column: column + 1, .dim)
    } else {
      column = pen.write("Reply", row: 0, column: column + 1, .strong)
      column = drawRecipients(console, column: column + 1, &pen)
    }
    let state = state(of: console)
    pen.write(state.text, row: 0, column: column + 3, state.style)
  }

  private static func drawRecipients(
    _ console: ConsoleModel, column start: Int, _ pen: inout Pen
  ) -> Int {
    var column = pen.write("to", row: 0, column: start, .dim)
    let identifiers = console.conversation.conversation?.requester.identifiers ?? []
    if let address = identifiers.first(where: { $0.token.kind == .email && $0.isProfile }) {
      column = pen.pill(address.token.label, row: 0, column: column + 1)
    } else {
      column = pen.write("the customer", row: 0, column: column + 1, .text)
    }
    for copy in console.composer.copies {
      column = pen.write("cc", row: 0, column: column + 1, .dim)
      column = pen.write(copy, row: 0, column: column + 1, .warning, columns: 30)
    }
    return column
  }

  private static func state(of console: ConsoleModel) -> (text: SanitizedText, style: Style) {
    let composer = console.composer
    if composer.isSubmitting { return ("sending …", .warning) }
    if composer.showsPreview { return ("as the customer gets it; ^P goes back", .accent) }
    if composer.buffer.isEmpty { return (.empty, .faint) }
    if composer.isUnsaved { return ("not saved yet", .faint) }
    guard let savedAt = composer.savedAt else { return (.empty, .faint) }
    return ("sealed draft, saved " + savedAt.hourAndMinute(in: console.clock.calendar), .faint)
  }

  // MARK: Writing

  private static func drawText(_ console: ConsoleModel, _ pen: inout Pen) {
    let composer = console.composer
    let hasFocus = console.focus == .composer
    if composer.buffer.isEmpty {
      composer.lineStarts = [0]
      let words: SanitizedText =
        hasFocus
        ? (composer.purpose == .note ? "Write a note …" : "Write a reply …")
        : "r replies, n adds a note"
      pen.write(words, row: 0, column: 0, .faint)
      if hasFocus { pen.placeCursor(row: 0, column: 0) }
      return
    }
    let text = styled(composer, runs: MaskedRuns(console))
      .wrapped(columns: max(8, pen.bounds.columns - 1), indent: .none)
    composer.lineStarts = text.lines.lines.map { line in
      text.lines.source.indices.contains(line.glyphs.lowerBound)
        ? text.lines.source[line.glyphs.lowerBound].characterOffset
        : composer.buffer.characters.count
    }
    let cursor = text.lines.position(ofCharacter: composer.buffer.cursor)
    let window = ScrollWindow(
      count: text.lineCount, visibleCount: pen.bounds.rows,
      first: hasFocus ? 0 : text.lineCount, showing: cursor.line, margin: 0)
    for (row, line) in window.visible.enumerated() {
      pen.write(text, line: line, row: row, column: 0)
    }
    if hasFocus { pen.placeCursor(row: cursor.line - window.first, column: cursor.column) }
    pen.scrollThumb(window)
  }

  private static func styled(_ composer: ComposerModel, runs: MaskedRuns) -> StyledText {
    let known = Set(runs.hints.keys.map(\.screenForm))
    var text = StyledText()
    for piece in composer.buffer.pieces {
      let words = SanitizedText(sanitizing: String(composer.buffer.characters[piece.range]))
      switch piece.content {
      case .words: text.append(words)
      case .token(let form):
        let label = SanitizedText(sanitizing: String(form.string.dropFirst().dropLast()))
        text.appendPill(
          label, known.contains(form) ? .token : .unresolved, characterCount: piece.range.count)
      case .placeholder(let inner):
        let name = inner.string.prefix { $0 != "!" && $0 != "|" }
        let isOpen = composer.unresolved.contains(String(name))
        text.appendPill(
          SanitizedText(sanitizing: String(name)), isOpen ? .unresolved : .placeholder,
          characterCount: piece.range.count)
      }
    }
    return text
  }

  // MARK: Preview

  private static func drawPreview(_ console: ConsoleModel, _ pen: inout Pen) {
    guard let preview = console.composer.preview else {
      pen.write("Reading …", row: 0, column: 0, .dim)
      return
    }
    let runs = MaskedRuns(console)
    let text = runs.styled(preview, unresolved: console.composer.unresolved)
      .wrapped(columns: max(8, pen.bounds.columns - 1))
    for line in 0..<min(text.lineCount, pen.bounds.rows) {
      let places = pen.write(text, line: line, row: line, column: 0)
      runs.fill(places, now: console.clock.second, &pen)
    }
  }
}
