import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// Conversations wrapped for a width, kept for as long as they hold.
@MainActor
final class WrappedConversations {
  /// One line of the pane.
  enum Line {
    case day(SanitizedText)
    case header(message: Int)
    case body(message: Int, line: Int)
    case attachment(message: Int, index: Int)
    case blank
  }

  /// A conversation in lines.
  struct Lines {
    var lines: [Line] = []
    var starts: [Int] = []
    var bodies: [WrappedStyledText] = []
  }

  /// What wrapping depends on, besides the messages.
  private struct Key: Hashable {
    let columns: Int
    let open: [ObjectIdentifier]
    let highlighted: Token?
    let find: SanitizedText
    let hints: [Token: SanitizedText]
  }

  private struct Entry {
    let key: Key
    let messages: [Message]
    let lines: Lines
    var lastUse: Int
  }

  private var entries: [TicketID: Entry] = [:]
  private var uses = 0
  private static let entryLimit = 48

  func lines(
    of conversation: Conversation, runs: MaskedRuns, find: SanitizedText, columns: Int,
    calendar: Calendar
  ) -> Lines {
    uses += 1
    let key = Key(
      columns: columns, open: runs.open.map { ObjectIdentifier($0) },
      highlighted: runs.highlighted, find: find, hints: runs.hints)
    let known = entries[conversation.ticket.id]
    if let known, known.key == key, known.messages == conversation.messages {
      entries[conversation.ticket.id]?.lastUse = uses
      return known.lines
    }
    let reusable = known.flatMap { $0.key == key ? $0 : nil }
    let lines = wrap(
      conversation, runs: runs, find: find, columns: columns, calendar: calendar,
      reusing: reusable.map { ($0.messages, $0.lines.bodies) })
    entries[conversation.ticket.id] = Entry(
      key: key, messages: conversation.messages, lines: lines, lastUse: uses)
    dropOldest()
    return lines
  }

  private func dropOldest() {
    guard entries.count > Self.entryLimit,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    else { return }
    entries[oldest.key] = nil
  }

  private func wrap(
    _ conversation: Conversation, runs: MaskedRuns, find: SanitizedText, columns: Int,
    calendar: Calendar, reusing known: (messages: [Message], bodies: [WrappedStyledText])?
  ) -> Lines {
    var result = Lines()
    var day: Date?
    for (index, message) in conversation.messages.enumerated() {
      let body: WrappedStyledText
      if let known, known.messages.indices.contains(index), known.messages[index] == message {
        body = known.bodies[index]
      } else {
        body = Self.body(of: message, runs: runs, find: find).wrapped(columns: columns)
      }
      let date = calendar.startOfDay(for: message.sentAt)
      if day != nil, day != date {
        result.lines += [.day(TimeText.day(message.sentAt, in: calendar)), .blank]
      }
      day = date
      result.starts.append(result.lines.count)
      result.bodies.append(body)
      if message.kind != .event { result.lines.append(.header(message: index)) }
      result.lines += (0..<body.lineCount).map { .body(message: index, line: $0) }
      result.lines += message.attachments.indices.map { .attachment(message: index, index: $0) }
      let isInRunOfEvents =
        message.kind == .event && conversation.messages.indices.contains(index + 1)
        && conversation.messages[index + 1].kind == .event
      if !isInRunOfEvents { result.lines.append(.blank) }
    }
    return result
  }

  private static func body(
    of message: Message, runs: MaskedRuns, find: SanitizedText
  ) -> StyledText {
    var text = StyledText()
    switch message.kind {
    case .incoming, .reply: runs.append(message.body, .text, to: &text)
    case .note: runs.append(message.body, .dim, to: &text)
    case .event: runs.append(message.body, .faint, to: &text)
    case .unparsed:
      text.append("This message could not be read. It is kept whole and sealed.", .warning)
    }
    highlight(find, in: message.body, &text)
    return text
  }

  private static func highlight(
    _ find: SanitizedText, in body: MaskedText, _ text: inout StyledText
  ) {
    guard !find.isEmpty else { return }
    let whole = body.screenForm.string
    var rest = whole.startIndex..<whole.endIndex
    while let match = whole.range(of: find.string, options: .caseInsensitive, range: rest) {
      let start = whole.distance(from: whole.startIndex, to: match.lowerBound)
      let length = whole.distance(from: match.lowerBound, to: match.upperBound)
      text.restyle(start..<(start + length), .match)
      rest = match.upperBound..<whole.endIndex
    }
  }
}

extension WrappedConversations.Lines {
  /// With which character each line of a message begins.
  func firstCharacters(of message: Int) -> [Int] {
    guard bodies.indices.contains(message) else { return [] }
    return bodies[message].lines.lines.indices.map {
      bodies[message].lines.character(line: $0, column: 0)
    }
  }

  /// The same lines with the selected words lit.
  ///
  /// A selection moves with every key, so it is no part of what is kept.
  func selecting(_ selection: TextSelection?) -> WrappedConversations.Lines {
    guard let selection, bodies.indices.contains(selection.message) else { return self }
    var lit = self
    lit.bodies[selection.message].restyle(selection.range, .chosen)
    return lit
  }
}
