import SeededRandom
import Testing
import Text
import ViewModels

@Suite struct TextBufferTests {
  private func buffer(_ text: SanitizedText, cursorAt cursor: Int? = nil) -> TextBuffer {
    var buffer = TextBuffer(text)
    if let cursor { buffer.move(to: cursor) }
    return buffer
  }

  @Test func `one key deletes what a person sees as one character`() {
    var buffer = buffer("ok 👩‍👩‍👧é")
    buffer.deleteBackward()
    #expect(buffer.text == "ok 👩‍👩‍👧")
    buffer.deleteBackward()
    #expect(buffer.text == "ok ")
  }

  @Test func `a combining mark joins the letter before it`() {
    var buffer = buffer("e")
    buffer.type("\u{301}")
    #expect(buffer.characters == ["e\u{301}"])
    #expect(buffer.cursor == 1)
  }

  @Test func `a token is passed over and deleted whole`() {
    var buffer = buffer("call ‹phone 1› now")
    buffer.move(to: 14)
    buffer.moveLeft()
    #expect(buffer.cursor == 5)
    buffer.moveRight()
    #expect(buffer.cursor == 14)
    buffer.deleteBackward()
    #expect(buffer.text == "call  now")
  }

  @Test func `the cursor never stands inside of a placeholder`() {
    var buffer = buffer("Hello {{customer.first_name}}, hi")
    buffer.move(to: 12)
    #expect(buffer.cursor == 6)
    buffer.deleteForward()
    #expect(buffer.text == "Hello , hi")
  }

  @Test(arguments: [
    ("one two", 7, 4), ("one two  ", 9, 4), ("one", 0, 0), ("a ‹card 1›", 10, 2), ("a, b", 3, 0),
  ])
  func `a word back is where the word begins`(text: String, from: Int, to: Int) {
    var buffer = buffer(SanitizedText(sanitizing: text), cursorAt: from)
    buffer.moveWordLeft()
    #expect(buffer.cursor == to)
  }

  @Test func `deleting to the end of a line keeps the line below until it is empty`() {
    var buffer = buffer("one two\nthree", cursorAt: 3)
    buffer.deleteToLineEnd()
    #expect(buffer.text == "one\nthree")
    buffer.deleteToLineEnd()
    #expect(buffer.text == "onethree")
  }

  @Test func `typing is undone by words and redone`() {
    var buffer = TextBuffer()
    for character in "one two" { buffer.type(character) }
    buffer.undo()
    #expect(buffer.text == "one ")
    buffer.undo()
    buffer.undo()
    #expect(buffer.text == "")
    buffer.redo()
    #expect(buffer.text == "one")
  }

  @Test func `a field of one line takes line feeds as spaces`() {
    var buffer = TextBuffer(allowsLines: false)
    buffer.insert("a\nb")
    #expect(buffer.text == "a b")
  }

  @Test func `what would drive a terminal does not get in`() {
    var buffer = TextBuffer()
    buffer.type("\u{1B}")
    buffer.type("\u{202E}")
    #expect(buffer.isEmpty)
  }

  @Test func `random edits keep the cursor in the text and outside of pills`() {
    var random = SeededGenerator(seed: 7)
    var buffer = TextBuffer("‹card 1› and {{order_ref!}} 請求書 👩‍👩‍👧")
    for _ in 0..<4_000 {
      edit(&buffer, by: Int.random(in: 0..<14, using: &random))
      #expect((0...buffer.characters.count).contains(buffer.cursor))
      #expect(buffer.pieces.map(\.range).last?.upperBound ?? 0 == buffer.characters.count)
      let inside = buffer.pieces.contains {
        $0.isPill && $0.range.lowerBound < buffer.cursor && buffer.cursor < $0.range.upperBound
      }
      #expect(!inside)
    }
  }

  private func edit(_ buffer: inout TextBuffer, by choice: Int) {
    switch choice {
    case 0: buffer.moveLeft()
    case 1: buffer.moveRight()
    case 2: buffer.moveWordLeft()
    case 3: buffer.moveWordRight()
    case 4: buffer.deleteBackward()
    case 5: buffer.deleteForward()
    case 6: buffer.deleteWordBackward()
    case 7: buffer.insert("‹phone 1›")
    case 8: buffer.insert("a b\n")
    case 9: buffer.type("\u{301}")
    case 10: buffer.undo()
    case 11: buffer.redo()
    case 12: buffer.moveToLineStart()
    default: buffer.type("{")
    }
  }
}
