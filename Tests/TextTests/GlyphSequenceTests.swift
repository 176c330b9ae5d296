import SeededRandom
import Testing
import Text

struct GlyphSequenceTests {
  /// The text as it is drawn, a bar between the glyphs.
  private func drawn(_ text: String) -> String {
    GlyphSequence(SanitizedText(sanitizing: text)).map { glyph in
      var scalars = String.UnicodeScalarView([glyph.base])
      for index in 0..<glyph.marks.count { scalars.append(glyph.marks[index]) }
      return String(scalars)
    }.joined(separator: "|")
  }

  @Test(arguments: [
    ("abc", "a|b|c", 3),
    ("e\u{301}a", "e\u{301}|a", 2),
    ("👨‍👩‍👧‍👦!", "👨|!", 3),
    ("👍🏽 👩🏽‍⚕️", "👍| |👩", 5),
    ("❤️‍🔥🎁", "\u{2764}|🎁", 3),
    ("🇩🇪🇯🇵", "D|E|J|P", 4),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴", 2),
    ("1️⃣", "1\u{20E3}", 1),
    ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2),
    ("क्षि", "क\u{94D}|ष|\u{93F}", 3),
    ("न\u{94D}\u{200D}न", "न\u{94D}|न", 2),
    ("\u{301}x", "\u{25CC}\u{301}|x", 2),
    ("a\u{200B}\u{AD}b", "a|b", 2),
    ("\u{E000}\u{1FAE8}", "\u{FFFD}|\u{FFFD}", 2),
    ("請求。", "請|求|。", 6),
    ("a\u{1161}", "a|\u{25CC}\u{1161}", 2),
    ("a\u{200B}\u{301}", "a|\u{25CC}\u{301}", 2),
    ("שָׁלוֹם", "ש\u{5B8}\u{5C1}|ל|ו\u{5B9}|ם", 4),
  ])
  func `only what all terminals agree on is drawn`(text: String, expected: String, columns: Int) {
    #expect(drawn(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    #expect(SanitizedText(sanitizing: text).columns == columns)
  }

  @Test func `a base carries at most four marks`() {
    let glyphs = GlyphSequence(
      SanitizedText(sanitizing: "z" + String(repeating: "\u{301}", count: 90)))
    #expect(glyphs.count == 1)
    #expect(glyphs[0].marks.count == 4)
    #expect(glyphs.characterCount == 1)
  }

  @Test func `a tab reaches to the next stop`() {
    #expect(SanitizedText(sanitizing: "ab\tc").columns == 9)
    #expect(SanitizedText(sanitizing: "請求書請\tc").columns == 17)
    #expect(SanitizedText(sanitizing: "abc\n\tc").columns == 12)
  }

  @Test func `glyphs know their characters`() {
    let glyphs = GlyphSequence(SanitizedText(sanitizing: "a👨‍👩‍👧क्षx"))
    #expect(glyphs.map(\.characterOffset) == [0, 1, 2, 2, 3])
    #expect(glyphs.characterCount == 4)
    #expect(glyphs.index(ofCharacter: 2) == 2)
    #expect(glyphs.index(ofCharacter: 3) == 4)
    #expect(glyphs.index(ofCharacter: 4) == 5)
  }

  @Test func `a character without a picture counts`() {
    let glyphs = GlyphSequence(SanitizedText(sanitizing: "a\u{200B}b"))
    #expect(glyphs.map(\.characterOffset) == [0, 2])
    #expect(glyphs.characterCount == 3)
  }

  @Test func `an atom stands for its characters and has no place to break`() {
    var glyphs = GlyphSequence("Dear ")
    glyphs.appendAtom(" first name ", characterCount: 23)
    glyphs.append("!")
    #expect(glyphs.characterCount == 29)
    #expect(glyphs.last?.characterOffset == 28)
    #expect(!glyphs[5..<17].contains { $0.isBreakingSpace || $0.characterOffset != 5 })
  }

  /// The walk that skips the standard library's segmentation must not come to other clusters.
  @Test(arguments: 0..<200)
  func `characters are those of the standard library`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = SanitizedText(sanitizing: generator.text(pieceCount: 30).filter { $0 != "\t" })
    let glyphs = GlyphSequence(text)
    #expect(glyphs.characterCount == text.string.count)
    #expect(glyphs.columns == text.columns)
    for (offset, character) in text.string.enumerated() {
      var alone: [Unicode.Scalar] = []
      var assembler = GlyphAssembler()
      for scalar in character.unicodeScalars {
        assembler.take(scalar, characterOffset: 0) { alone.append($0.base) }
      }
      assembler.flush { alone.append($0.base) }
      #expect(glyphs.filter { $0.characterOffset == offset }.map(\.base) == alone)
    }
  }
}

struct TruncationTests {
  @Test(arguments: [
    ("Charged twice", 20, "Charged twice"),
    ("Charged twice", 13, "Charged twice"),
    ("Charged twice", 12, "Charged twi…"),
    ("請求書の宛名", 12, "請求書の宛名"),
    ("請求書の宛名", 11, "請求書の宛…"),
    ("請求書の宛名", 10, "請求書の…"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ("क्षक्ष", 3, "क्ष…"),
    ("abc", 1, "…"),
    ("abc", 0, ""),
  ])
  func `text is cut to its room`(text: String, columns: Int, expected: String) {
    let text = SanitizedText(sanitizing: text)
    #expect(text.truncated(to: columns).string == expected)
  }

  @Test(arguments: [
    ("ab", 5, "ab   "), ("請求", 5, "請求 "), ("請求", 3, "請…"), ("請求", 2, "… "), ("", 2, "  "),
  ])
  func `padded text fills its room exactly`(text: String, columns: Int, expected: String) {
    let padded = SanitizedText(sanitizing: text).padded(to: columns)
    #expect(padded.columns == columns)
    #expect(padded.string == expected)
  }

  @Test(arguments: 0..<100)
  func `whatever is cut fits`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    // A mark at the very beginning would sit on the padding.
    let raw = generator.text(pieceCount: 12).filter { $0 != "\t" }
    let text = SanitizedText(sanitizing: "x" + raw)
    for columns in 0..<40 {
      let cut = text.truncated(to: columns)
      #expect(cut.columns <= columns)
      if text.columns <= columns { #expect(cut == text) }
      #expect(text.padded(to: columns, alignment: .trailing).columns == columns)
    }
  }
}
