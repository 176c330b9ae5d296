package import Canvas
import Text
package import ViewModels

/// Draws the console: a frame from what the models say, and nothing else.
///
/// Between frames it keeps the wrapped text of conversations, so that moving through a list costs no
/// wrapping, and the parts of the desk that have not changed. Neither holds a value in clear.
@MainActor
package final class ConsoleRenderer {
  package var glyphs: GlyphSet
  private let wrapped = WrappedConversations()
  private let parts: DrawnParts
  private let whenChanged: @Sendable () -> Void
  /// What the last frame's division read, and what was drawn over it.
  private var division: Reading?
  private var overlay: Reading?

  /// `whenChanged` is called, from any thread, when something has changed that the last frame shows.
  package init(
    glyphs: GlyphSet = .unicode, whenChanged: @escaping @Sendable () -> Void = {}
  ) {
    self.glyphs = glyphs
    self.whenChanged = whenChanged
    parts = DrawnParts(whenChanged: whenChanged)
  }

  /// The whole screen.
  ///
  /// Layout facts that scrolling needs are left in the models.
  package func frame(for console: ConsoleModel, rows: Int, columns: Int) -> Frame {
    var pen = Pen(rows: 0, columns: 0, glyphs: glyphs)
    var body: Rect?
    observe(&division) { (pen, body) = divide(console, rows: rows, columns: columns) }
    guard let body else { return pen.frame }
    parts.drawPlaced(&pen)
    observe(&overlay) { drawOver(console, in: body, &pen) }
    return pen.frame
  }

  /// Draws what is no part of the desk's, places the parts, and says where the screen's body is; none
  /// where the desk does not show.
  private func divide(
    _ console: ConsoleModel, rows: Int, columns: Int
  ) -> (pen: Pen, body: Rect?) {
    guard console.lock == nil, rows >= Self.leastRows, columns >= Self.leastColumns else {
      parts.forget()
      var pen = Pen(rows: rows, columns: columns, glyphs: glyphs)
      if let lock = console.lock {
        LockScreen.draw(lock, console, &pen)
      } else {
        TooSmallScreen.draw(console, &pen)
      }
      return (pen, nil)
    }
    console.isNarrow = columns < DeskScreen.twoPaneColumns
    var pen = parts.begin(
      rows: rows, columns: columns,
      .init(place: console.place, isNarrow: console.isNarrow, glyphs: glyphs))
    let body = Surroundings.place(console, parts, pen)
    pen.within(body) { pen in
      switch console.place {
      case .desk: DeskScreen.draw(console, wrapped, parts, &pen)
      case .auditLog:
        pen.fill(pen.bounds)
        AuditLogScreen.draw(console, &pen)
      }
    }
    return (pen, body)
  }

  /// What stands over the desk: a dialog, and the message line.
  private func drawOver(_ console: ConsoleModel, in body: Rect, _ pen: inout Pen) {
    if let dialog = console.dialog {
      pen.within(body) { pen in
        pen.dim()
        DialogScreen.draw(dialog, console, &pen)
      }
    }
    Surroundings.drawMessage(console, above: body.endRow, &pen)
  }

  /// Draws under an observation of its own, in place of the last frame's.
  private func observe(_ last: inout Reading?, _ draw: () -> Void) {
    last?.dismiss()
    let reading = Reading()
    reading.track(whenChanged, draw)
    last = reading
  }

  static let leastRows = 20
  static let leastColumns = 60
}
