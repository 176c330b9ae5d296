import Canvas
import Testing
import Text

struct StyledTextTests {
  private var message: StyledText {
    var text = StyledText("Charged twice: card ")
    text.appendPill("card 1", hint: "•••• 1111", characterCount: 8)
    text.append(", call me on ")
    text.appendReveal(slot: 7, columns: 12, characterCount: 9)
    text.append(" please.")
    text.restyle(8..<13, .strong)
    return text
  }

  @Test func `pills stay with their hints, and reveals get their places`() {
    let wrapped = message.wrapped(columns: 26)
    var pen = Pen(rows: 4, columns: 28, glyphs: .bracketed)
    var places: [RevealPlace] = []
    for line in 0..<wrapped.lineCount {
      places += pen.write(wrapped, line: line, row: line, column: 1)
    }
    #expect(
      pen.frame.dump() == """
         Charged twice: card
         ‹card 1› •••• 1111, call
         me on              please.


        """)
    #expect(
      places == [RevealPlace(slot: 7, row: 2, column: 7, skippedColumns: 0, columns: 12)])
    #expect(pen.frame[0, 9].style == StyleID(.strong, on: .background))
    #expect(pen.frame[1, 1].style == StyleID(.token, on: .background))
    #expect(pen.frame[1, 10].style == StyleID(.dim, on: .background))
  }

  @Test func `a value wider than the line goes on in the next`() {
    let value = Array("Long Street 12, 10115 Berlin".utf8)
    var text = StyledText("at ")
    text.appendReveal(slot: 0, columns: value.count)
    let wrapped = text.wrapped(columns: 12)
    var pen = Pen(rows: 4, columns: 12)
    for line in 0..<wrapped.lineCount {
      for place in pen.write(wrapped, line: line, row: line, column: 0) {
        pen.reveal(
          value.span, row: place.row, column: place.column, skipping: place.skippedColumns,
          columns: place.columns)
      }
    }
    #expect(pen.frame.dump() == "at\nLong Street\n12, 10115 Be\nrlin\n")
  }

  @Test func `offsets count the source, not what is shown for it`() {
    let wrapped = message.wrapped(columns: 26)
    #expect(message.characterCount == 20 + 8 + 13 + 9 + 8)
    #expect(wrapped.lines.position(ofCharacter: 20) == (1, 0))
    #expect(wrapped.lines.position(ofCharacter: 28) == (1, 18))
    #expect(wrapped.lines.character(line: 1, column: 5) == 20)
    #expect(wrapped.lines.character(line: 1, column: 18) == 28)
  }
}

struct ScrollWindowTests {
  @Test func `the window follows the selection no further than it must`() {
    var window = ScrollWindow(count: 20, visibleCount: 6, first: 0, showing: 3)
    #expect(window.first == 0)
    window = ScrollWindow(count: 20, visibleCount: 6, first: window.first, showing: 4)
    #expect(window.first == 1)
    window = ScrollWindow(count: 20, visibleCount: 6, first: window.first, showing: 19)
    #expect(window.visible == 14..<20)
    #expect(!window.hasMoreBelow)
    window = ScrollWindow(count: 20, visibleCount: 6, first: window.first, showing: 0)
    #expect(window.first == 0)
  }

  @Test(arguments: 0..<30, [0, 1, 2, 3, 10])
  func `the selected one is in view`(selected: Int, visible: Int) {
    for first in 0..<30 {
      let window = ScrollWindow(
        count: 30, visibleCount: visible, first: first, showing: selected)
      #expect(visible == 0 || window.visible.contains(selected))
      #expect(window.visible.count == visible)
      if let thumb = window.thumb(rows: 5) {
        #expect(thumb.lowerBound >= 0 && thumb.upperBound <= 5 && !thumb.isEmpty)
        #expect(window.hasMoreBelow || thumb.upperBound == 5)
      }
    }
  }

  @Test func `a list draws its items and where it stands`() {
    var pen = Pen(rows: 6, columns: 16)
    let window = ScrollWindow(count: 6, visibleCount: 3, first: 3)
    pen.list(window, rowsPerItem: 2, selected: 4) { pen, index in
      pen.write("Ticket \(index)", row: 0, column: 2)
      pen.write("#\(index)", row: 1, column: 2, .faint)
    }
    #expect(
      pen.frame.styledDump() == """
          Ticket 3
          #3
            · 2-3 faint
        ▎ Ticket 4
            · 0-0 accent/selection · 1-15 text/selection
        ▎ #4           ▐
            · 0-0 accent/selection · 1-1 text/selection · 2-3 faint/selection · 4-14 text/selection · 15-15 faint/selection
          Ticket 5     ▐
            · 15-15 faint
          #5           ▐
            · 2-3 faint · 15-15 faint

        """)
  }
}
