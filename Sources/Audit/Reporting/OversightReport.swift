import Foundation

/// The figures of a month as a page for people or a table for programs.
///
/// Groups smaller than `OversightFigures.smallestCell` are shown as `<5`, and how many looks fell into
/// them is shown only where there are at least two such groups: the total would give one away.
package struct OversightReport: Sendable {
  /// `2026-11`.
  package let month: String
  package let figures: OversightFigures

  package init(month: String, figures: OversightFigures) {
    self.month = month
    self.figures = figures
  }

  /// A page of Markdown.
  package var markdown: String {
    var lines = ["# How data was handled, \(month)", "", "| figure | |", "|---|---|"]
    lines += rows.map { "| \($0.name) | \($0.value) |" }
    for (title, group) in groups {
      lines += ["", "## Looks by \(title)", "", "| \(title) | looks |", "|---|---|"]
      lines += Self.cells(of: group).map { "| \(Self.escaped($0.name)) | \($0.value) |" }
    }
    lines += ["", "A number under \(OversightFigures.smallestCell) is not shown: `<5`."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Rows of `group,name,value` (RFC 4180).
  package var csv: String {
    var lines = ["group,name,value"]
    lines += rows.map { "total,\($0.name),\($0.value)" }
    for (title, group) in groups {
      lines += Self.cells(of: group).map { "\(title),\(CSVLine.cell($0.name)),\($0.value)" }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private var groups: [(String, [String: Int])] {
    [("person", figures.byPerson), ("kind", figures.byKind), ("reason", figures.byReason)]
      .filter { !$0.1.isEmpty }
  }

  private var rows: [(name: String, value: String)] {
    [
      ("tickets opened", "\(figures.ticketCount)"),
      ("looks", Self.cell(figures.looks)),
      ("looks per 100 tickets", Self.number(figures.looksPerHundredTickets)),
      ("looks refused", Self.cell(figures.refusedLooks)),
      ("looks that somebody approved", share(figures.approvedLooks, of: figures.looks)),
      ("break-glass", "\(figures.breakGlass)"),
      ("minutes a value stood open, median", Self.number(figures.medianMinutesOpen)),
      ("looks reviewed", Self.cell(figures.reviewed)),
      ("found unjustified", share(figures.unjustified, of: figures.reviewed)),
      ("masks missed and reported", Self.cell(figures.masksMissed)),
      ("masks lifted", Self.cell(figures.masksLifted)),
      ("exact values looked up", Self.cell(figures.exactSearches)),
      ("replies", Self.cell(figures.replies)),
      ("replies sent despite a finding", share(figures.overriddenReplies, of: figures.replies)),
      ("replies begun with a suggestion", share(figures.suggestedReplies, of: figures.replies)),
      ("sign-ins refused", "\(figures.refusedSignIns)"),
      ("verifications that failed", "\(figures.failedVerifications)"),
    ]
  }

  /// A share of a small whole is not shown: it would say how small the part is.
  private func share(_ part: Int, of whole: Int) -> String {
    guard whole >= OversightFigures.smallestCell, let share = figures.share(part, of: whole) else {
      return "–"
    }
    return String(format: "%.0f %%", share * 100)
  }

  static func cell(_ count: Int) -> String {
    count == 0 || count >= OversightFigures.smallestCell
      ? "\(count)" : "<\(OversightFigures.smallestCell)"
  }

  private static func number(_ value: Double?) -> String {
    value.map { String(format: "%.1f", $0) } ?? "–"
  }

  /// The largest first; where one small group alone is hidden, the next larger is hidden with it, or
  /// the total would tell.
  static func cells(of group: [String: Int]) -> [(name: String, value: String)] {
    let sorted = group.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let small = sorted.count { $0.value < OversightFigures.smallestCell }
    return sorted.enumerated().map { index, element in
      let isHiddenToo = small == 1 && index == sorted.count - 2
      return (element.key, isHiddenToo ? "not shown" : cell(element.value))
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
