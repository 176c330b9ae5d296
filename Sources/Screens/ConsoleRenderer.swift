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

  /// `whenChanged` is called, from any thread, when something has changed that the last frame shows.
  package init(
    glyphs: GlyphSet = .unicode, whenChanged: @escaping @Sendable () -> Void = {}
  ) {
    self.glyphs = glyphs
    parts = DrawnParts(whenChanged: whenChanged)
  }

  /// The whole screen.
  ///
  /// Layout facts that scrolling needs are left in the models.
  package func frame(for console: ConsoleModel, rows: Int, columns: Int) -> Frame {
    if console.lock == nil, rows >= Self.leastRows, columns >= Self.leastColumns {
      return desk(console, rows: rows, columns: columns)
    }
    parts.forget()
    var pen = Pen(rows: rows, columns: columns, glyphs: glyphs)
    if let lock = console.lock {
      LockScreen.draw(lock, console, &pen)
    } else {
      TooSmallScreen.draw(console, &pen)
    }
    return pen.frame
  }

  private func desk(_ console: ConsoleModel, rows: Int, columns: Int) -> Frame {
    console.isNarrow = columns < DeskScreen.twoPaneColumns
    var pen = parts.begin(
      rows: rows, columns: columns,
      .init(place: console.place, isNarrow: console.isNarrow, glyphs: glyphs))
    let body = Surroundings.draw(console, parts, &pen)
    pen.within(body) { pen in
      switch console.place {
      case .desk: DeskScreen.draw(console, wrapped, parts, &pen)
      case .auditLog:
        pen.fill(pen.bounds)
        AuditLogScreen.draw(console, &pen)
      }
    }
    parts.end(&pen)
    if let dialog = console.dialog {
      pen.within(body) { pen in
        pen.dim()
        DialogScreen.draw(dialog, console, &pen)
      }
    }
    Surroundings.drawMessage(console, above: body.endRow, &pen)
    return pen.frame
  }

  static let leastRows = 20
  static let leastColumns = 60
}
