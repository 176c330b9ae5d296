import Canvas
import Text
import ViewModels

/// Puts a dialog over what was drawn.
@MainActor
enum DialogScreen {
  static func draw(_ dialog: Dialog, _ console: ConsoleModel, _ pen: inout Pen) {
    switch dialog {
    case .escalation(let model): EscalateDialog.draw(model, console, &pen)
    case .attachment(let model): AttachmentDialog.draw(model, console, &pen)
    case .approvals(let model): ApprovalsDialog.draw(model, console, &pen)
    case .reviews(let model): ReviewsDialog.draw(model, console, &pen)
    case .figures(let model): FiguresDialog.draw(model, console, &pen)
    case .emergencies(let model): EmergenciesDialog.draw(model, console, &pen)
    case .mark(let model): MarkDialog.draw(model, console, &pen)
    case .lift(let model): LiftDialog.draw(model, console, &pen)
    case .held(let model): HeldDialog.draw(model, console, &pen)
    case .confirmation(let model): ConfirmationDialog.draw(model, console, &pen)
    case .picker(let model): PickerDialog.draw(model, &pen)
    case .palette(let model): PaletteDialog.draw(model, &pen)
    case .search(let model): SearchDialog.draw(model, console, &pen)
    case .help(let model): HelpDialog.draw(model, &pen)
    case .messages: MessagesDialog.draw(console, &pen)
    case .debrief(let model): DebriefDialog.draw(model, console, &pen)
    }
  }

  /// A flat panel in the middle with a stroke at its side; draws `content` within its margins.
  static func panel(
    rows: Int, columns: Int, stroke: Style = .accent, _ pen: inout Pen,
    _ content: (inout Pen) -> Void
  ) {
    let room = pen.bounds.inset(rows: 1, columns: 1)
    let box = (room.isEmpty ? pen.bounds : room).centered(rows: rows, columns: columns)
    pen.within(box, on: .dialog) { pen in
      pen.edge(column: 0, rows: 0..<pen.bounds.rows, stroke)
      let isTight = pen.bounds.columns < 60
      pen.within(pen.bounds.inset(top: 1, leading: isTight ? 2 : 3, trailing: isTight ? 1 : 3)) {
        content(&$0)
      }
    }
  }

  /// Keys with what they do, from the live map, in one line.
  static func keys(
    _ items: [(command: CommandID, word: SanitizedText, style: Style)], row: Int,
    _ console: ConsoleModel, _ pen: inout Pen
  ) {
    var column = 0
    for item in items {
      guard let key = console.keyMap.notation(for: item.command) else { continue }
      column = pen.write(key, row: row, column: column, item.style.bold)
      column = pen.write(item.word, row: row, column: column + 1, .text) + 5
    }
  }

  /// Text over several lines; returns the row after it.
  @discardableResult
  static func paragraph(
    _ text: SanitizedText, _ style: Style, row: Int, column: Int = 0, most: Int = .max,
    _ pen: inout Pen
  ) -> Int {
    let wrapped = StyledText(text, style).wrapped(columns: max(8, pen.bounds.columns - column))
    let count = min(wrapped.lineCount, most)
    for line in 0..<count { pen.write(wrapped, line: line, row: row + line, column: column) }
    return row + count
  }
}
