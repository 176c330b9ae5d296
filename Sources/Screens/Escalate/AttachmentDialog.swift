import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// The request to save an attachment, and what it means to make it.
@MainActor
enum AttachmentDialog {
  static func draw(_ model: AttachmentModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let shown = min(model.attachments.count, max(1, pen.bounds.rows - 16))
    let runs = MaskedRuns(console)
    DialogScreen.panel(rows: 15 + shown, columns: 76, stroke: .warning, &pen) { pen in
      let column = pen.write("Save an attachment", row: 0, column: 0, .strong)
      pen.write(
        "#\(model.ticket.id.rawValue) · a sealed file becomes one in clear", row: 0,
        column: column + 3, .dim)
      var row = drawAttachments(
        model, runs, now: console.clock.second, shown: shown, row: 2, &pen)
      row = FormField.reasons(
        model.reasons, chosen: model.reasonIndex, isFocused: model.field == .reason, row: row, &pen)
      row = FormField.text(
        "Why", model.sentence, isFocused: model.field == .sentence,
        placeholder: "a sentence, for who reads the log", row: row, &pen)
      row = FormField.text(
        "To", model.file, isFocused: model.field == .file, placeholder: "a path of your own",
        row: row, &pen)
      pen.horizontalLine(row: row + 1)
      drawConsequences(model, console, row: row + 2, &pen)
    }
  }

  private static func drawAttachments(
    _ model: AttachmentModel, _ runs: MaskedRuns, now: Date, shown: Int, row: Int,
    _ pen: inout Pen
  ) -> Int {
    FormField.label("What", isFocused: model.field == .attachment, row: row, &pen)
    let window = ScrollWindow(
      count: model.attachments.count, visibleCount: shown, first: 0, showing: model.index,
      margin: 0)
    for (line, index) in window.visible.enumerated() {
      draw(
        model.attachments[index], isChosen: index == model.index, runs, now: now,
        row: row + line, &pen)
    }
    if window.hasMoreBelow {
      pen.writeTrailing("more below", row: row + shown - 1, endColumn: pen.bounds.columns, .faint)
    }
    return row + shown + 1
  }

  private static func draw(
    _ attachment: Attachment, isChosen: Bool, _ runs: MaskedRuns, now: Date, row: Int,
    _ pen: inout Pen
  ) {
    if isChosen { pen.write("▸", row: row, column: FormField.column - 2, .accent) }
    let size = TimeText.size(byteCount: attachment.byteCount)
    let details = size + " · " + attachment.mediaType
    let room = max(8, pen.bounds.columns - FormField.column - details.columns - 3)
    // A name is one line: the first of its wrapped ones.
    let name = runs.styled(attachment.name, isChosen ? .strong : .text, showsHints: false)
      .wrapped(columns: room)
    runs.fill(
      pen.write(name, line: 0, row: row, column: FormField.column), now: now, &pen)
    pen.writeTrailing(details, row: row, endColumn: pen.bounds.columns, .faint)
  }

  private static func drawConsequences(
    _ model: AttachmentModel, _ console: ConsoleModel, row: Int, _ pen: inout Pen
  ) {
    if let complaint = model.complaint {
      DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
    } else {
      DialogScreen.paragraph(
        "Written to the log before the file is. It may hold what is masked here: keep it no longer "
          + "than you need it.", .dim, row: row, most: 2, &pen)
    }
    if model.isSubmitting {
      pen.write("Writing the log …", row: row + 3, column: 0, .warning)
    } else {
      DialogScreen.keys(
        [
          ("attachment.confirm", "save", .warning),
          ("attachment.cancel", "leave it sealed", .accent),
        ], row: row + 3, console, &pen)
    }
  }
}
