import SeededRandom
import Testing
import Text

struct SanitizerTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf"),
    ("tab\tstays", "tab\tstays"),
    ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}[2J\u{1B}[1;1Hgone", "gone"),
    ("\u{1B}]0;title\u{7}text", "text"),
    ("\u{1B}]52;c;aGk=\u{1B}\\text", "text"),
    ("\u{1B}P1$r0m\u{1B}\\text", "text"),
    ("\u{9B}31mred", "red"),
    ("\u{9D}0;title\u{9C}text", "text"),
    ("\u{1B}(0lines", "lines"),
    ("\u{1B}creset", "reset"),
    ("bell\u{7} null\u{0} delete\u{7F}", "bell null delete"),
    ("\u{202E}txt.exe\u{202C}", "txt.exe"),
    ("\u{2066}a\u{2069}\u{200E}b\u{200F}c\u{61C}", "abc"),
    ("👨‍👩‍👧 e\u{301} é", "👨‍👩‍👧 e\u{301} é"),
  ])
  func `what drives a terminal is removed`(raw: String, expected: String) {
    #expect(
      SanitizedText(sanitizing: raw).string.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func `an unfinished sequence swallows no more than its line`() {
    #expect(SanitizedText(sanitizing: "\u{1B}]0;title\nthe message").string == "\nthe message")
    #expect(SanitizedText(sanitizing: "end\u{1B}").string == "end")
    #expect(SanitizedText(sanitizing: "\u{1B}[12").string == "12")
    #expect(SanitizedText(sanitizing: "\u{1B}ünlü").string == "ünlü")
  }

  @Test func `malformed bytes become the replacement character`() {
    #expect(SanitizedText(sanitizing: [0x61, 0xFF, 0x62] as [UInt8]).string == "a\u{FFFD}b")
  }

  @Test func `the map leads back to the source`() {
    let (text, map) = Sanitizer.sanitizeMapped("\u{1B}[1mM\u{301}y\u{1B}[0m card\r\n4242")
    #expect(text.string == "M\u{301}y card\n4242")
    #expect(map.offsets.count == text.string.unicodeScalars.count + 1)
    #expect(map.source(of: 0..<3) == 4..<7)
    #expect(map.source(of: 4..<8) == 12..<16)
    #expect(map.source(of: 8..<8) == 17..<17)
  }

  @Test(arguments: 0..<300)
  func `nothing that drives a terminal is ever left`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let hostile: [Unicode.Scalar] = [
      "\u{1B}", "[", "]", "P", "\\", "\u{7}", "\u{9B}", "\u{9C}", "\u{9D}", "\u{90}", "m", ";", "0",
      "\r", "\n", "\u{202E}", "\u{2067}", "\u{200F}", "\u{0}", "\u{7F}", "é", "書",
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<60 { scalars.append(hostile.randomElement(using: &generator) ?? "x") }
    let source = Array(scalars)
    let (text, map) = Sanitizer.sanitizeMapped(String(scalars))
    for (index, scalar) in text.string.unicodeScalars.enumerated() {
      let isControl = scalar.properties.generalCategory == .control
      #expect(!isControl || scalar == "\n" || scalar == "\t")
      #expect(
        !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
      #expect(source[map.offsets[index]] == scalar || scalar == "\n")
    }
    #expect(SanitizedText(sanitizing: text.string) == text)
  }

  @Test func `interpolation takes what is safe`() {
    let name = SanitizedText(sanitizing: "\u{1B}[1mAnna")
    let greeting: SanitizedText = "Dear \(name), \(3) new"
    #expect(greeting.string == "Dear Anna, 3 new")
    #expect((greeting + "\nend").lines.map(\.string) == ["Dear Anna, 3 new", "end"])
  }
}
