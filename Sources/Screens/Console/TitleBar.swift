import Canvas
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// Who, where, how much, how live, what time.
@MainActor
enum TitleBar {
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    let end = drawRight(console, &pen)
    drawLeft(console, before: end - 2, &pen)
  }

  /// From the right: what must never be missing.
  private static func drawRight(_ console: ConsoleModel, _ pen: inout Pen) -> Int {
    let isWide = pen.bounds.columns >= 110
    let clock = console.clock.second.hourAndMinute(in: console.clock.calendar)
    var end = pen.writeTrailing(clock, row: 0, endColumn: pen.bounds.columns - 1, .strong)
    let (live, style): (SanitizedText, Style) =
      console.isLive ? ("● live", .good) : ("○ not live", .warning)
    end = pen.writeTrailing(live, row: 0, endColumn: end - 3, style)
    end = drawReveals(console, before: end - 3, &pen)
    end = drawEmergencies(console, before: end, &pen)
    end = drawApprovals(console, before: end, &pen)
    end = drawChain(console, before: end, &pen)
    if isWide {
      end = pen.writeTrailing(
        " · " + console.session.user.role.name, row: 0, endColumn: end - 3, .dim)
      end = pen.writeTrailing(console.session.user.name, row: 0, endColumn: end, .text)
    }
    return end
  }

  private static func drawReveals(
    _ console: ConsoleModel, before end: Int, _ pen: inout Pen
  ) -> Int {
    if let expiry = console.reveals.nextExpiry {
      let count = console.reveals.open.count
      let left = TimeText.countdown(to: expiry, now: console.clock.second)
      if console.reveals.isGlassBroken {
        return pen.writeTrailing(
          " !! BREAK-GLASS · \(count) shown · \(left) ", row: 0, endColumn: end,
          .danger.bold.reverse)
      }
      return pen.writeTrailing(
        " \(count) shown · \(left) ", row: 0, endColumn: end, .revealed)
    }
    guard let budget = console.reveals.budget else { return end }
    let isUsedUp = budget.used >= budget.limit
    let figure = pen.writeTrailing(
      "\(budget.used)/\(budget.limit)", row: 0, endColumn: end, isUsedUp ? .danger : .dim)
    return pen.writeTrailing("reveals ", row: 0, endColumn: figure, .dim)
  }

  /// A glass that was broken stands here until the supervisor has seen it, and again once its review is
  /// overdue.
  private static func drawEmergencies(
    _ console: ConsoleModel, before end: Int, _ pen: inout Pen
  ) -> Int {
    if let first = console.emergencies.unseen.first {
      let more = console.emergencies.unseen.count - 1
      let words: SanitizedText =
        " !! BREAK-GLASS " + first.name + (more > 0 ? " +\(more) " : " ")
      return pen.writeTrailing(words, row: 0, endColumn: end - 3, .danger.bold.reverse)
    }
    let overdue = console.emergencies.overdue.count
    guard overdue > 0 else { return end }
    return pen.writeTrailing(
      "! \(overdue) overdue to review", row: 0, endColumn: end - 3, .danger.bold)
  }

  /// What waits for this person: a colleague's request, or one of theirs that can be opened.
  private static func drawApprovals(
    _ console: ConsoleModel, before end: Int, _ pen: inout Pen
  ) -> Int {
    let (waiting, open) = (console.approvals.toDecide.count, console.approvals.toOpen.count)
    guard waiting + open > 0 else { return end }
    let words: SanitizedText =
      waiting > 0 ? "! \(waiting) to approve" : "✓ \(open) approved"
    return pen.writeTrailing(
      words, row: 0, endColumn: end - 3, waiting > 0 ? .warning.bold : .good)
  }

  /// A log that does not hold is said on every screen of those who may read it.
  private static func drawChain(
    _ console: ConsoleModel, before end: Int, _ pen: inout Pen
  ) -> Int {
    guard let bad = console.audit?.state?.firstBad else { return end }
    return pen.writeTrailing(
      "✗ log broken at \(bad.seq)", row: 0, endColumn: end - 3, .danger.bold)
  }

  private static func drawLeft(_ console: ConsoleModel, before end: Int, _ pen: inout Pen) {
    var column = pen.write("◆", row: 0, column: 1, .accent)
    column = pen.write("Sealdesk", row: 0, column: column + 1, .strong)
    let workspace = console.session.workspaceName
    if column + 2 + workspace.columns < end {
      column = pen.write(workspace, row: 0, column: column + 2, .dim)
    }
    for (title, figure, isShown, isAlarming) in tabs(of: console) {
      let width = title.columns + 1 + figure.columns
      guard column + 3 + width < end else { continue }
      column = pen.write(title, row: 0, column: column + 3, isShown ? .strong : .dim)
      let style: Style = isAlarming ? .danger : isShown ? .text : .faint
      column = pen.write(figure, row: 0, column: column + 1, style)
    }
  }

  private static func tabs(
    of console: ConsoleModel
  ) -> [(title: SanitizedText, figure: SanitizedText, isShown: Bool, isAlarming: Bool)] {
    let counts = console.queue.counts
    let shown = console.queue.view
    var tabs: [(SanitizedText, SanitizedText, Bool, Bool)] = [
      QueueView.mine, .unassigned, .team, .breached,
    ]
    .map { view in
      let count = counts[view] ?? 0
      return (
        view.title, "\(count)", console.place == .desk && view == shown,
        view == .breached && count > 0
      )
    }
    if ![.mine, .unassigned, .team, .breached].contains(shown) {
      tabs.append((shown.title, "\(counts[shown] ?? 0)", console.place == .desk, false))
    }
    if console.place == .auditLog { tabs.insert(("Access log", .empty, true, false), at: 0) }
    return tabs
  }
}
