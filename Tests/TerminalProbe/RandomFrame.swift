import SeededRandom
import Canvas
import Terminal
import Text

/// A frame full of what goes wrong at its edges: wide characters cut and overwritten, marks, every
/// style; and how a terminal should show it, in words.
@MainActor
struct RandomFrame {
  let seed: Int
  let frame: Frame
  private let depth: ColorDepth

  init(seed: Int, size: TerminalSize, depth: ColorDepth) {
    self.seed = seed
    self.depth = depth
    var random = SeededGenerator(seed: UInt64(seed))
    var pen = Pen(rows: size.rows, columns: size.columns)
    for _ in 0..<60 { Self.scribble(&pen, &random) }
    pen.write("frame \(seed)", row: size.rows - 1, column: 0, .text)
    pen.placeCursor(row: 0, column: 0)
    frame = pen.frame
  }

  private static let pieces: [SanitizedText] = [
    "a", "plain text ", "漢字かな", "e\u{301}o\u{308}\u{323}", "😀🙂", "│─┌┐└┘▏▎", "•·…", "한국어",
    "            ", "ﾊﾝｶｸ", "Ω≈ç√", "ไทย", "x漢", "漢x",
  ]

  private static func scribble(_ pen: inout Pen, _ random: inout SeededGenerator) {
    let bounds = pen.bounds
    let row = Int.random(in: 0..<bounds.rows, using: &random)
    let column = Int.random(in: -3..<bounds.columns, using: &random)
    guard let role = Role.allCases.randomElement(using: &random),
      let surface = Surface.allCases.randomElement(using: &random),
      let piece = pieces.randomElement(using: &random)
    else { return }
    let attributes = Attributes(rawValue: UInt8.random(in: 0..<16, using: &random))
    if Bool.random(using: &random) {
      pen.write(piece, row: row, column: column, Style(role, attributes))
    } else {
      let height = Int.random(in: 1...4, using: &random)
      let width = Int.random(in: 1...20, using: &random)
      pen.lift(Rect(row: row, column: column, rows: height, columns: width), to: surface)
    }
  }

  /// The rows, then for each row what its cells look like: `foreground/background/attributes`.
  func expectation() -> String {
    var lines = ["frame \(seed)"]
    for row in 0..<frame.rows { lines.append("|" + frame.text(row: row)) }
    for row in 0..<frame.rows {
      lines.append((0..<frame.columns).map { look(row, $0) }.joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Of a blank, only what can be seen of it.
  private func look(_ row: Int, _ column: Int) -> String {
    let cell = frame[row, column]
    // A wide character looks like its first half, also where a selection ends in its middle.
    if cell.isContinuation { return look(row, column - 1) }
    let ink = Theme.dark.ink(for: cell.style, depth: depth)
    let isBlank = cell.scalar == " "
    let seen: Attributes =
      isBlank ? [.underline, .reverse] : [.bold, .underline, .reverse, .italic]
    let attributes = ink.attributes.intersection(seen)
    let showsForeground = !isBlank || !attributes.isEmpty
    let foreground = showsForeground ? ink.foreground.map { "\($0)" } ?? "-" : "."
    let background = ink.background.map { "\($0)" } ?? "-"
    return "\(foreground)/\(background)/\(attributes.rawValue)"
  }
}
