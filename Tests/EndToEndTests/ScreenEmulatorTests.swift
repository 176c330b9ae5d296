import Testing

struct ScreenEmulatorTests {
  @Test(arguments: [
    ("ab\r\ncd", ["ab", "cd", ""]),
    ("\u{1B}[2;3Hx\u{1B}[Hy", ["y", "  x", ""]),
    ("abcdef\u{1B}[3G\u{1B}[K", ["ab", "", ""]),
    ("abcdef\u{1B}[3G\u{1B}[1K", ["   def", "", ""]),
    ("abcdef\u{1B}[3G\u{1B}[2X", ["ab  ef", "", ""]),
    ("abcdef\u{1B}[3G\u{1B}[2P", ["abef", "", ""]),
    ("abcdef\u{1B}[3G\u{1B}[2@", ["ab  cd", "", ""]),
    ("a\u{1B}[4b", ["aaaaa", "", ""]),
    ("abcdefgh", ["abcdef", "gh", ""]),
    ("abcdef\rX", ["Xbcdef", "", ""]),
    ("a\r\nb\r\nc\r\nd", ["b", "c", "d"]),
    ("a\r\nb\r\nc\u{1B}[2;3r\u{1B}[3;1H\nd", ["a", "c", "d"]),
    ("a\r\nb\r\nc\u{1B}[H\u{1B}[L", ["", "a", "b"]),
    ("a\r\nb\r\nc\u{1B}[H\u{1B}[M", ["b", "c", ""]),
    ("a\r\nb\u{1B}[H\u{1B}M", ["", "a", "b"]),
    ("a\r\nb\u{1B}[S", ["b", "", ""]),
    ("a\r\nb\u{1B}[T", ["", "a", "b"]),
    ("a\u{1B}[2J", ["", "", ""]),
    ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[J", ["a", "", ""]),
    ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[1J", ["", "", "c"]),
    ("\u{1B}7ab\u{1B}8c", ["cb", "", ""]),
    ("\u{1B}(0lqk\u{1B}(Bq", ["┌─┐q", "", ""]),
    ("a\tb", ["a    b", "", ""]),
    ("\u{1B}[3dx\u{1B}[1;1H\u{1B}[Bx", ["", "x", "x"]),
    ("\u{1B}]0;title\u{07}a\u{1B}P$q\u{1B}\\b", ["ab", "", ""]),
    ("漢字x", ["漢字x", "", ""]),
    ("abcde漢", ["abcde", "漢", ""]),
    ("漢字\u{1B}[2Gx", [" x字", "", ""]),
    ("漢字\u{1B}[3Gx", ["漢x", "", ""]),
    ("e\u{301}x", ["e\u{301}x", "", ""]),
    ("\u{1B}[?1049hab\u{1B}[?1049l", ["", "", ""]),
  ])
  func `output draws what a terminal would`(output: String, lines: [String]) {
    var screen = ScreenEmulator(rows: 3, columns: 6)
    screen.feed(output.utf8)
    #expect(screen.lines == lines)
    #expect(screen.unknown.isEmpty)
  }

  @Test func `colours and attributes are kept by cell`() {
    var screen = ScreenEmulator(rows: 1, columns: 10)
    screen.feed("\u{1B}[1;38;5;79;48;2;1;2;3ma\u{1B}[0;7mb\u{1B}[38:2::4:5:6mc\u{1B}[m d".utf8)
    var style = EmulatedStyle()
    style.isBold = true
    style.foreground = .indexed(79)
    style.background = .rgb(1, 2, 3)
    #expect(screen.cells[0][0].style == style)
    #expect(screen.cells[0][1].style.isReversed)
    #expect(screen.cells[0][2].style.foreground == .rgb(4, 5, 6))
    #expect(screen.cells[0][4].style == EmulatedStyle())
  }

  @Test func `erasing takes the background colour`() {
    var screen = ScreenEmulator(rows: 1, columns: 4)
    screen.feed("\u{1B}[44m\u{1B}[K".utf8)
    #expect(screen.cells[0].allSatisfy { $0.style.background == .indexed(4) })
  }

  @Test func `the alternate screen gives the first one back`() {
    var screen = ScreenEmulator(rows: 2, columns: 8)
    screen.feed("shell$ \u{1B}[?1049h\u{1B}[H\u{1B}[2Jprogram".utf8)
    #expect(screen.isAlternate)
    #expect(screen.lines == ["program", ""])
    screen.feed("\u{1B}[?1049l".utf8)
    #expect(screen.lines == ["shell$", ""])
    #expect(screen.cursor.column == 7)
  }

  @Test func `modes are counted, and what is unknown is named`() {
    var screen = ScreenEmulator(rows: 2, columns: 8)
    screen.feed("\u{1B}[?25l\u{1B}[?2004;1004h\u{07}\u{1B}[9~".utf8)
    #expect(!screen.isCursorVisible)
    #expect(screen.modes.isSuperset(of: [2004, 1004]))
    #expect(screen.bellCount == 1)
    #expect(screen.unknown == ["CSI 9~"])
  }

  @Test func `output cut anywhere draws the same`() {
    let output = Array("a\u{1B}[1;31mé漢\u{1B}[2;2H\u{1B}]0;t\u{1B}\\\u{1B}(0q\u{1B}(B😀".utf8)
    var whole = ScreenEmulator(rows: 3, columns: 10)
    whole.feed(output)
    for cut in output.indices {
      var screen = ScreenEmulator(rows: 3, columns: 10)
      screen.feed(output[..<cut])
      screen.feed(output[cut...])
      #expect(screen.cells == whole.cells)
    }
  }

  @Test func `a resize keeps what fits`() {
    var screen = ScreenEmulator(rows: 3, columns: 6)
    screen.feed("abcdef\r\nx".utf8)
    screen.resize(rows: 2, columns: 3)
    #expect(screen.lines == ["abc", "x"])
    screen.resize(rows: 3, columns: 4)
    #expect(screen.lines == ["abc", "x", ""])
  }
}
