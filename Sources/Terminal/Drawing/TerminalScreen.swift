import CNcursesw
import Canvas
import Glibc
import Text

/// Draws frames: what differs from the last one goes to curses, span by span.
@MainActor
final class TerminalScreen {
  let depth: ColorDepth
  private var inks: InkCache
  private var last: Frame?
  /// The cells of the span in hand, kept for its memory.
  private var cells: [screen_cell] = []

  init(theme: Theme, depth: ColorDepth) {
    self.depth = depth
    inks = InkCache(theme: theme, depth: depth)
  }

  /// Takes other colours; the next frame is sent whole.
  func use(_ theme: Theme) {
    screen_forget_pairs()
    inks = InkCache(theme: theme, depth: depth)
    invalidate()
  }

  /// Draws what has changed.
  ///
  /// When a frame that showed an identifier in clear has been replaced,
  /// nothing of it is left here or in curses.
  func draw(_ frame: Frame) {
    for span in FrameDiff(from: last, to: frame).spans { put(span, of: frame) }
    let cursor = frame.cursor ?? Frame.Position(row: 0, column: 0)
    screen_place_cursor(Int32(cursor.row), Int32(cursor.column), frame.cursor != nil)
    screen_update()

    let hasRevealed = last?.holdsRevealed ?? false
    last = frame
    if hasRevealed { scrub() }
  }

  /// Has the next frame sent whole.
  func invalidate() {
    last = nil
    screen_invalidate()
  }

  /// Overwrites everything that was drawn; the next frame is sent whole.
  func forget() {
    last = nil
    scrub()
    screen_forget()
  }

  private func scrub() {
    _ = cells.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { explicit_bzero($0, bytes.count) }
    }
    screen_scrub()
  }
}

extension TerminalScreen {
  private func put(_ span: FrameDiff.Span, of frame: Frame) {
    cells.removeAll(keepingCapacity: true)
    for column in span.columns {
      let cell = frame[span.row, column]
      if cell.isContinuation { continue }
      let ink = inks.entry(for: cell.style)
      if let scalar = cell.scalar, scalar.value < 0x7F {
        append(scalar, ink)
      } else {
        append(frame.glyph(of: cell), ink)
      }
    }
    screen_put(Int32(span.row), Int32(span.columns.lowerBound), cells, cells.count)
  }

  private func append(_ scalar: Unicode.Scalar, _ ink: InkCache.Entry) {
    cells.append(
      screen_cell(
        scalars: (scalar.value, 0, 0, 0, 0), attributes: ink.attributes, pair: ink.pair))
  }

  /// Lays a glyph out as curses will, which goes by the C library's widths.
  ///
  /// Where that is older than our tables, a
  /// replacement keeps the rest of the row in its place.
  private func append(_ glyph: Glyph, _ ink: InkCache.Entry) {
    guard Int(screen_scalar_width(glyph.base.value)) == glyph.columns else {
      append("\u{FFFD}", ink)
      if glyph.columns == 2 { append(" ", ink) }
      return
    }
    var marks = SIMD4<UInt32>.zero
    var count = 0
    for index in 0..<glyph.marks.count where screen_scalar_width(glyph.marks[index].value) == 0 {
      marks[count] = glyph.marks[index].value
      count += 1
    }
    cells.append(
      screen_cell(
        scalars: (glyph.base.value, marks[0], marks[1], marks[2], marks[3]),
        attributes: ink.attributes, pair: ink.pair))
  }
}
