import Canvas
import Text
import ViewModels

/// The keys of where one is, from the live map, in as many columns as fit.
@MainActor
enum HelpDialog {
  private enum Line {
    case title(SanitizedText)
    case key(HelpModel.Line)
    case blank
  }

  static func draw(_ model: HelpModel, _ pen: inout Pen) {
    let room = pen.bounds
    DialogScreen.panel(rows: room.rows - 2, columns: min(150, room.columns - 4), &pen) { pen in
      var rest = pen.bounds
      pen.within(rest.cutTop(2)) { pen in
        let column = pen.write("Keys", row: 0, column: 0, .strong)
        pen.write("as they are bound here and now", row: 0, column: column + 3, .dim)
      }
      pen.within(rest) { drawSections(model, &$0) }
    }
  }

  private static func drawSections(_ model: HelpModel, _ pen: inout Pen) {
    let columnCount = max(1, pen.bounds.columns / 50)
    let width = pen.bounds.columns / columnCount
    let lines = model.sections.flatMap { section in
      [.title(section.title)] + section.lines.map { Line.key($0) } + [.blank]
    }
    let perColumn = (lines.count + columnCount - 1) / columnCount
    model.lineCount = perColumn
    model.visibleCount = pen.bounds.rows
    let window = ScrollWindow(
      count: perColumn, visibleCount: pen.bounds.rows, first: model.scroll)
    for column in 0..<columnCount {
      for (row, offset) in window.visible.enumerated() {
        let index = column * perColumn + offset
        guard lines.indices.contains(index) else { continue }
        let place = Rect(row: row, column: column * width, rows: 1, columns: width - 2)
        pen.within(place) { draw(lines[index], &$0) }
      }
    }
    pen.scrollThumb(window)
  }

  private static func draw(_ line: Line, _ pen: inout Pen) {
    switch line {
    case .blank: break
    case .title(let title): pen.write(title, row: 0, column: 0, .accent.bold)
    case .key(let line):
      pen.write(line.keys, row: 0, column: 0, line.reason == nil ? .strong : .faint, columns: 17)
      let style: Style = line.reason == nil ? .text : .faint
      let column = pen.write(line.title, row: 0, column: 18, style)
      if let reason = line.reason {
        pen.write("· " + reason, row: 0, column: column + 1, .faint)
      }
    }
  }
}
