import Terminal
import Testing
import Text

struct InputParserTests {
  @Test(arguments: [
    ("j", "j"), (" ", "space"), ("Z", "Z"), ("é", "é"), ("漢", "漢"), ("😀", "😀"),
    ("\r", "enter"), ("\t", "tab"), ("\u{7F}", "backspace"),
    ("\u{00}", "ctrl-space"), ("\u{01}", "ctrl-a"), ("\u{08}", "ctrl-h"), ("\n", "ctrl-j"),
    ("\u{1A}", "ctrl-z"), ("\u{1C}", "ctrl-\\"), ("\u{1F}", "ctrl-_"),
    ("\u{1B}x", "alt-x"), ("\u{1B}é", "alt-é"), ("\u{1B}\r", "alt-enter"),
    ("\u{1B}\u{01}", "ctrl-alt-a"), ("\u{1B}\u{7F}", "alt-backspace"),
    ("\u{1B}[A", "up"), ("\u{1B}OA", "up"), ("\u{1B}OD", "left"), ("\u{1B}[1;5C", "ctrl-right"),
    ("\u{1B}[1;2A", "shift-up"), ("\u{1B}[1;3B", "alt-down"), ("\u{1B}[1;9B", "alt-down"),
    ("\u{1B}[1;8H", "ctrl-alt-shift-home"), ("\u{1B}\u{1B}[A", "alt-up"), ("\u{1B}O5A", "ctrl-up"),
    ("\u{1B}[a", "shift-up"), ("\u{1B}Oa", "ctrl-up"),
    ("\u{1B}[H", "home"), ("\u{1B}[F", "end"), ("\u{1B}[1~", "home"), ("\u{1B}[4~", "end"),
    ("\u{1B}[7~", "home"), ("\u{1B}[8~", "end"), ("\u{1B}[2~", "insert"), ("\u{1B}[3~", "delete"),
    ("\u{1B}[5~", "page-up"), ("\u{1B}[6~", "page-down"), ("\u{1B}[5;5~", "ctrl-page-up"),
    ("\u{1B}[3^", "ctrl-delete"), ("\u{1B}[3@", "ctrl-shift-delete"),
    ("\u{1B}[Z", "shift-tab"), ("\u{1B}[1;5Z", "ctrl-shift-tab"),
    ("\u{1B}OP", "f1"), ("\u{1B}OS", "f4"), ("\u{1B}[11~", "f1"), ("\u{1B}[15~", "f5"),
    ("\u{1B}[17~", "f6"), ("\u{1B}[21~", "f10"), ("\u{1B}[24~", "f12"), ("\u{1B}[1;2R", "shift-f3"),
    ("\u{1B}[[A", "f1"), ("\u{1B}[[E", "f5"),
    ("\u{1B}OM", "enter"), ("\u{1B}Oj", "*"), ("\u{1B}Oy", "9"), ("\u{1B}OX", "="),
    ("\u{1B}[97;5u", "ctrl-a"), ("\u{1B}[13;2u", "shift-enter"), ("\u{1B}[27u", "escape"),
    ("\u{1B}[233u", "é"), ("\u{1B}[27;5;105~", "ctrl-i"), ("\u{1B}[97:65;5:1u", "ctrl-a"),
  ])
  func `a key is named as it was pressed`(bytes: String, name: String) {
    #expect(names(parse(bytes)) == [name])
  }

  @Test(arguments: [
    "\u{1B}]0;title\u{07}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}P1+r436f=323536\u{1B}\\",
    "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[>41;379;0c", "\u{1B}[?2026;2$y",
    "\u{1B}[99~", "\u{1B}[1;2;3;4;5X", "\u{1B}[M !!", "\u{1B}[<0;1M", "\u{1B}[<999999999999;1;1M",
    "\u{1B}[57441u", "\u{1B}[202E", "\u{1B}OZ", "\u{1B}[200;5", "\u{C2}\u{85}",
    "\u{202E}", "\u{2066}", "\u{200F}", "\u{85}", "\u{2028}",
  ])
  func `what is no key leaves no text behind`(bytes: String) {
    var parser = InputParser()
    var events = parser.feed(Array(bytes.utf8), at: start)
    events += parser.expire(at: start.advanced(by: .seconds(10)))
    #expect(events.filter { $0 != key("Â") }.isEmpty)
  }

  @Test(arguments: [
    [0x80], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
    [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xFF],
  ])
  func `malformed UTF-8 is no key, and the next key is whole`(bytes: [UInt8]) {
    var parser = InputParser()
    let events = parser.feed(bytes + [UInt8(ascii: "j")], at: start)
    #expect(names(events).last == "j")
    #expect(names(events).count == (bytes == [0xC3, 0x28] ? 2 : 1))
  }

  @Test func `a long unknown sequence is swallowed to its end`() {
    let bytes = "\u{1B}[" + String(repeating: "1;", count: 5_000) + "Qj"
    #expect(names(parse(bytes)) == ["j"])
  }

  @Test func `keys after a broken sequence count`() {
    #expect(names(parse("\u{1B}[12\u{1B}[Aj")) == ["up", "j"])
    #expect(names(parse("\u{1B}[12\rj")) == ["enter", "j"])
    #expect(names(parse("\u{1B}]0;t\u{18}j")) == ["j"])
  }

  @Test func `the window's focus is an event`() {
    #expect(parse("\u{1B}[I\u{1B}[O") == [.focus(gained: true), .focus(gained: false)])
  }
}

extension InputParserTests {
  @Test(arguments: [
    ("\u{1B}[<0;10;5M", MouseEvent(.press(button: 0), row: 4, column: 9)),
    ("\u{1B}[<2;1;1m", MouseEvent(.release(button: 2), row: 0, column: 0)),
    ("\u{1B}[<32;3;4M", MouseEvent(.drag(button: 0), row: 3, column: 2)),
    ("\u{1B}[<64;3;4M", MouseEvent(.wheelUp, row: 3, column: 2)),
    ("\u{1B}[<65;3;4M", MouseEvent(.wheelDown, row: 3, column: 2)),
    (
      "\u{1B}[<20;300;400M",
      MouseEvent(.press(button: 0), row: 399, column: 299, modifiers: [.shift, .control])
    ),
  ])
  func `a mouse report names cell, button and modifiers`(bytes: String, event: MouseEvent) {
    #expect(parse(bytes) == [.mouse(event)])
  }
}

extension InputParserTests {
  @Test func `a paste is one event, whatever is in it`() {
    let pasted = "Hi\rthere\r\n\u{1B}[A\u{1B}[20 \u{1B}]52;c;x\u{07}ü"
    let events = parse("a\u{1B}[200~" + pasted + "\u{1B}[201~b")
    #expect(events == [key("a"), .paste(SanitizedText(sanitizing: pasted)), key("b")])
  }

  @Test func `a paste keeps what only looks like its end`() {
    let events = parse("\u{1B}[200~\u{1B}\u{1B}[201\u{1B}[201~j")
    #expect(events.count == 2)
    #expect(events.last == key("j"))
  }

  @Test func `a paste beyond the limit is refused whole`() {
    let length = 1_001
    var parser = InputParser(pasteByteLimit: 1_000)
    var events = parser.feed(Array("\u{1B}[200~".utf8), at: start)
    events += parser.feed([UInt8](repeating: 0x61, count: length), at: start)
    events += parser.feed(Array("\u{1B}[201~j".utf8), at: start)
    #expect(events == [.pasteRefused(byteCount: length), key("j")])
  }

  @Test func `a paste of the limit is taken`() {
    var parser = InputParser(pasteByteLimit: 4)
    #expect(parser.feed(Array("\u{1B}[200~four\u{1B}[201~".utf8), at: start) == [.paste("four")])
  }

  @Test func `a paste that falls silent ends`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[200~half".utf8), at: start).isEmpty)
    #expect(parser.expire(at: start.advanced(by: .seconds(1))).isEmpty)
    #expect(parser.expire(at: start.advanced(by: .seconds(5))) == [.paste("half")])
    #expect(parser.deadline == nil)
  }
}

extension InputParserTests {
  @Test func `a lone escape is a key after 25 ms of silence, and not before`() {
    var parser = InputParser()
    #expect(parser.feed([0x1B], at: start).isEmpty)
    #expect(parser.deadline == start.advanced(by: .milliseconds(25)))
    #expect(parser.expire(at: start.advanced(by: .milliseconds(24))).isEmpty)
    #expect(names(parser.expire(at: start.advanced(by: .milliseconds(25)))) == ["escape"])
    #expect(parser.deadline == nil)
    #expect(names(parser.feed(Array("[A".utf8), at: start)) == ["[", "A"])
  }

  @Test(arguments: [("\u{1B}[", "alt-["), ("\u{1B}O", "alt-O"), ("\u{1B}\u{1B}", "alt-escape")])
  func `the start of a sequence alone is a key in the end`(bytes: String, name: String) {
    var parser = InputParser()
    #expect(parser.feed(Array(bytes.utf8), at: start).isEmpty)
    #expect(names(parser.expire(at: start.advanced(by: .milliseconds(250)))) == [name])
  }

  @Test func `half a sequence that never ends is dropped`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[1;".utf8), at: start).isEmpty)
    #expect(parser.expire(at: start.advanced(by: .milliseconds(250))).isEmpty)
    #expect(names(parser.feed(Array("j".utf8), at: start)) == ["j"])
  }

  @Test func `nothing is due while nothing is pending`() {
    var parser = InputParser()
    _ = parser.feed(Array("jk\u{1B}[A".utf8), at: start)
    #expect(parser.deadline == nil)
  }
}

let start = ContinuousClock.now

func parse(_ text: String) -> [InputEvent] {
  var parser = InputParser()
  return parser.feed(Array(text.utf8), at: start)
}

func key(_ character: Character) -> InputEvent {
  .key(KeyPress(.character(character)))
}

/// The names of keys; other events as they are described.
func names(_ events: [InputEvent]) -> [String] {
  events.map { event in
    if case .key(let press) = event { press.name } else { String(describing: event) }
  }
}
