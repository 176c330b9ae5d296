import Text

// Frames as text, for golden files and for the log of a failed test.
extension Frame {
  /// The rows as text, without trailing spaces.
  package func dump() -> String {
    (0..<rows).map { text(row: $0) + "\n" }.joined()
  }

  /// The rows as text; under each, how its parts are styled, plain text on the background left out.
  ///
  /// `· 0-2 badge-focused+bold · 3-49 text/panel` reads: columns 0 to 2 are a focused badge in bold.
  /// A dimmed style has a `~` before it, the cursor is named at the end.
  package func styledDump() -> String {
    var result = ""
    for row in 0..<rows {
      result += text(row: row) + "\n"
      let runs = styleRuns(row: row).filter { $0.style != StyleID(.text, on: .background) }
      if !runs.isEmpty {
        result += "    " + runs.map { "· \($0.description)" }.joined(separator: " ") + "\n"
      }
    }
    if let cursor { result += "cursor \(cursor.row),\(cursor.column)\n" }
    return result
  }

  /// One row as text, without trailing spaces.
  package func text(row: Int) -> String {
    var line = String.UnicodeScalarView()
    for cell in cells(ofRow: row) where !cell.isContinuation {
      let glyph = glyph(of: cell)
      line.append(glyph.base)
      for index in 0..<glyph.marks.count { line.append(glyph.marks[index]) }
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// Neighbouring cells of one style.
  package struct StyleRun: Hashable, Sendable, CustomStringConvertible {
    package let columns: Range<Int>
    package let style: StyleID

    package var description: String {
      "\(columns.lowerBound)-\(columns.upperBound - 1) \(style.description)"
    }
  }

  package func styleRuns(row: Int) -> [StyleRun] {
    var runs: [StyleRun] = []
    for column in 0..<columns {
      let style = self[row, column].style
      if let last = runs.last, last.style == style {
        runs[runs.count - 1] = StyleRun(columns: last.columns.lowerBound..<column + 1, style: style)
      } else {
        runs.append(StyleRun(columns: column..<column + 1, style: style))
      }
    }
    return runs
  }
}

extension StyleID: CustomStringConvertible {
  /// As in `~strong+bold/panel`.
  package var description: String {
    var text = isDimmed ? "~" : ""
    text += role.name
    for (attribute, name) in Attributes.named where attributes.contains(attribute) {
      text += "+\(name)"
    }
    if surface != .background { text += "/\(surface.name)" }
    return text
  }
}
