import Canvas
import Text
import ViewModels

/// A list to choose one from.
@MainActor
enum PickerDialog {
  static func draw(_ model: PickerModel, _ pen: inout Pen) {
    let rows = min(max(model.items.count, 1) + 5, max(8, pen.bounds.rows - 4))
    DialogScreen.panel(rows: rows, columns: 56, &pen) { pen in
      var rest = pen.bounds
      pen.within(rest.cutTop(2)) { pen in
        let column = pen.write(model.title, row: 0, column: 0, .strong)
        FieldText.draw(
          model.typed, placeholder: model.acceptsTyped ? "type a new one" : "type to find",
          row: 0, column: column + 3, columns: pen.bounds.columns - column - 3, &pen)
      }
      pen.within(rest) { drawItems(model, &$0) }
    }
  }

  private static func drawItems(_ model: PickerModel, _ pen: inout Pen) {
    guard !model.shown.isEmpty else {
      let words: SanitizedText =
        model.acceptsTyped && !model.typed.isEmpty
        ? "⏎ adds “\(model.typed.text)”" : "nothing to choose from"
      pen.write(words, row: 0, column: 2, .dim)
      return
    }
    pen.list(count: model.shown.count, selected: model.selectedIndex) { pen, index in
      let item = model.items[model.shown[index]]
      pen.write(item.isCurrent ? "✓" : " ", row: 0, column: 1, .good)
      let column = pen.write(
        item.label, row: 0, column: 3, index == model.selectedIndex ? .strong : .text)
      pen.writeTrailing(
        item.detail, row: 0, endColumn: pen.bounds.columns - 2, .dim,
        columns: max(0, pen.bounds.columns - column - 4))
    }
  }
}
