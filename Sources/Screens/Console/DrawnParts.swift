import Canvas
import ViewModels

/// What the last frame showed of the desk, so that a part is drawn again only when something that it
/// shows has changed: a move in the list costs the list, not the screen.
///
/// A frame that holds a value in clear is not kept; the next one is drawn whole.
@MainActor
final class DrawnParts {
  enum Part: Hashable {
    case title, banner, keys, queue, scenario, emptyConversation, conversation, suggestions
    case composer, requester
  }

  /// How the screen is divided; another division is drawn whole.
  struct Layout: Hashable {
    let place: ConsoleModel.Place
    let isNarrow: Bool
    let glyphs: GlyphSet
  }

  private struct Placed {
    let part: Part
    let area: Rect
    let surface: Surface?
    let draw: (inout Pen) -> Void
  }

  private struct Drawn {
    let area: Rect
    let reading: Reading
    let cursor: Frame.Position?
  }

  /// Called from any thread, once something in a kept part has changed.
  private let whenChanged: @Sendable () -> Void
  private var kept: Frame?
  private var layout: Layout?
  private var drawn: [Part: Drawn] = [:]
  private var placed: [Placed] = []

  /// Beyond this many glyphs in memory, most of them drawn over, a frame is begun anew.
  private static let clusterLimit = 4_096

  init(whenChanged: @escaping @Sendable () -> Void) {
    self.whenChanged = whenChanged
  }

  /// A pen over what can be kept of the last frame, or over an empty one.
  func begin(rows: Int, columns: Int, _ layout: Layout) -> Pen {
    placed = []
    guard let kept, kept.rows == rows, kept.columns == columns, layout == self.layout else {
      forget()
      self.layout = layout
      return Pen(rows: rows, columns: columns, glyphs: layout.glyphs)
    }
    var pen = Pen(over: kept, glyphs: layout.glyphs)
    _ = pen.liftCursor()
    return pen
  }

  /// Says where a part stands and how it is drawn; nothing is drawn yet.
  func place(
    _ part: Part, in rect: Rect, on surface: Surface? = nil, _ pen: Pen,
    _ draw: @escaping (inout Pen) -> Void
  ) {
    placed.append(Placed(part: part, area: pen.absolute(rect), surface: surface, draw: draw))
  }

  /// Draws the parts, but for those which stand there and still hold, keeps what stands there for the
  /// next frame, and puts the cursor where its part has it.
  ///
  /// Each is drawn under its own observation. Within another, whatever one of them read would be
  /// registered with both.
  func drawPlaced(_ pen: inout Pen) {
    for part in drawn.keys where !placed.contains(where: { $0.part == part }) {
      drawn.removeValue(forKey: part)?.reading.dismiss()
    }
    for part in placed { draw(part, &pen) }
    placed = []
    if let cursor = drawn.values.lazy.compactMap(\.cursor).first { pen.restoreCursor(cursor) }
    let frame = pen.frame
    // What was read stays watched either way: a value in clear has to go when its time is over.
    let isKept = !frame.holdsRevealed && frame.clusterCount < Self.clusterLimit
    kept = isKept ? frame : nil
  }

  private func draw(_ placed: Placed, _ pen: inout Pen) {
    let known = drawn[placed.part]
    if let known, known.area == placed.area, known.reading.holds { return }
    known?.reading.dismiss()
    let outside = pen.liftCursor()
    let reading = Reading()
    reading.track(whenChanged) {
      pen.within(placed.area, on: placed.surface) { pen in
        if placed.surface == nil { pen.fill(pen.bounds) }
        placed.draw(&pen)
      }
    }
    drawn[placed.part] = Drawn(area: placed.area, reading: reading, cursor: pen.liftCursor())
    if let outside { pen.restoreCursor(outside) }
  }

  /// Has the next frame drawn whole.
  func forget() {
    kept = nil
    for part in drawn.values { part.reading.dismiss() }
    drawn = [:]
  }
}
