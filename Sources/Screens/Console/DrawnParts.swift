import Canvas
import Observation
import Synchronization
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
  private var visited: Set<Part> = []

  /// Beyond this many glyphs in memory, most of them drawn over, a frame is begun anew.
  private static let clusterLimit = 4_096

  init(whenChanged: @escaping @Sendable () -> Void) {
    self.whenChanged = whenChanged
  }

  /// A pen over what can be kept of the last frame, or over an empty one.
  func begin(rows: Int, columns: Int, _ layout: Layout) -> Pen {
    visited = []
    guard let kept, kept.rows == rows, kept.columns == columns, layout == self.layout else {
      forget()
      self.layout = layout
      return Pen(rows: rows, columns: columns, glyphs: layout.glyphs)
    }
    var pen = Pen(over: kept, glyphs: layout.glyphs)
    _ = pen.liftCursor()
    return pen
  }

  /// Draws a part, unless it stands there and still holds.
  func draw(
    _ part: Part, in rect: Rect, on surface: Surface? = nil, _ pen: inout Pen,
    _ body: (inout Pen) -> Void
  ) {
    visited.insert(part)
    let area = pen.absolute(rect)
    let known = drawn[part]
    if let known, known.area == area, known.reading.holds { return }
    known?.reading.dismiss()
    let reading = Reading()
    reading.track(whenChanged) {
      pen.within(rect, on: surface) { pen in
        if surface == nil { pen.fill(pen.bounds) }
        body(&pen)
      }
    }
    drawn[part] = Drawn(area: area, reading: reading, cursor: pen.liftCursor())
  }

  /// Keeps what stands there for the next frame, and puts the cursor where its part has it; one that
  /// was placed outside of the parts stays.
  func end(_ pen: inout Pen) {
    for part in drawn.keys where !visited.contains(part) {
      drawn.removeValue(forKey: part)?.reading.dismiss()
    }
    if let cursor = drawn.values.lazy.compactMap(\.cursor).first { pen.restoreCursor(cursor) }
    let frame = pen.frame
    guard !frame.holdsRevealed, frame.clusterCount < Self.clusterLimit else { return forget() }
    kept = frame
  }

  /// Has the next frame drawn whole.
  func forget() {
    kept = nil
    for part in drawn.values { part.reading.dismiss() }
    drawn = [:]
  }
}

/// What a part has read of the models, and whether it is still so.
@MainActor
private final class Reading {
  /// Read by every draw, so that one which is no longer wanted can be let go: an observation that
  /// has not fired stays registered with every model it read.
  @Observable
  final class Dismissal {
    var isDue = false
  }

  private let dismissal = Dismissal()
  private let state = State()

  var holds: Bool { !state.isOver.load(ordering: .acquiring) }

  func track(_ whenChanged: @escaping @Sendable () -> Void, _ draw: () -> Void) {
    withObservationTracking {
      _ = dismissal.isDue
      draw()
    } onChange: { [state] in
      if state.end() { whenChanged() }
    }
  }

  func dismiss() {
    if state.end() { dismissal.isDue = true }
  }

  private final class State: Sendable {
    let isOver = Atomic(false)

    /// Whether this call ended it.
    func end() -> Bool { !isOver.exchange(true, ordering: .acquiringAndReleasing) }
  }
}
