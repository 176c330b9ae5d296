import Canvas
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// Beside a wide conversation: what is known of the customer, masked, and the scenario if there is one.
@MainActor
enum RequesterPanel {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    var rest = pen.bounds.inset(leading: 2, trailing: 2)
    if let scenario = console.scenario, scenario.isPanelShown {
      let panel = rest.cutBottom(min(14, rest.rows / 3))
      pen.within(panel) { ScenarioPanel.draw(scenario, console, &$0) }
    }
    guard let conversation = console.conversation.conversation else { return }
    pen.within(rest) { draw(conversation, console, &$0) }
  }

  private static func draw(
    _ conversation: Conversation, _ console: ConsoleModel, _ pen: inout Pen
  ) {
    let requester = conversation.requester
    var row = 0
    pen.write("Customer", row: row, column: 0, .strong)
    pen.writeTrailing(requester.pseudonym, row: row, endColumn: pen.bounds.columns, .faint)
    row += 2
    if !requester.nameHint.isEmpty {
      pen.write(requester.nameHint, row: row, column: 0, .text)
      row += 2
    }
    drawIdentifiers(requester, console, row: &row, &pen)
    row += 1
    drawFacts(conversation, console, row: &row, &pen)
  }

  private static func drawIdentifiers(
    _ requester: Requester, _ console: ConsoleModel, row: inout Int, _ pen: inout Pen
  ) {
    let runs = MaskedRuns(console)
    let known = requester.identifiers.sorted { $0.isProfile && !$1.isProfile }
    for identifier in known.prefix(max(0, pen.bounds.rows - 16)) {
      var run = StyledText()
      runs.append(identifier.token, showsHint: true, to: &run)
      runs.fill(pen.write(run, row: row, column: 0), now: console.clock.second, &pen)
      let note = note(on: identifier)
      if run.columns + 2 + note.text.columns <= pen.bounds.columns {
        pen.writeTrailing(note.text, row: row, endColumn: pen.bounds.columns, note.style)
      }
      row += 1
    }
  }

  private static func note(
    on identifier: IdentifierSummary
  ) -> (text: SanitizedText, style: Style) {
    switch identifier.escalation {
    case .never: ("never shown", .faint)
    case .approval, .breakGlass: ("needs a supervisor", .warning)
    case .selfService: (identifier.isProfile ? "profile" : "mentioned", .faint)
    }
  }

  private static func drawFacts(
    _ conversation: Conversation, _ console: ConsoleModel, row: inout Int, _ pen: inout Pen
  ) {
    let ticket = conversation.ticket
    let calendar = console.clock.calendar
    let day = TimeText.day(ticket.createdAt, in: calendar)
    let facts: [(SanitizedText, SanitizedText)] = [
      ("tickets", "\(conversation.requester.ticketCount)"),
      ("language", ticket.language.map { SanitizedText(sanitizing: $0) } ?? "not known"),
      ("by", SanitizedText(sanitizing: ticket.channel.rawValue)),
      ("inbox", ticket.queue),
      ("since", day + ", " + ticket.createdAt.hourAndMinute(in: calendar)),
      ("messages", "\(conversation.messages.count)"),
    ]
    pen.horizontalLine(row: row)
    row += 2
    for (label, value) in facts {
      pen.write(label, row: row, column: 0, .faint)
      pen.write(value, row: row, column: 11, .text)
      row += 1
    }
    row += 1
    for somebody in conversation.presence {
      pen.write(
        "\(somebody.name) is \(SanitizedText(sanitizing: somebody.activity.rawValue))", row: row,
        column: 0, somebody.activity == .replying ? .warning : .dim)
      row += 1
    }
  }
}
