import Foundation
package import Tickets

/// The figures of a month, for a page, a table or a screen.
///
/// Groups smaller than `OversightFigures.smallestCell` are shown as `<5`, and how many looks fell into
/// them is shown only where there are at least two such groups: the total would give one away.
package struct OversightReport: Hashable, Sendable {
  /// `2026-11`.
  package let month: String
  package let figures: OversightFigures
  /// The ids of the rules in use: those that were never shown are named.
  package var rules: [String] = []
  private let targets: OversightTargets

  package init(
    month: String, figures: OversightFigures, targets: OversightTargets = .standard
  ) {
    self.month = month
    self.figures = figures
    self.targets = targets
  }

  /// A figure as it may be shown.
  package struct Line: Hashable, Sendable {
    package let name: String
    package let value: String
    /// What the policy wants, as in `at most 5`.
    package let target: String?
    /// Whether it is as the policy wants; `nil` where it wants nothing, or where saying so would give
    /// a small number away.
    package let isMet: Bool?
  }

  /// Looks of those who, of what or why: the largest group first.
  package struct Group: Hashable, Sendable {
    package let title: String
    package let cells: [Cell]
  }

  /// One of a group; without a number where that is too small to be shown.
  package struct Cell: Hashable, Sendable {
    package let name: String
    package let value: String
    package let count: Int?
  }

  // MARK: - What is in it

  package var lines: [Line] {
    [
      line("tickets opened", "\(figures.ticketCount)"),
      line("looks", Self.cell(figures.looks)),
      line(
        "looks per 100 tickets", figures.looksPerHundredTickets, .looksPerHundredTickets,
        Self.decimal),
      line("looks refused", Self.cell(figures.refusedLooks)),
      line("looks that somebody approved", share(figures.approvedLooks, of: figures.looks)),
      line("break-glass", "\(figures.breakGlass)"),
      line(
        "minutes a value stood open, median", figures.medianMinutesOpen, .minutesOpen,
        Self.decimal),
      line("looks reviewed", Self.cell(figures.reviewed)),
      line("reviews overdue", Double(figures.overdueReviews), .reviewsOverdue, Self.whole),
      line(
        "found unjustified", percent(figures.unjustified, of: figures.reviewed),
        .unjustifiedPercent, Self.percentage),
      line("masks missed and reported", count: figures.masksMissed, .masksMissed),
      line("masks lifted", Self.cell(figures.masksLifted)),
      line("exact values looked up", Self.cell(figures.exactSearches)),
      line("replies", Self.cell(figures.replies)),
      line(
        "replies sent despite a finding", percent(figures.overriddenReplies, of: figures.replies),
        .sentDespiteFindingPercent, Self.percentage),
      line("replies begun with a suggestion", share(figures.suggestedReplies, of: figures.replies)),
      line(
        "minutes of typing saved, at \(AssistantFigures.wordsPerMinute) words a minute",
        Self.number(
          figures.suggestedReplies < OversightFigures.smallestCell
            ? nil : figures.assistant.minutesSaved)),
      line("hours to the first reply, median", Self.number(figures.medianHoursToReply)),
      line("hours to the solution, median", Self.number(figures.medianHoursToSolution)),
      line("sign-ins refused", "\(figures.refusedSignIns)"),
      line("verifications that failed", "\(figures.failedVerifications)"),
    ]
  }

  package var groups: [Group] {
    [("person", figures.byPerson), ("kind", figures.byKind), ("reason", figures.byReason)]
      .filter { !$0.1.isEmpty }
      .map { Group(title: $0.0, cells: Self.cells(of: $0.1)) }
  }

  /// Looks of each of these days, counted from 1970; `nil` where they are too few to be shown.
  package func looks(onDays days: Range<Int>) -> [Int?] {
    days.map { day in
      let count = figures.byDay[day] ?? 0
      return count == 0 || count >= OversightFigures.smallestCell ? count : nil
    }
  }

  // MARK: - As text

  /// A page of Markdown.
  package var markdown: String {
    var page = ["# How data was handled, \(month)", "", "| figure | | target |", "|---|---|---|"]
    page += lines.map { line in
      let verdict = line.isMet.map { $0 ? ", met" : ", **missed**" } ?? ""
      return "| \(line.name) | \(line.value) | \((line.target ?? "") + verdict) |"
    }
    for group in groups {
      page += ["", "## Looks by \(group.title)", "", "| \(group.title) | looks |", "|---|---|"]
      page += group.cells.map { "| \(Self.escaped($0.name)) | \($0.value) |" }
    }
    page += suggestionLines
    page += ["", "A number under \(OversightFigures.smallestCell) is not shown: `<5`."]
    return page.joined(separator: "\n") + "\n"
  }

  /// Rows of `group,name,value,target` (RFC 4180).
  package var csv: String {
    var rows = ["group,name,value,target"]
    rows += lines.map { "total,\(CSVLine.cell($0.name)),\($0.value),\($0.target ?? "")" }
    for group in groups {
      rows += group.cells.map { "\(group.title),\(CSVLine.cell($0.name)),\($0.value)," }
    }
    rows += suggestionCells.map {
      "\(CSVLine.cell($0.group)),\(CSVLine.cell($0.name)),\(CSVLine.cell($0.value)),"
    }
    return rows.joined(separator: "\r\n") + "\r\n"
  }

  // MARK: - Lines

  private func line(_ name: String, _ value: String) -> Line {
    Line(name: name, value: value, target: nil, isMet: nil)
  }

  private func line(
    _ name: String, _ value: Double?, _ measure: OversightTargets.Measure,
    _ written: (Double) -> String
  ) -> Line {
    let most = targets.most[measure]
    return Line(
      name: name, value: value.map(written) ?? "–",
      target: most.map { "at most " + written(Double($0)).replacing(".0", with: "") },
      isMet: most.flatMap { most in value.map { $0 <= Double(most) } })
  }

  /// A count of what concerns customers: a small one is not given away by its verdict either.
  private func line(_ name: String, count: Int, _ measure: OversightTargets.Measure) -> Line {
    let most = targets.most[measure]
    let isHidden = (1..<OversightFigures.smallestCell).contains(count)
    return Line(
      name: name, value: Self.cell(count), target: most.map { "at most \($0)" },
      isMet: most.flatMap { most in
        isHidden && most < OversightFigures.smallestCell - 1 ? nil : count <= most
      })
  }

  /// A share of a small whole is not shown: it would say how small the part is.
  private func percent(_ part: Int, of whole: Int) -> Double? {
    guard whole >= OversightFigures.smallestCell else { return nil }
    return figures.share(part, of: whole).map { $0 * 100 }
  }

  private func share(_ part: Int, of whole: Int) -> String {
    percent(part, of: whole).map(Self.percentage) ?? "–"
  }

  static func cell(_ count: Int) -> String {
    count == 0 || count >= OversightFigures.smallestCell
      ? "\(count)" : "<\(OversightFigures.smallestCell)"
  }

  private static func number(_ value: Double?) -> String { value.map(decimal) ?? "–" }
  private static func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
  private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }
  private static func percentage(_ value: Double) -> String { whole(value) + " %" }

  /// The largest first; where one small group alone is hidden, the next larger is hidden with it, or
  /// the total would tell.
  static func cells(of group: [String: Int]) -> [Cell] {
    let sorted = group.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let small = sorted.count { $0.value < OversightFigures.smallestCell }
    return sorted.enumerated().map { index, element in
      let isHiddenToo = small == 1 && index == sorted.count - 2
      let isHidden = isHiddenToo || element.value < OversightFigures.smallestCell
      return Cell(
        name: element.key, value: isHiddenToo ? "not shown" : cell(element.value),
        count: isHidden ? nil : element.value)
    }
  }

  static func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
