package import Text

/// Text being written, by characters as a person sees them, with its cursor and its past.
///
/// A finished token (`‹phone 1›`) or placeholder (`{{customer.first_name}}`) counts as one
/// character: the cursor does not stand inside of it, and one key deletes it whole.
package struct TextBuffer: Hashable, Sendable {
  package private(set) var characters: [Character] = []
  /// Before which character the cursor stands.
  package private(set) var cursor = 0
  /// Counts changes, for noticing that something has to be saved.
  package private(set) var revision = 0
  /// The pieces, in order and without gaps.
  package private(set) var pieces: [ComposedPiece] = []
  private let allowsLines: Bool
  private var past: [Snapshot] = []
  private var future: [Snapshot] = []
  private var lastEdit: Edit = .other

  private struct Snapshot: Hashable, Sendable {
    let characters: [Character]
    let cursor: Int
  }

  private enum Edit { case typing, deleting, other }

  /// Longer texts are cut, so that no paste can make every key slow.
  package static let characterLimit = 100_000
  private static let pastLimit = 200

  package init(_ text: SanitizedText = .empty, allowsLines: Bool = true) {
    self.allowsLines = allowsLines
    characters = Array(Self.fit(text, allowsLines: allowsLines).prefix(Self.characterLimit))
    cursor = characters.count
    pieces = ComposedPiece.pieces(of: characters)
  }

  package var isEmpty: Bool { characters.isEmpty }

  package var text: SanitizedText { SanitizedText(sanitizing: String(characters)) }

  private static func fit(_ text: SanitizedText, allowsLines: Bool) -> String {
    let spaced = text.string.replacing("\t", with: "    ")
    return allowsLines ? spaced : spaced.replacing("\n", with: " ")
  }

  // MARK: Writing

  package mutating func insert(_ text: SanitizedText) {
    insert(text, as: .other)
  }

  /// Types one character; typing is undone by stretches and not by letters.
  package mutating func type(_ character: Character) {
    insert(SanitizedText(sanitizing: String(character)), as: character == " " ? .other : .typing)
  }

  private mutating func insert(_ text: SanitizedText, as edit: Edit) {
    let room = Self.characterLimit - characters.count
    let added = Array(Self.fit(text, allowsLines: allowsLines).prefix(max(0, room)))
    guard !added.isEmpty else { return }
    remember(edit)
    // A combining mark joins the character before it: both are read anew as one string.
    let before = characters[..<cursor]
    let joined = before.last.map { Array(String($0) + String(added)) } ?? added
    let start = max(0, cursor - 1)
    characters.replaceSubrange((before.isEmpty ? 0 : start)..<cursor, with: joined)
    cursor = (before.isEmpty ? 0 : start) + joined.count
    changed()
  }

  package mutating func deleteBackward() {
    delete(position(before: cursor)..<cursor, as: .deleting)
  }

  package mutating func deleteForward() {
    delete(cursor..<position(after: cursor), as: .deleting)
  }

  package mutating func deleteWordBackward() {
    delete(wordStart(before: cursor)..<cursor, as: .other)
  }

  /// Deletes to the end of the line; at its end, the line feed.
  package mutating func deleteToLineEnd() {
    let end = lineEnd(from: cursor)
    delete(cursor..<(end == cursor ? position(after: cursor) : end), as: .other)
  }

  package mutating func replaceAll(with text: SanitizedText) {
    remember(.other)
    characters = Array(Self.fit(text, allowsLines: allowsLines).prefix(Self.characterLimit))
    cursor = characters.count
    changed()
  }

  private mutating func delete(_ range: Range<Int>, as edit: Edit) {
    guard !range.isEmpty else { return }
    remember(edit)
    characters.removeSubrange(range)
    cursor = range.lowerBound
    changed()
  }

  // MARK: Undoing

  package mutating func undo() {
    guard let before = past.popLast() else { return }
    future.append(Snapshot(characters: characters, cursor: cursor))
    restore(before)
  }

  package mutating func redo() {
    guard let after = future.popLast() else { return }
    past.append(Snapshot(characters: characters, cursor: cursor))
    restore(after)
  }

  private mutating func restore(_ snapshot: Snapshot) {
    characters = snapshot.characters
    cursor = snapshot.cursor
    lastEdit = .other
    changed()
  }

  private mutating func remember(_ edit: Edit) {
    defer { lastEdit = edit }
    future = []
    if edit != .other, edit == lastEdit { return }
    past.append(Snapshot(characters: characters, cursor: cursor))
    if past.count > Self.pastLimit { past.removeFirst() }
  }

  private mutating func changed() {
    revision += 1
    pieces = ComposedPiece.pieces(of: characters)
    // An edit can make the text around the cursor into a pill.
    if let pill = pill(around: cursor) { cursor = pill.upperBound }
  }

  // MARK: Moving

  /// Puts the cursor there, or before the token that stands there.
  package mutating func move(to position: Int) {
    let clamped = min(max(0, position), characters.count)
    cursor = pill(around: clamped)?.lowerBound ?? clamped
    lastEdit = .other
  }
}

extension TextBuffer {
  package mutating func moveLeft() { move(to: position(before: cursor)) }
  package mutating func moveRight() { move(to: position(after: cursor)) }
  package mutating func moveWordLeft() { move(to: wordStart(before: cursor)) }
  package mutating func moveWordRight() { move(to: wordEnd(after: cursor)) }
  package mutating func moveToLineStart() { move(to: lineStart(from: cursor)) }
  package mutating func moveToLineEnd() { move(to: lineEnd(from: cursor)) }
  package mutating func moveToStart() { move(to: 0) }
  package mutating func moveToEnd() { move(to: characters.count) }

  func pill(around position: Int) -> Range<Int>? {
    pieces.first { $0.isPill && $0.range.lowerBound < position && position < $0.range.upperBound }?
      .range
  }

  func position(before position: Int) -> Int {
    guard position > 0 else { return 0 }
    return pill(around: position - 1)?.lowerBound ?? position - 1
  }

  func position(after position: Int) -> Int {
    guard position < characters.count else { return characters.count }
    return pill(around: position + 1)?.upperBound ?? position + 1
  }

  func wordStart(before position: Int) -> Int {
    var start = position
    while start > 0, !characters[start - 1].isWordPart { start -= 1 }
    if let pill = pill(around: start) { return pill.lowerBound }
    while start > 0, characters[start - 1].isWordPart { start -= 1 }
    return pill(around: start)?.lowerBound ?? start
  }

  func wordEnd(after position: Int) -> Int {
    var end = position
    while end < characters.count, !characters[end].isWordPart { end += 1 }
    if let pill = pill(around: end) { return pill.upperBound }
    while end < characters.count, characters[end].isWordPart { end += 1 }
    return pill(around: end)?.upperBound ?? end
  }

  func lineStart(from position: Int) -> Int {
    characters[..<position].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  func lineEnd(from position: Int) -> Int {
    characters[position...].firstIndex(of: "\n") ?? characters.count
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
