import SeededRandom
import Testing
import Text

struct WrappedTextTests {
  private func lines(
    _ text: String, _ columns: Int, indent: WrappedText.Indent = .hanging
  ) -> [String] {
    let wrapped = WrappedText(SanitizedText(sanitizing: text), columns: columns, indent: indent)
    return wrapped.lines.indices.map { line in
      var scalars = String.UnicodeScalarView()
      for _ in 0..<wrapped.lines[line].indent { scalars.append(" ") }
      for glyph in wrapped.glyphs(ofLine: line) {
        scalars.append(glyph.base)
        for index in 0..<glyph.marks.count { scalars.append(glyph.marks[index]) }
      }
      return String(scalars)
    }
  }

  @Test func `words move to the next line whole`() {
    #expect(lines("the rent goes out", 9) == ["the rent ", "goes out"])
    #expect(lines("the rent goes out", 8) == ["the rent", "goes out"])
    #expect(lines("the rent   goes", 8) == ["the rent", "goes"])
    #expect(lines("", 8) == [""])
    #expect(lines("a\n\nb\n", 8) == ["a", "", "b", ""])
  }

  @Test func `a word longer than a line is broken between characters`() {
    #expect(lines("go supercalifragilistic", 8) == ["go ", "supercal", "ifragili", "stic"])
    #expect(lines("👨‍👩‍👧👍🏽🎁", 4) == ["👨👍", "🎁"])
    #expect(lines("क्षक्षक्ष", 5) == ["क्षक्ष", "क्ष"])
  }

  @Test func `a compound may end a line after its hyphen`() {
    #expect(lines("first-reply time", 8) == ["first-", "reply ", "time"])
    #expect(lines("call 030-123456", 12) == ["call ", "030-123456"])
  }

  @Test func `ideographs break anywhere but before closing and after opening marks`() {
    #expect(lines("請求書の宛名を変更", 8) == ["請求書の", "宛名を変", "更"])
    #expect(lines("請求書。変更", 6) == ["請求", "書。変", "更"])
    #expect(lines("請求「書」", 6) == ["請求", "「書」"])
    #expect(lines("カカード", 4) == ["カ", "カー", "ド"])
  }

  @Test func `later lines of an item stand below its words`() {
    #expect(lines("- one two three", 9) == ["- one two", "  three"])
    #expect(lines("  two spaces in", 10) == ["  two ", "  spaces ", "  in"])
    #expect(lines("12. one two three", 12) == ["12. one two ", "    three"])
    #expect(lines("> quoted words here", 10) == ["> quoted ", "  words ", "  here"])
    #expect(lines("-5 degrees outside", 10) == ["-5 degrees", "outside"])
    #expect(lines("- one two three", 9, indent: .none) == ["- one two", "three"])
  }

  @Test func `an atom stays in one piece while it fits`() {
    var glyphs = GlyphSequence("Your card ")
    glyphs.appendAtom(" card 1  •••• 4242", characterCount: 8)
    glyphs.append(", please")
    let wrapped = WrappedText(glyphs, columns: 20)
    #expect(wrapped.lines.map(\.visible) == [0..<10, 10..<30, 30..<36])
  }

  @Test func `the cursor finds its way both ways`() {
    let wrapped = WrappedText("the rent goes\nout 請求 on", columns: 8)
    #expect(wrapped.position(ofCharacter: 0) == (0, 0))
    #expect(wrapped.position(ofCharacter: 8) == (0, 8))
    #expect(wrapped.position(ofCharacter: 9) == (1, 0))
    #expect(wrapped.position(ofCharacter: 13) == (1, 4))
    #expect(wrapped.position(ofCharacter: 14) == (2, 0))
    #expect(wrapped.position(ofCharacter: 19) == (2, 6))
    #expect(wrapped.position(ofCharacter: 20) == (2, 8))
    #expect(wrapped.position(ofCharacter: 23) == (3, 2))
    #expect(wrapped.character(line: 1, column: 2) == 11)
    #expect(wrapped.character(line: 1, column: 40) == 13)
    #expect(wrapped.character(line: 2, column: 5) == 18)
    #expect(wrapped.character(line: 0, column: 40) == 8)
    #expect(wrapped.character(line: 9, column: 40) == 23)
  }

  @Test(arguments: 0..<150)
  func `lines tile the text and keep to the width`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = SanitizedText(sanitizing: generator.text(pieceCount: 40))
    for columns in [2, 3, 5, 8, 13, 21, 40, 80] {
      for indent in [WrappedText.Indent.none, .hanging] {
        let wrapped = WrappedText(text, columns: columns, indent: indent)
        var next = 0
        for (index, line) in wrapped.lines.enumerated() {
          #expect(line.glyphs.lowerBound == next)
          #expect(line.visible.lowerBound == next)
          #expect(wrapped.columns(ofLine: index) <= columns)
          let hidden = wrapped.source[line.visible.upperBound..<line.glyphs.upperBound]
          #expect(hidden.allSatisfy { $0.isBreakingSpace || $0.isLineFeed })
          next = line.glyphs.upperBound
        }
        #expect(next == wrapped.source.count)
      }
    }
  }

  @Test(arguments: 0..<100)
  func `a character is found again where it is drawn`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = SanitizedText(sanitizing: generator.text(pieceCount: 30))
    let wrapped = WrappedText(text, columns: 17)
    for line in wrapped.lines {
      for index in line.visible {
        let offset = wrapped.source[index].characterOffset
        guard wrapped.source.index(ofCharacter: offset) == index else { continue }
        let place = wrapped.position(ofCharacter: offset)
        #expect(wrapped.character(line: place.line, column: place.column) == offset)
      }
    }
    let end = wrapped.position(ofCharacter: text.string.count)
    #expect(end.line == wrapped.lines.count - 1)
  }
}
