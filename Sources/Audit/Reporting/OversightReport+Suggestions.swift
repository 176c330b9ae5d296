extension OversightReport {
  /// One rule's row; what could be told from the others of its row is not shown either.
  struct SuggestionRow {
    let origin: String
    let cells: [String]

    static let titles = [
      "shown", "taken", "as it was", "rewritten", "left aside", "changed, median",
    ]

    init(_ origin: String, _ fare: AssistantFigures.Fare) {
      self.origin = origin
      let parts = [fare.taken, fare.asItWas, fare.rewritten, fare.dismissed]
      let hidesParts = parts.contains { (1..<OversightFigures.smallestCell).contains($0) }
      let isSmall = fare.taken < OversightFigures.smallestCell
      cells =
        [OversightReport.cell(fare.shown)]
        + parts.map {
          hidesParts && $0 >= OversightFigures.smallestCell
            ? "not shown" : OversightReport.cell($0)
        } + [isSmall ? "–" : fare.medianEditedPercent.map { "\($0) %" } ?? "–"]
    }
  }

  var suggestionRows: [SuggestionRow] {
    figures.assistant.byOrigin.sorted { ($1.value.shown, $0.key) < ($0.value.shown, $1.key) }
      .map { SuggestionRow($0.key, $0.value) }
  }

  /// Rules of the pack that nobody was shown.
  var unseenRules: [String] {
    rules.filter { (figures.assistant.byOrigin[$0]?.shown ?? 0) == 0 }.sorted()
  }

  /// Those that nearly everybody writes anew.
  var rewrittenRules: [String] {
    figures.assistant.byOrigin.filter { $0.value.isAlwaysRewritten }.keys.sorted()
  }

  var suggestionLines: [String] {
    var lines: [String] = []
    if !suggestionRows.isEmpty {
      let titles = ["suggestion"] + SuggestionRow.titles
      lines += [
        "", "## Suggestions", "", "| \(titles.joined(separator: " | ")) |",
        "|" + String(repeating: "---|", count: titles.count),
      ]
      lines += suggestionRows.map {
        "| \(([Self.escaped($0.origin)] + $0.cells).joined(separator: " | ")) |"
      }
    }
    if !unseenRules.isEmpty {
      lines += ["", "Never shown: \(unseenRules.joined(separator: ", "))."]
    }
    if !rewrittenRules.isEmpty {
      lines += ["", "Nearly always rewritten: \(rewrittenRules.joined(separator: ", "))."]
    }
    return lines
  }

  var suggestionCells: [(group: String, name: String, value: String)] {
    suggestionRows.flatMap { row in
      zip(SuggestionRow.titles, row.cells).map {
        (group: "suggestion: \($0)", name: row.origin, value: $1)
      }
    } + unseenRules.map { (group: "suggestion: never shown", name: $0, value: "0") }
      + rewrittenRules.map { (group: "suggestion: nearly always rewritten", name: $0, value: "") }
  }
}
