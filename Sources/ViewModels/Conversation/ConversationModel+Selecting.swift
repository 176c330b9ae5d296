import Desk
import Masking
import Text
import Tickets

// Selecting words that should have been masked.
extension ConversationModel {
  /// On the first word that is in sight, or else the newest.
  func beginSelecting() {
    let top = layout.top(for: scroll)
    let places = selectableMessages
    let inSight = places.first { layout.starts.indices.contains($0) && layout.starts[$0] >= top }
    guard let message = inSight ?? places.last else { return }
    select(in: message)
  }

  func endSelecting() { selection = nil }

  /// Messages that hold words.
  private var selectableMessages: [Int] {
    guard let messages = conversation?.messages else { return [] }
    return messages.indices.filter {
      [.incoming, .reply, .note].contains(messages[$0].kind) && isSelectable($0)
    }
  }

  private func isSelectable(_ message: Int) -> Bool {
    conversation.flatMap { TextSelection(message: message, text: $0.messages[message].body) } != nil
  }

  /// Whether there may be something to select; asked whenever the key bar is drawn.
  package var hasWords: Bool {
    conversation?.messages.contains { message in
      [.incoming, .reply, .note].contains(message.kind)
        && message.body.segments.contains { if case .text = $0 { true } else { false } }
    } ?? false
  }

  private func select(in message: Int, atEnd: Bool = false) {
    guard let body = conversation?.messages[message].body,
      let fresh = TextSelection(message: message, text: body, atEnd: atEnd)
    else { return }
    selection = fresh
    guard layout.starts.indices.contains(message) else { return }
    let next = message + 1
    let end = layout.starts.indices.contains(next) ? layout.starts[next] : layout.lineCount
    show(line: atEnd ? max(layout.starts[message], end - 2) : layout.starts[message] + 1)
  }

  // MARK: Moving

  func moveSelection(_ move: (inout TextSelection) -> Bool, orToMessage step: Int) {
    guard var moved = selection else { return }
    if move(&moved) {
      selection = moved
      showCursor()
    } else if !moved.isStretching {
      selectNeighbour(of: moved.message, step)
    }
  }

  private func selectNeighbour(of message: Int, _ step: Int) {
    let places = selectableMessages
    let next = step > 0 ? places.first { $0 > message } : places.last { $0 < message }
    if let next { select(in: next, atEnd: step < 0) }
  }

  /// A line down or up, in the same column as far as there is one.
  func moveSelection(byLines step: Int) {
    let lines = layout.selectionLines
    guard var moved = selection, let line = lines.lastIndex(where: { $0 <= moved.cursor }) else {
      return
    }
    guard lines.indices.contains(line + step) else {
      if !moved.isStretching { selectNeighbour(of: moved.message, step) }
      return
    }
    let column = moved.cursor - lines[line]
    let after = lines.indices.contains(line + step + 1) ? lines[line + step + 1] - 1 : .max
    moved.move(toCharacter: min(lines[line + step] + column, after))
    selection = moved
    showCursor()
  }

  func stretchSelection() { selection?.toggleStretching() }

  private func showCursor() {
    guard let selection, layout.starts.indices.contains(selection.message),
      let line = layout.selectionLines.lastIndex(where: { $0 <= selection.cursor })
    else { return }
    show(line: layout.starts[selection.message] + 1 + line)
  }

  private func show(line: Int) {
    let top = layout.top(for: scroll)
    if line < top {
      scroll(byLines: line - top)
    } else if line >= top + layout.visibleCount {
      scroll(byLines: line - top - layout.visibleCount + 1)
    }
  }
}

extension Conversation {
  /// Whether the message in which words are being selected is still as it was.
  func holds(_ selection: TextSelection) -> Bool {
    messages.indices.contains(selection.message)
      && selection.stands(in: messages[selection.message].body)
  }
}
