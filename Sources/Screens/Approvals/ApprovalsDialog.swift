import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Requests for approval: the list, and all that may be known of the chosen one.
@MainActor
enum ApprovalsDialog {
  static func draw(_ model: ApprovalsModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let shown = min(max(1, model.approvals.count), max(1, pen.bounds.rows - 20))
    let isWaiting = !model.toDecide.isEmpty || !model.toOpen.isEmpty
    DialogScreen.panel(
      rows: 19 + shown, columns: 84, stroke: isWaiting ? .warning : .accent, &pen
    ) { pen in
      let column = pen.write("Approvals", row: 0, column: 0, .strong)
      pen.write(title(model), row: 0, column: column + 3, .dim)
      guard let chosen = model.selected else {
        pen.write("Nobody has asked for anything since yesterday.", row: 2, column: 2, .dim)
        DialogScreen.keys([("approvals.close", "close", .accent)], row: 4, console, &pen)
        return
      }
      drawList(model, console, rows: shown, from: 2, &pen)
      let row = drawDetails(chosen, console, row: 3 + shown, &pen)
      drawAnswer(model, chosen, console, row: row + 1, &pen)
    }
  }

  private static func title(_ model: ApprovalsModel) -> SanitizedText {
    if model.mayDecide {
      let count = model.toDecide.count
      if count == 0 { return "nothing waits for you" }
      return count == 1 ? "1 waits for you" : "\(count) wait for you"
    }
    return "what you asked a supervisor for"
  }

  private static func drawList(
    _ model: ApprovalsModel, _ console: ConsoleModel, rows: Int, from row: Int, _ pen: inout Pen
  ) {
    let room = Rect(row: row, column: 0, rows: rows, columns: pen.bounds.columns)
    pen.within(room) { pen in
      pen.list(count: model.approvals.count, selected: model.selectedIndex) { pen, index in
        draw(model.approvals[index], isChosen: index == model.selectedIndex, console, &pen)
      }
    }
  }

  private static func draw(
    _ approval: Approval, isChosen: Bool, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    let (sign, style): (SanitizedText, Style) =
      switch approval.state {
      case .pending: ("!", .warning)
      case .approved: ("✓", .good)
      case .denied: ("✗", .danger)
      case .expired: ("·", .faint)
      }
    pen.write(sign, row: 0, column: 1, style.bold)
    let column = pen.write(
      approval.requesterName, row: 0, column: 3, isChosen ? .strong : .text, columns: 14)
    pen.write(
      approval.summary, row: 0, column: max(column + 2, 18), .text,
      columns: max(0, pen.bounds.columns - 46))
    let now = console.clock.second
    let end: SanitizedText =
      switch approval.state {
      case .pending, .approved:
        approval.state.wording + ", " + TimeText.countdown(to: approval.expiresAt, now: now)
      case .denied, .expired: approval.state.wording
      }
    pen.writeTrailing(end, row: 0, endColumn: pen.bounds.columns - 1, style)
  }

  private static func drawDetails(
    _ approval: Approval, _ console: ConsoleModel, row start: Int, _ pen: inout Pen
  ) -> Int {
    pen.horizontalLine(row: start)
    var row = start + 1
    let runs = MaskedRuns(identifiers: approval.identifiers)
    FormField.label("What", isFocused: false, row: row, &pen)
    var column = FormField.column
    for identifier in approval.identifiers.prefix(4) where column < pen.bounds.columns - 16 {
      column = pen.pill(identifier.token.label, hint: identifier.hint, row: row, column: column) + 2
    }
    if approval.identifiers.count > 4 {
      pen.write("and \(approval.identifiers.count - 4) more", row: row, column: column, .dim)
    }
    row += 1
    FormField.label("Of", isFocused: false, row: row, &pen)
    let who = approval.requesterHint.isEmpty ? "the customer" : approval.requesterHint
    column = pen.write(who, row: row, column: FormField.column, .customer)
    if let subject = approval.subject {
      let line = runs.styled(subject, .text, showsHints: false)
        .wrapped(columns: max(8, pen.bounds.columns - column - 3))
      pen.write(line, line: 0, row: row, column: column + 3)
    }
    row += 1
    FormField.label("Why", isFocused: false, row: row, &pen)
    row = DialogScreen.paragraph(
      approval.reasonWording + " · “" + approval.reason + "”", .text, row: row,
      column: FormField.column, most: 2, &pen)
    FormField.label("For", isFocused: false, row: row, &pen)
    pen.write(
      TimeText.minutes(approval.duration) + ", asked "
        + approval.requestedAt.shortDayAndTime(in: console.clock.calendar), row: row,
      column: FormField.column, .text)
    row += 1
    if let words = approval.lastWords {
      FormField.label("Wrote", isFocused: false, row: row, &pen)
      let wrapped = runs.styled(words, .dim, showsHints: false)
        .wrapped(columns: max(8, pen.bounds.columns - FormField.column))
      for line in 0..<min(2, wrapped.lineCount) {
        pen.write(wrapped, line: line, row: row + line, column: FormField.column)
      }
      row += min(2, wrapped.lineCount)
    }
    if let decision = approval.decision {
      FormField.label("Said", isFocused: false, row: row, &pen)
      row = DialogScreen.paragraph(
        decision.name + ", " + decision.at.shortDayAndTime(in: console.clock.calendar) + ": “"
          + decision.note + "”", approval.state == .denied ? .danger : .good, row: row,
        column: FormField.column, most: 2, &pen)
    }
    return row
  }

  private static func drawAnswer(
    _ model: ApprovalsModel, _ chosen: Approval, _ console: ConsoleModel, row start: Int,
    _ pen: inout Pen
  ) {
    var row = start
    let isToDecide = model.toDecide.contains { $0.id == chosen.id }
    if isToDecide {
      row = FormField.text(
        "Note", model.note, isFocused: true, placeholder: "why, for who reads the log", row: row,
        &pen)
    }
    if let complaint = model.complaint {
      row = DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
    } else if isToDecide {
      row = DialogScreen.paragraph(
        "A yes hands them the key of this value and no other, for a while; both are logged.", .dim,
        row: row, most: 2, &pen)
    }
    row += 1
    if model.isSubmitting {
      pen.write("Writing the log …", row: row, column: 0, .warning)
      return
    }
    var keys: [(command: CommandID, word: SanitizedText, style: Style)] = []
    if isToDecide {
      keys = [("approvals.approve", "approve", .warning), ("approvals.deny", "deny", .danger)]
    } else if model.toOpen.contains(where: { $0.id == chosen.id }) {
      keys = [("approvals.reveal", "open it, after it is logged", .warning)]
    }
    DialogScreen.keys(keys + [("approvals.close", "close", .accent)], row: row, console, &pen)
  }
}
