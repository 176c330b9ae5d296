import Canvas
import Text
import ViewModels

/// Every command by a few letters; what cannot be done says why.
@MainActor
enum PaletteDialog {
  static func draw(_ model: PaletteModel, _ pen: inout Pen) {
    DialogScreen.panel(rows: min(20, max(8, pen.bounds.rows - 4)), columns: 76, &pen) { pen in
      var rest = pen.bounds
      pen.within(rest.cutTop(2)) { pen in
        pen.write(":", row: 0, column: 0, .accent.bold)
        FieldText.draw(
          model.typed, placeholder: "a few letters of what you want to do", row: 0, column: 2,
          columns: pen.bounds.columns - 2, &pen)
      }
      _ = rest.cutBottom(1)
      guard !model.rows.isEmpty else {
        pen.within(rest) { _ = $0.write("No command is called that.", row: 0, column: 2, .dim) }
        return
      }
      pen.within(rest) { pen in
        pen.list(count: model.rows.count, selected: model.selectedIndex) { pen, index in
          draw(model.rows[index], isSelected: index == model.selectedIndex, &pen)
        }
      }
    }
  }

  private static func draw(_ row: PaletteModel.Row, isSelected: Bool, _ pen: inout Pen) {
    let end = pen.bounds.columns - 2
    let keys = pen.writeTrailing(row.keys ?? .empty, row: 0, endColumn: end, .accent)
    let style: Style = row.availability.isAvailable ? (isSelected ? .strong : .text) : .faint
    let column = pen.write(
      row.command.title, row: 0, column: 2, style,
      highlighting: row.matched.map { $0..<($0 + 1) }, .match)
    if case .unavailable(let reason) = row.availability, isSelected {
      pen.write(reason, row: 0, column: column + 2, .warning, columns: keys - column - 4)
    }
  }
}
