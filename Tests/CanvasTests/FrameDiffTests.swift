import SeededRandom
import Canvas
import Testing
import Text

struct FrameDiffTests {
  private func frame(_ text: SanitizedText, _ style: Style = .text) -> Frame {
    var pen = Pen(rows: 1, columns: 10)
    pen.write(text, row: 0, column: 0, style)
    return pen.frame
  }

  @Test func `equal frames have no difference`() {
    #expect(FrameDiff(from: frame("a請e\u{301}"), to: frame("a請e\u{301}")).isEmpty)
  }

  @Test func `without a frame of the same size everything is new`() {
    #expect(FrameDiff(from: nil, to: frame("a")).changedCellCount == 10)
    #expect(FrameDiff(from: Frame(rows: 2, columns: 10), to: frame("a")).changedCellCount == 10)
    #expect(FrameDiff(from: nil, to: Frame(rows: 0, columns: 0)).isEmpty)
  }

  @Test func `only what changed is drawn`() {
    let diff = FrameDiff(from: frame("one two"), to: frame("oNe twO"))
    #expect(diff.spans.map(\.columns) == [1..<2, 6..<7])
    #expect(diff.changedCellCount == 2)
  }

  @Test func `a change of style or of a mark is a change`() {
    #expect(FrameDiff(from: frame("ab"), to: frame("ab", .dim)).changedCellCount == 2)
    let diff = FrameDiff(from: frame("e\u{301}"), to: frame("e\u{300}"))
    #expect(diff.spans.map(\.columns) == [0..<1])
  }

  @Test func `a wide glyph is drawn whole`() {
    let diff = FrameDiff(from: frame("請求"), to: frame("請書"))
    #expect(diff.spans.map(\.columns) == [2..<4])
    let shifted = FrameDiff(from: frame("請求"), to: frame("a請"))
    #expect(shifted.spans.map(\.columns) == [0..<4])
  }

  /// A screen that obeys the spans, and nothing else.
  private struct Screen: Equatable {
    var glyphs: [[Glyph]]
    var styles: [[StyleID]]

    init(_ frame: Frame) {
      glyphs = (0..<frame.rows).map { row in
        (0..<frame.columns).map { frame.glyph(of: frame[row, $0]) }
      }
      styles = (0..<frame.rows).map { row in (0..<frame.columns).map { frame[row, $0].style } }
    }

    mutating func apply(_ diff: FrameDiff, of frame: Frame) {
      for span in diff.spans {
        for column in span.columns {
          glyphs[span.row][column] = frame.glyph(of: frame[span.row, column])
          styles[span.row][column] = frame[span.row, column].style
        }
      }
    }
  }

  private func scribble(_ pen: inout Pen, _ generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let text = SanitizedText(sanitizing: generator.text(pieceCount: 4))
      let role = Role.allCases.randomElement(using: &generator) ?? .text
      pen.write(
        text, row: .random(in: -1...6, using: &generator),
        column: .random(in: -3...30, using: &generator), Style(role))
    }
  }

  @Test(arguments: 0..<300)
  func `the old screen and the difference make the new screen`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var pen = Pen(rows: 6, columns: 30)
    scribble(&pen, &generator)
    let old = pen.frame
    scribble(&pen, &generator)
    if Bool.random(using: &generator) { pen.dim() }
    let new = pen.frame

    let diff = FrameDiff(from: old, to: new)
    var screen = Screen(old)
    screen.apply(diff, of: new)
    #expect(screen == Screen(new))
    #expect(diff.isEmpty == (old == new))
    for span in diff.spans {
      #expect(!new[span.row, span.columns.lowerBound].isContinuation)
      if span.columns.upperBound < new.columns {
        #expect(!new[span.row, span.columns.upperBound].isContinuation)
      }
    }
  }

  @Test(arguments: 0..<300)
  func `no wide glyph is ever split`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var pen = Pen(rows: 6, columns: 30)
    for _ in 0..<4 {
      scribble(&pen, &generator)
      let part = Rect(
        row: 1, column: .random(in: 0..<20, using: &generator), rows: 3,
        columns: .random(in: 0..<9, using: &generator))
      pen.within(part, on: .dialog) { scribble(&$0, &generator) }
    }
    let frame = pen.frame
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = frame[row, column]
        let isFollowed = column + 1 < frame.columns && frame[row, column + 1].isContinuation
        #expect((cell.columns == 2) == isFollowed)
        if isFollowed { #expect(frame[row, column + 1].style == cell.style) }
      }
    }
  }
}
