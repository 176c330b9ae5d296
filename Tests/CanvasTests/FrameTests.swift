import Canvas
import Testing
import Text

struct FrameTests {
  @Test func `text is drawn where it was asked for`() {
    var pen = Pen(rows: 2, columns: 12)
    #expect(pen.write("Hello", row: 1, column: 2) == 7)
    #expect(pen.frame.dump() == "\n  Hello\n")
  }

  @Test func `a wide glyph that loses a half goes whole`() {
    for column in 2...3 {
      var pen = Pen(rows: 1, columns: 8)
      pen.write("請求書", row: 0, column: 0)
      pen.write("x", row: 0, column: column)
      #expect(pen.frame.text(row: 0) == (column == 2 ? "請x 書" : "請 x書"))
      pen.fill(Rect(row: 0, column: 1, rows: 1, columns: 4))
      #expect(pen.frame.dump() == "\n")
    }
  }

  @Test func `a wide glyph at a border is left out`() {
    var pen = Pen(rows: 1, columns: 5)
    #expect(pen.write("請求書", row: 0, column: 0, overflow: .clip) == 4)
    #expect(pen.frame.text(row: 0) == "請求")
    pen.within(Rect(row: 0, column: 1, rows: 1, columns: 3)) { pen in
      pen.write("書書書", row: 0, column: -1, overflow: .clip)
    }
    #expect(pen.frame.text(row: 0) == "  書")
  }

  @Test func `a pen stays within its area`() {
    var pen = Pen(rows: 4, columns: 10)
    pen.within(Rect(row: 1, column: 2, rows: 2, columns: 5)) { pen in
      for row in -2..<9 { pen.write("0123456789", row: row, column: -1, overflow: .clip) }
      pen.within(Rect(row: 1, column: 3, rows: 9, columns: 9)) { pen in
        pen.fill(pen.bounds)
        pen.write("abcdef", row: 0, column: 0, overflow: .clip)
      }
      pen.placeCursor(row: 5, column: 0)
    }
    #expect(pen.frame.dump() == "\n  12345\n  123ab\n\n")
    #expect(pen.frame.cursor == nil)
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0), (1, 1)])
  func `a tiny frame takes everything calmly`(rows: Int, columns: Int) {
    var pen = Pen(rows: rows, columns: columns)
    let everything = Rect(rows: 9, columns: 40)
    pen.within(everything, on: .panel) { pen in
      pen.write("請求書 and more", row: 0, column: 0)
      pen.writeTrailing("right", row: 0, endColumn: 40)
      pen.writeCentered("middle", row: 3)
      pen.pill("card 1", hint: "1111", row: 1, column: 0)
      pen.badge("1", isFocused: true, row: 0, column: 0)
      pen.horizontalLine(row: 2)
      pen.verticalLine(column: 2)
      pen.progress(fraction: 0.5, row: 4, column: 0, columns: 20)
      pen.list(ScrollWindow(count: 9, visibleCount: 3), selected: 1) { pen, _ in
        pen.write("item", row: 0, column: 0)
      }
      pen.placeCursor(row: 0, column: 0)
      pen.dim()
    }
    #expect(pen.frame.rows == rows)
    #expect(pen.frame.dump().split(separator: "\n").allSatisfy { $0.count <= columns })
  }

  @Test func `copies are independent`() {
    var pen = Pen(rows: 1, columns: 6)
    pen.write("before", row: 0, column: 0)
    let before = pen.frame
    pen.write("after", row: 0, column: 0)
    #expect(before.text(row: 0) == "before")
    #expect(pen.frame.text(row: 0) == "aftere")
    #expect(before != pen.frame)
  }

  @Test func `frames that look the same are equal, however they came about`() {
    var first = Pen(rows: 1, columns: 6)
    first.write("e\u{301}o\u{302}", row: 0, column: 0)
    var second = Pen(rows: 1, columns: 6)
    second.write("o\u{302}o\u{302}", row: 0, column: 0)
    second.write("e\u{301}", row: 0, column: 0)
    #expect(first.frame == second.frame)
    second.placeCursor(row: 0, column: 1)
    #expect(first.frame != second.frame)
  }

  @Test func `the dump says how things are styled`() {
    var pen = Pen(rows: 2, columns: 20)
    pen.badge("1", isFocused: true, row: 0, column: 0)
    pen.write("My open", row: 0, column: 4, .strong)
    pen.within(Rect(row: 1, column: 10, rows: 1, columns: 10), on: .panel) { pen in
      pen.write("late", row: 0, column: 2, .warning.underline)
      pen.dim()
    }
    pen.placeCursor(row: 1, column: 3)
    #expect(
      pen.frame.styledDump() == """
         1  My open
            · 0-2 badge-focused+bold · 4-10 strong+bold
                    late
            · 10-11 ~text/panel · 12-15 ~warning+underline/panel · 16-19 ~text/panel
        cursor 1,3

        """)
  }

  @Test func `every style survives its two bytes`() {
    for role in Role.allCases {
      for surface in Surface.allCases {
        for raw in UInt8(0)..<16 {
          let style = Style(role, Attributes(rawValue: raw))
          let id = StyleID(style, on: surface)
          #expect(id.role == role && id.surface == surface && id.attributes.rawValue == raw)
          #expect(!id.isDimmed && id.dimmed.isDimmed && id.dimmed.role == role)
          #expect(id.dimmed.rawValue < StyleID.upperBound)
        }
      }
    }
  }
}
