import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// What masked text needs to be drawn: hints for tokens, and which of them are open in clear.
@MainActor
struct MaskedRuns {
  let hints: [Token: SanitizedText]
  let open: [OpenReveal]
  let highlighted: Token?

  init(
    identifiers: [IdentifierSummary] = [], open: [OpenReveal] = [], highlighted: Token? = nil
  ) {
    hints = Dictionary(
      identifiers.map { ($0.token, $0.hint) }, uniquingKeysWith: { first, _ in first })
    self.open = open
    self.highlighted = highlighted
  }

  /// For the open ticket of a console.
  init(_ console: ConsoleModel) {
    let ticket = console.conversation.ticket?.id
    let now = console.clock.second
    self.init(
      identifiers: console.conversation.conversation?.requester.identifiers ?? [],
      open: console.reveals.open.filter { $0.ticket == ticket && $0.expiresAt > now },
      highlighted: console.conversation.highlightedToken)
  }

  /// Tokens and placeholders as pills, and room for what is open.
  func styled(
    _ text: MaskedText, _ style: Style = .text, unresolved: Set<String> = [],
    showsHints: Bool = true
  ) -> StyledText {
    var result = StyledText()
    append(text, style, unresolved: unresolved, showsHints: showsHints, to: &result)
    return result
  }

  func append(
    _ text: MaskedText, _ style: Style, unresolved: Set<String> = [], showsHints: Bool = true,
    to result: inout StyledText
  ) {
    for segment in text.segments {
      switch segment {
      case .text(let words): result.append(words, style)
      case .token(let token): append(token, showsHint: showsHints, to: &result)
      case .placeholder(let placeholder):
        append(placeholder, unresolved: unresolved, to: &result)
      }
    }
  }

  func append(
    _ token: Token, showsHint: Bool, showsClock: Bool = true, to result: inout StyledText
  ) {
    let count = token.screenForm.string.count
    if let index = open.firstIndex(where: { $0.token == token }) {
      appendOpen(index, characterCount: count, showsClock: showsClock, to: &result)
    } else {
      let hint = showsHint ? hints[token] ?? .empty : .empty
      result.appendPill(
        token.label, hint: hint, token == highlighted ? Style(.chosen, .bold) : .token,
        characterCount: count)
    }
  }

  /// Room for a value with a space at either side, and for its clock.
  private func appendOpen(
    _ index: Int, characterCount: Int, showsClock: Bool, to result: inout StyledText
  ) {
    var columns = 0
    open[index].withBytes { columns = RevealedText.columns(of: $0) }
    result.appendReveal(slot: index * 2, columns: columns + 2, characterCount: characterCount)
    guard showsClock else { return }
    result.appendReveal(slot: index * 2 + 1, columns: Self.clockColumns, characterCount: 0)
  }

  private static let clockColumns = 6

  /// A reply as it will read, without the line feeds that its paragraphs were wrapped by.
  func reading(_ reply: MaskedText, unresolved: Set<String> = []) -> StyledText {
    var result = StyledText()
    var joiner = LineJoiner()
    for segment in reply.segments {
      switch segment {
      case .text(let words): result.append(joiner.join(words), .text)
      case .token(let token):
        joiner.pass(token.screenForm)
        append(token, showsHint: true, to: &result)
      case .placeholder(let placeholder):
        joiner.pass(placeholder.screenForm)
        append(placeholder, unresolved: unresolved, to: &result)
      }
    }
    return result
  }

  private func append(
    _ placeholder: Placeholder, unresolved: Set<String>, to result: inout StyledText
  ) {
    let isOpen = unresolved.contains(placeholder.name)
    result.appendPill(
      SanitizedText(sanitizing: placeholder.name), isOpen ? .unresolved : .placeholder,
      characterCount: placeholder.screenForm.string.count)
  }

  /// Draws what is open into the room that was left for it.
  func fill(_ places: [RevealPlace], now: Date, _ pen: inout Pen) {
    for place in places {
      guard open.indices.contains(place.slot / 2) else { continue }
      let reveal = open[place.slot / 2]
      if place.slot.isMultiple(of: 2) {
        draw(reveal, at: place, &pen)
      } else {
        let clock = " " + TimeText.countdown(to: reveal.expiresAt, now: now)
        pen.write(clock, row: place.row, column: place.column, .warning, columns: place.columns)
      }
    }
  }

  private func draw(_ reveal: OpenReveal, at place: RevealPlace, _ pen: inout Pen) {
    let room = SanitizedText(sanitizing: String(repeating: " ", count: place.columns))
    pen.write(room, row: place.row, column: place.column, .revealed)
    // The first column of the room is its margin.
    let margin = place.skippedColumns == 0 ? 1 : 0
    reveal.withBytes { value in
      pen.reveal(
        value, row: place.row, column: place.column + margin,
        skipping: max(0, place.skippedColumns - 1), columns: place.columns - margin)
    }
  }
}

extension Token {
  /// `card 1`: what stands in its pill.
  var label: SanitizedText { "\(kind.word) \(ordinal)" }
}
