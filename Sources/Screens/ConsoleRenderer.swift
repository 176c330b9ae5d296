package import Canvas
import Text
package import ViewModels

/// Draws the console: a frame from what the models say, and nothing else.
///
/// It keeps one thing between frames, the wrapped text of conversations, so that moving through a
/// list costs no wrapping. Wrapped text holds tokens and room for values, never a value.
@MainActor
package final class ConsoleRenderer {
  package var glyphs: GlyphSet
  private let wrapped = WrappedConversations()

  package init(glyphs: GlyphSet = .unicode) {
    self.glyphs = glyphs
  }

  /// The whole screen.
  ///
  /// Layout facts that scrolling needs are left in the models.
  package func frame(for console: ConsoleModel, rows: Int, columns: Int) -> Frame {
    var pen = Pen(rows: rows, columns: columns, glyphs: glyphs)
    if let lock = console.lock {
      LockScreen.draw(lock, console, &pen)
    } else if rows < Self.leastRows || columns < Self.leastColumns {
      TooSmallScreen.draw(console, &pen)
    } else {
      drawDesk(console, &pen)
    }
    return pen.frame
  }

  private func drawDesk(_ console: ConsoleModel, _ pen: inout Pen) {
    console.isNarrow = pen.bounds.columns < DeskScreen.twoPaneColumns
    let body = Surroundings.draw(console, &pen)
    pen.within(body) { pen in
      switch console.place {
      case .desk: DeskScreen.draw(console, wrapped, &pen)
      case .auditLog: AuditLogScreen.draw(console, &pen)
      }
    }
    if let dialog = console.dialog {
      pen.within(body) { pen in
        pen.dim()
        DialogScreen.draw(dialog, console, &pen)
      }
    }
    Surroundings.drawMessage(console, above: body.endRow, &pen)
  }

  static let leastRows = 20
  static let leastColumns = 60
}
