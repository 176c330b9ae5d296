import Canvas
import Masking
import Text
import ViewModels

/// A masked value in two lines: what it is to the customer, and why it was masked.
@MainActor
enum TokenStrip {
  static func draw(_ details: TokenDetails, row: Int, column: Int, _ pen: inout Pen) {
    let next = pen.pill(details.token.label, hint: details.hint, row: row, column: column)
    pen.write(details.standing, row: row, column: next + 2, .dim)
    // Below the words of the pill, which has a space before them.
    pen.write("why", row: row + 1, column: column + 1, .faint)
    pen.write(details.grounds, row: row + 1, column: column + 5, .text)
  }
}
