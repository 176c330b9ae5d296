import Canvas
import Testing

struct RectTests {
  @Test func `cutting leaves the rest`() {
    var rest = Rect(row: 1, column: 2, rows: 10, columns: 20)
    #expect(rest.cutTop(2) == Rect(row: 1, column: 2, rows: 2, columns: 20))
    #expect(rest.cutBottom(1) == Rect(row: 10, column: 2, rows: 1, columns: 20))
    #expect(rest.cutLeading(5) == Rect(row: 3, column: 2, rows: 7, columns: 5))
    #expect(rest.cutTrailing(5) == Rect(row: 3, column: 17, rows: 7, columns: 5))
    #expect(rest == Rect(row: 3, column: 7, rows: 7, columns: 10))
  }

  @Test func `cutting more than there is takes what there is`() {
    var rest = Rect(rows: 3, columns: 4)
    #expect(rest.cutTop(9).rows == 3)
    #expect(rest.isEmpty)
    #expect(rest.cutLeading(-1).isEmpty)
    #expect(Rect(rows: -1, columns: 5).rows == 0)
    #expect(Rect(rows: 2, columns: 2).inset(rows: 3).isEmpty)
  }

  @Test(arguments: 0...50)
  func `shares fill the whole`(columns: Int) {
    let parts = Rect(row: 0, column: 3, rows: 1, columns: columns).splitColumns(weights: [1, 2, 4])
    #expect(parts.map(\.columns).reduce(0, +) == columns)
    #expect(parts.last?.endColumn == 3 + columns)
  }

  @Test func `rectangles that do not touch have nothing in common`() {
    let left = Rect(rows: 4, columns: 4)
    #expect(left.intersection(Rect(row: 4, column: 0, rows: 2, columns: 2)).isEmpty)
    let common = left.intersection(Rect(row: 2, column: 3, rows: 9, columns: 9))
    #expect(common == Rect(row: 2, column: 3, rows: 2, columns: 1))
    #expect(left.centered(rows: 2, columns: 9) == Rect(row: 1, column: 0, rows: 2, columns: 4))
  }
}
