package import Text

/// A stretch of a text being written: words, or something that will be filled in.
package struct ComposedPiece: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case words
    /// `‹phone 1›`, with its screen form.
    case token(SanitizedText)
    /// `{{order_ref!}}`, with what stands between the braces.
    case placeholder(SanitizedText)
  }

  package let content: Content
  /// In characters.
  package let range: Range<Int>

  /// Moved over and deleted in one.
  package var isPill: Bool { content != .words }

  /// Reads text as it is typed.
  package static func pieces(of characters: [Character]) -> [ComposedPiece] {
    var pieces: [ComposedPiece] = []
    var words = 0
    var position = 0
    while position < characters.count {
      guard let pill = pill(at: position, in: characters) else {
        position += 1
        continue
      }
      if words < position { pieces.append(ComposedPiece(content: .words, range: words..<position)) }
      pieces.append(pill)
      position = pill.range.upperBound
      words = position
    }
    if words < position { pieces.append(ComposedPiece(content: .words, range: words..<position)) }
    return pieces
  }

  private static func pill(at start: Int, in characters: [Character]) -> ComposedPiece? {
    if characters[start] == "‹" { return token(at: start, in: characters) }
    guard characters[start] == "{", start + 1 < characters.count, characters[start + 1] == "{"
    else { return nil }
    return placeholder(at: start, in: characters)
  }

  private static func token(at start: Int, in characters: [Character]) -> ComposedPiece? {
    guard let end = characters[start...].prefix(40).firstIndex(of: "›") else { return nil }
    let inner = String(characters[(start + 1)..<end])
    guard let number = inner.split(separator: " ").last, Int(number) != nil, inner.contains(" ")
    else { return nil }
    let form = String(characters[start...end])
    return ComposedPiece(content: .token(SanitizedText(sanitizing: form)), range: start..<(end + 1))
  }

  private static func placeholder(at start: Int, in characters: [Character]) -> ComposedPiece? {
    guard let end = characters[start...].prefix(100).firstIndex(of: "}"),
      end + 1 < characters.count, characters[end + 1] == "}"
    else { return nil }
    let inner = characters[(start + 2)..<end]
    let name = inner.prefix { $0 != "|" && $0 != "!" }
    guard !name.isEmpty,
      name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "_") })
    else { return nil }
    return ComposedPiece(
      content: .placeholder(SanitizedText(sanitizing: String(inner))), range: start..<(end + 2))
  }
}
