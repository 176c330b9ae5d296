import Desk

extension ConversationModel {
  package func scroll(byLines lines: Int) {
    scroll = layout.anchor(top: max(0, layout.top(for: scroll) + lines))
    if scroll == .tail { reachedTail() }
  }

  package func scroll(byPages pages: Int) {
    scroll(byLines: pages * max(1, layout.visibleCount - 2))
  }

  package func scrollToStart() {
    scroll = layout.lastTop > 0 ? .at(message: 0, line: 0) : .tail
  }

  package func scrollToEnd() {
    scroll = .tail
    reachedTail()
  }
}
