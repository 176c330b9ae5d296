import Desk

/// How the messages were laid out: what scrolling by lines needs to know.
package struct ConversationLayout: Hashable, Sendable {
  /// On which line each message begins.
  package var starts: [Int]
  package var lineCount: Int
  package var visibleCount: Int
  /// With which character each line of the message begins in which words are being selected.
  package var selectionLines: [Int] = []

  package init(starts: [Int] = [], lineCount: Int = 0, visibleCount: Int = 1) {
    self.starts = starts
    self.lineCount = lineCount
    self.visibleCount = visibleCount
  }

  /// The line on top when the newest message is in sight.
  package var lastTop: Int { max(0, lineCount - visibleCount) }

  /// The line on top.
  package func top(for scroll: ConversationModel.Scroll) -> Int {
    switch scroll {
    case .tail: return lastTop
    case .at(let message, let line):
      guard starts.indices.contains(message) else { return lastTop }
      return min(starts[message] + line, lastTop)
    }
  }

  /// What to hold on to so that this line stays on top.
  func anchor(top: Int) -> ConversationModel.Scroll {
    guard top < lastTop, let message = starts.lastIndex(where: { $0 <= top }) else { return .tail }
    return .at(message: message, line: top - starts[message])
  }
}
