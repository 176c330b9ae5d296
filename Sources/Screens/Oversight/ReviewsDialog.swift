import Audit
import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Looks that wait for a review: the list, and what is known of the chosen one.
@MainActor
enum ReviewsDialog {
  static func draw(_ model: ReviewsModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let count = model.items?.count ?? 0
    let shown = min(max(1, count), max(3, pen.bounds.rows - 18))
    DialogScreen.panel(
      rows: model.selected == nil ? 6 : 15 + shown, columns: 96,
      stroke: model.overdueCount > 0 ? .warning : .accent, &pen
    ) { pen in
      let column = pen.write("Reviews", row: 0, column: 0, .strong)
      drawTitle(model, column: column + 3, &pen)
      guard let chosen = model.selected else {
        pen.write(
          model.items == nil ? "Reading the log …" : "Nothing waits for a review.", row: 2,
          column: 2, .dim)
        DialogScreen.keys([("reviews.close", "close", .accent)], row: 4, console, &pen)
        return
      }
      drawList(model, console, rows: shown, from: 2, &pen)
      let row = drawDetails(chosen, model, console, row: 3 + shown, &pen)
      drawAnswer(model, chosen, console, row: row, &pen)
    }
  }

  private static func drawTitle(_ model: ReviewsModel, column: Int, _ pen: inout Pen) {
    let count = model.items?.count ?? 0
    guard count > 0 else { return }
    let end = pen.write(
      count == 1 ? "1 look waits" : "\(TimeText.grouped(count)) looks wait", row: 0, column: column,
      .dim)
    guard model.overdueCount > 0 else { return }
    pen.write("\(model.overdueCount) overdue", row: 0, column: end + 3, .warning.bold)
  }

  private static func drawList(
    _ model: ReviewsModel, _ console: ConsoleModel, rows: Int, from row: Int, _ pen: inout Pen
  ) {
    let items = model.items ?? []
    let room = Rect(row: row, column: 0, rows: rows, columns: pen.bounds.columns)
    pen.within(room) { pen in
      pen.list(count: items.count, selected: model.selectedIndex) { pen, index in
        draw(items[index], isChosen: index == model.selectedIndex, model, console, &pen)
      }
    }
  }

  private static func draw(
    _ item: ReviewQueue.Item, isChosen: Bool, _ model: ReviewsModel, _ console: ConsoleModel,
    _ pen: inout Pen
  ) {
    let (sign, style) = item.cause.look
    pen.write(sign, row: 0, column: 1, style.bold)
    let record = item.record
    pen.write(
      record.time.dateAndTime(in: console.clock.calendar), row: 0, column: 3, .dim, columns: 13)
    pen.write(
      record.actorName, row: 0, column: 17, isChosen ? .strong : .text, columns: 12)
    if let kind = record.kind {
      pen.pill(kind.word, row: 0, column: 30, .token, columns: 14)
    }
    let isWide = pen.bounds.columns >= 84
    if isWide, let ticket = record.ticket {
      pen.write("#\(ticket.rawValue)", row: 0, column: 46, .dim, columns: 9)
    }
    let end = pen.bounds.columns - 1
    let due = dueText(model.dueDate(of: item), now: console.clock.second)
    let start = pen.writeTrailing(due.text, row: 0, endColumn: end, due.style)
    let column = isWide ? 56 : 45
    pen.write(item.cause.word, row: 0, column: column, style, columns: max(0, start - column - 2))
  }

  private static func dueText(
    _ due: Date, now: Date
  ) -> (text: SanitizedText, style: Style) {
    let days = Int((due.timeIntervalSince(now) / 86_400).rounded(.down))
    if days < 0 { return (-days == 1 ? "1 day late" : "\(-days) days late", .warning) }
    return (days == 0 ? "due today" : "\(days) d left", .faint)
  }

  private static func drawDetails(
    _ item: ReviewQueue.Item, _ model: ReviewsModel, _ console: ConsoleModel, row start: Int,
    _ pen: inout Pen
  ) -> Int {
    pen.horizontalLine(row: start)
    let record = item.record
    var row = start + 1
    FormField.label("Here for", isFocused: false, row: row, &pen)
    row = DialogScreen.paragraph(
      item.cause.sentence, item.cause.look.style, row: row, column: FormField.column, most: 2, &pen)
    FormField.label("Saw", isFocused: false, row: row, &pen)
    pen.write(what(record), row: row, column: FormField.column, .text)
    row += 1
    FormField.label("Why", isFocused: false, row: row, &pen)
    let code = record.reasonCode ?? "no reason"
    row = DialogScreen.paragraph(
      code + (record.reason.map { " · “" + $0 + "”" } ?? ""), .text, row: row,
      column: FormField.column, most: 3, &pen)
    FormField.label("Entry", isFocused: false, row: row, &pen)
    pen.write(
      TimeText.grouped(Int(record.seq)) + " · " + record.host + " · " + record.shortHash, row: row,
      column: FormField.column, .faint)
    return row + 2
  }

  private static func what(_ record: AuditRecord) -> SanitizedText {
    var text = record.token ?? record.kind?.word ?? "a value"
    if let customer = record.customerPseudonym { text += " of customer " + customer }
    if let ticket = record.ticket { text += " on #\(ticket.rawValue)" }
    if let expires = record.expires {
      text += ", for " + TimeText.minutes(.seconds(expires.timeIntervalSince(record.time)))
    }
    if let approver = record.approverName { text += ", approved by " + approver }
    return text
  }

  private static func drawAnswer(
    _ model: ReviewsModel, _ chosen: ReviewQueue.Item, _ console: ConsoleModel, row start: Int,
    _ pen: inout Pen
  ) {
    var row = start
    let isOwn = model.isOwn(chosen)
    if !isOwn {
      row = FormField.text(
        "Note", model.note, isFocused: true, placeholder: "what you found", row: row, &pen)
    }
    if let complaint = model.complaint {
      row = DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
    } else if isOwn {
      row = DialogScreen.paragraph(
        "This look is your own: another supervisor goes over it.", .warning, row: row, most: 2, &pen
      )
    }
    row += 1
    if model.isSubmitting {
      pen.write("Writing the log …", row: row, column: 0, .warning)
      return
    }
    let answers: [(command: CommandID, word: SanitizedText, style: Style)] = [
      ("reviews.justified", "justified", .good), ("reviews.unjustified", "unjustified", .danger),
    ]
    DialogScreen.keys(
      (isOwn ? [] : answers) + [
        ("reviews.ticket", "its ticket", .accent), ("reviews.close", "close", .accent),
      ], row: row, console, &pen)
  }
}

extension ReviewQueue.Cause {
  /// A sign and how loud it is.
  fileprivate var look: (sign: SanitizedText, style: Style) {
    switch self {
    case .breakGlass: ("!", .danger)
    case .manyLooks, .sameValue: ("▲", .warning)
    case .sample: ("·", .dim)
    }
  }

  /// For the row; the details say it whole.
  fileprivate var word: SanitizedText {
    switch self {
    case .breakGlass: "break-glass"
    case .manyLooks(let count, _): "\(count) in one day"
    case .sameValue(let count): "value \(count) times"
    case .sample: "sample"
    }
  }
}
