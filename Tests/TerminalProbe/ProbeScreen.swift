import Canvas
import Glibc
import Terminal
import Text

/// The probe's one screen: a line for each fact, and marks in the corners.
@MainActor
struct ProbeScreen {
  let model: ProbeModel
  let size: TerminalSize
  let depth: ColorDepth

  func frame() -> Frame {
    guard model.frameSeed == 0 else { return randomFrame() }
    var pen = Pen(rows: size.rows, columns: size.columns)
    pen.write("size \(size.rows)x\(size.columns)", row: 0, column: 0, .strong)
    pen.write("last \(text(model.lastEvent))", row: 1, column: 0)
    pen.write("events \(model.eventCount)", row: 2, column: 0)
    pen.write("resumed \(model.resumeCount)", row: 3, column: 0)
    pen.write("ticks \(model.ticks)", row: 4, column: 0)
    pen.write("depth \(text(String(describing: depth)))", row: 5, column: 0)
    pen.write("wide 漢字 e\u{301} 😀|", row: 6, column: 0, .accent)
    pen.write("memory \(text(model.memoryFinding))", row: 7, column: 0)
    pen.write("value", row: 8, column: 0, .danger)
    pen.write("silent \(model.silent)", row: 9, column: 0)
    if model.isRevealed {
      var value = Canary.bytes()
      pen.reveal(value.span, row: 8, column: 6)
      for index in value.indices { value[index] = 0 }
    }
    pen.write("/", row: size.rows - 1, column: size.columns - 1, .warning)
    pen.placeCursor(row: 2, column: 3)
    return pen.frame
  }

  /// A random frame; what it should look like goes to the log.
  private func randomFrame() -> Frame {
    let random = RandomFrame(seed: model.frameSeed, size: size, depth: depth)
    print(random.expectation())
    fflush(nil)
    return random.frame
  }

  private func text(_ string: String) -> SanitizedText {
    SanitizedText(sanitizing: string)
  }
}
