import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// The request to see identifiers in clear, and what it means to make it.
@MainActor
enum EscalateDialog {
  static func draw(_ model: EscalationModel, _ console: ConsoleModel, _ pen: inout Pen) {
    let more = model.isBreakingGlass ? 2 : 0
    let shown = min(model.items.count, max(1, pen.bounds.rows - 19 - more))
    DialogScreen.panel(
      rows: 18 + more + max(1, shown), columns: 76,
      stroke: model.isBreakingGlass ? .danger : .warning, &pen
    ) { pen in
      var row = drawTitle(model, &pen)
      row = drawIdentifiers(model, shown: shown, row: row, &pen)
      row = FormField.reasons(
        model.reasons, chosen: model.reasonIndex, isFocused: model.field == .reason, row: row, &pen)
      row = FormField.text(
        "Why", model.sentence, isFocused: model.field == .sentence,
        placeholder: "a sentence, for who reads the log", row: row, &pen)
      row = drawDuration(model, row: row, &pen)
      if model.isBreakingGlass { row = drawPassphrase(model, row: row, &pen) }
      pen.horizontalLine(row: row + 1)
      drawConsequences(model, console, row: row + 2, &pen)
    }
  }

  private static func drawTitle(_ model: EscalationModel, _ pen: inout Pen) -> Int {
    let number: SanitizedText = "#\(model.ticket.id.rawValue)"
    if model.isBreakingGlass {
      let column = pen.write(" BREAK-GLASS ", row: 0, column: 0, .danger.bold.reverse)
      pen.write(
        number + " · opens without an approval", row: 0, column: column + 2, .danger)
    } else {
      let column = pen.write("Escalate", row: 0, column: 0, .strong)
      pen.write(
        number + " · you ask to see identifiers in clear", row: 0, column: column + 3, .dim)
    }
    return 2
  }

  private static func drawIdentifiers(
    _ model: EscalationModel, shown: Int, row: Int, _ pen: inout Pen
  ) -> Int {
    FormField.label("What", isFocused: model.field == .identifiers, row: row, &pen)
    guard !model.items.isEmpty else {
      pen.write("This ticket holds no masked value.", row: row, column: FormField.column, .dim)
      return row + 2
    }
    let window = ScrollWindow(
      count: model.items.count, visibleCount: shown, first: 0, showing: model.itemIndex, margin: 0)
    for (line, index) in window.visible.enumerated() {
      drawItem(model, index, row: row + line, &pen)
    }
    if window.hasMoreBelow {
      pen.writeTrailing("more below", row: row + shown - 1, endColumn: pen.bounds.columns, .faint)
    }
    if let details = model.details {
      pen.write(details.grounds, row: row + shown, column: FormField.column + 4, .faint)
    }
    return row + shown + 2
  }

  private static func drawItem(
    _ model: EscalationModel, _ index: Int, row: Int, _ pen: inout Pen
  ) {
    let item = model.items[index]
    let isCurrent = model.field == .identifiers && index == model.itemIndex
    let isChosen = model.chosen.contains(item.token)
    if isCurrent {
      pen.write("▸", row: row, column: FormField.column - 2, .accent)
    }
    let column = pen.checkBox(isOn: isChosen, row: row, column: FormField.column)
    let next = pen.pill(item.token.label, hint: item.hint, row: row, column: column + 1)
    let note: (SanitizedText, Style) =
      switch item.escalation {
      case .never: ("never shown", .faint)
      case .approval: ("needs a supervisor", .warning)
      case .breakGlass: ("break-glass", .warning)
      case .selfService: (item.isProfile ? "profile" : "", .faint)
      }
    pen.write(note.0, row: row, column: next + 3, note.1)
  }

  private static func drawDuration(_ model: EscalationModel, row: Int, _ pen: inout Pen) -> Int {
    let isFocused = model.field == .duration
    FormField.label("For", isFocused: isFocused, row: row, &pen)
    var column = pen.write(
      TimeText.minutes(model.duration), row: row, column: FormField.column,
      isFocused ? .strong : .text)
    column = pen.write("‹ ›", row: row, column: column + 3, isFocused ? .accent : .faint)
    pen.write(
      "at most \(TimeText.minutes(model.longestDuration))", row: row, column: column + 3, .faint)
    return row + 1
  }

  /// As many dots as characters were typed; which, nobody sees.
  private static func drawPassphrase(
    _ model: EscalationModel, row: Int, _ pen: inout Pen
  ) -> Int {
    let isFocused = model.field == .passphrase
    FormField.label("Confirm", isFocused: isFocused, row: row, &pen)
    let room = max(0, pen.bounds.columns - FormField.column - 1)
    let dots = String(repeating: "•", count: min(model.passphraseCount, room))
    if dots.isEmpty {
      pen.write(
        "your passphrase, once more", row: row, column: FormField.column, .faint)
    }
    let end = pen.write(
      SanitizedText(sanitizing: dots), row: row, column: FormField.column, .text)
    if isFocused { pen.placeCursor(row: row, column: end) }
    return row + 1
  }

  private static func drawConsequences(
    _ model: EscalationModel, _ console: ConsoleModel, row start: Int, _ pen: inout Pen
  ) {
    var row = start
    if let complaint = model.complaint {
      row = DialogScreen.paragraph("✗ " + complaint, .danger, row: row, most: 2, &pen)
      row = start + (model.isBreakingGlass ? 3 : 2)
    } else {
      let who = model.requesterHint.isEmpty ? "The customer" : model.requesterHint
      DialogScreen.paragraph(
        consequence(model, for: who) + budget(model), .dim, row: row,
        most: model.isBreakingGlass ? 3 : 2, &pen)
      row += model.isBreakingGlass ? 3 : 2
    }
    row += 1
    if model.isSubmitting {
      pen.write("Writing the log …", row: row, column: 0, .warning)
    } else {
      DialogScreen.keys(
        [
          (
            "escalation.confirm", verb(model), model.isBreakingGlass ? .danger : .warning
          ),
          ("escalation.cancel", "keep it masked", .accent),
        ] + glassKey(model), row: row, console, &pen)
    }
    drawLastLook(model, console, row: row + 2, &pen)
  }

  private static func verb(_ model: EscalationModel) -> SanitizedText {
    if model.isBreakingGlass { return "break the glass" }
    return model.needsSupervisor ? "ask a supervisor" : "reveal"
  }

  private static func glassKey(
    _ model: EscalationModel
  ) -> [(command: CommandID, word: SanitizedText, style: Style)] {
    guard model.mayBreakGlass else { return [] }
    let word: SanitizedText = model.isBreakingGlass ? "ask instead" : "break-glass"
    return [("escalation.glass", word, model.isBreakingGlass ? .accent : .danger)]
  }

  private static func consequence(
    _ model: EscalationModel, for who: SanitizedText
  ) -> SanitizedText {
    if model.isBreakingGlass {
      let hours = model.reviewTime.components.seconds / 3_600
      return
        "Only where somebody would come to harm by waiting. It is written to the log, every supervisor is told at once, and one reviews it within \(hours) hours."
    }
    return model.needsSupervisor
      ? "A supervisor sees this request, masked, and decides. Nothing opens before."
      : "Written to the log before anything opens. \(who) can ask who looked, when and why."
  }

  private static func budget(_ model: EscalationModel) -> SanitizedText {
    guard let budget = model.budget else { return .empty }
    let next = budget.used + max(1, model.chosen.count)
    return " This is \(next) of your \(budget.limit) in this shift."
  }

  private static func drawLastLook(
    _ model: EscalationModel, _ console: ConsoleModel, row: Int, _ pen: inout Pen
  ) {
    guard let look = model.lastLook else { return }
    let time = look.at.shortDayAndTime(in: console.clock.calendar)
    pen.write(
      "last look at this customer: \(look.name), \(time), \(look.reason)", row: row, column: 0,
      .faint)
  }
}
