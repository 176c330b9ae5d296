import Canvas
import Text
import ViewModels

/// Says kindly that nothing useful fits.
enum TooSmallScreen {
  @MainActor
  static func draw(_ console: ConsoleModel, _ pen: inout Pen) {
    let middle = max(0, pen.bounds.rows / 2 - 1)
    let isTiny = pen.bounds.columns < 26
    pen.writeCentered(
      isTiny ? "Window too small" : "This window is too small", row: middle, .strong)
    if pen.bounds.rows > 3 {
      pen.writeCentered(
        isTiny ? "60 by 20 will do" : "60 columns by 20 rows are enough", row: middle + 1, .dim)
    }
    if pen.bounds.rows > 5 {
      pen.writeCentered("Nothing is lost; ^X locks", row: middle + 2, .faint)
    }
    if console.isPractice { pen.writeCentered("SANDBOX", row: 0, .warning) }
  }
}
