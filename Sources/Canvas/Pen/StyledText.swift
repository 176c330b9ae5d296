package import Text

/// Running text of several styles, with pills in it and room for values in clear.
///
/// It is built from left to right and wrapped as one; offsets count the characters of the source,
/// whatever a pill shows in their place.
package struct StyledText: Sendable {
  /// What to look out for when a glyph is drawn.
  enum Part: Hashable, Sendable {
    case text
    case pillStart
    case pillEnd
    case slot(Int)
  }

  private(set) var glyphs = GlyphSequence()
  private(set) var styles: [Style] = []
  private(set) var parts: [Part] = []

  package init() {}

  package init(_ text: SanitizedText, _ style: Style = .text) {
    append(text, style)
  }

  /// How many characters the source has so far.
  package var characterCount: Int { glyphs.characterCount }
  package var columns: Int { glyphs.columns }
  package var isEmpty: Bool { glyphs.isEmpty }

  package mutating func append(_ text: SanitizedText, _ style: Style = .text) {
    glyphs.append(text)
    extend(style)
  }

  /// Adds a pill with its hint beside it, which stay together.
  ///
  /// `characterCount` says how many characters of the source it stands for.
  package mutating func appendPill(
    _ label: SanitizedText, hint: SanitizedText = .empty, _ style: Style = .token,
    characterCount count: Int = 1
  ) {
    let start = glyphs.count
    let shown = style.role == .unresolved ? label + "!" : label
    glyphs.appendAtom(" " + shown + " ", characterCount: 0)
    extend(style)
    parts[start] = .pillStart
    parts[glyphs.count - 1] = .pillEnd
    if !hint.isEmpty {
      glyphs.appendAtom(" ", characterCount: 0)
      extend(.text)
      glyphs.appendAtom(hint, characterCount: 0)
      extend(.dim)
    }
    glyphs.appendAtom(.empty, characterCount: count)
  }

  /// Leaves room for a value in clear, which the pen draws when it comes by.
  package mutating func appendReveal(slot: Int, columns: Int, characterCount count: Int = 1) {
    let start = glyphs.count
    let room = SanitizedText(sanitizing: String(repeating: " ", count: max(1, columns)))
    glyphs.appendAtom(room, characterCount: count)
    extend(.revealed)
    for index in start..<glyphs.count { parts[index] = .slot(slot) }
  }

  /// Sets another style on some of the characters.
  package mutating func restyle(_ characters: Range<Int>, _ style: Style) {
    for index in glyphs.index(ofCharacter: characters.lowerBound)..<glyphs.count {
      guard glyphs[index].characterOffset < characters.upperBound else { break }
      styles[index] = style
    }
  }

  package func wrapped(
    columns: Int, indent: WrappedText.Indent = .hanging
  ) -> WrappedStyledText {
    WrappedStyledText(text: self, lines: WrappedText(glyphs, columns: columns, indent: indent))
  }

  private mutating func extend(_ style: Style) {
    let added = glyphs.count - styles.count
    styles.append(contentsOf: repeatElement(style, count: added))
    parts.append(contentsOf: repeatElement(.text, count: added))
  }
}

/// Styled text in lines.
package struct WrappedStyledText: Sendable {
  package private(set) var text: StyledText
  /// The way from characters to places and back.
  package let lines: WrappedText

  package var lineCount: Int { lines.lines.count }

  /// Sets another style on some of the characters; the lines stay as they are.
  package mutating func restyle(_ characters: Range<Int>, _ style: Style) {
    text.restyle(characters, style)
  }
}

/// Where on the screen a value in clear belongs.
package struct RevealPlace: Hashable, Sendable {
  /// As given to `StyledText.appendReveal`.
  package let slot: Int
  /// In the pen's coordinates.
  package let row: Int
  package let column: Int
  /// How much of the value earlier lines show.
  package let skippedColumns: Int
  package let columns: Int

  package init(slot: Int, row: Int, column: Int, skippedColumns: Int, columns: Int) {
    self.slot = slot
    self.row = row
    self.column = column
    self.skippedColumns = skippedColumns
    self.columns = columns
  }
}

extension Pen {
  /// Writes one line of styled text.
  ///
  /// - Returns: The places in it that wait for a value in clear.
  @discardableResult
  package mutating func write(
    _ text: WrappedStyledText, line: Int, row: Int, column: Int
  ) -> [RevealPlace] {
    let range = text.lines.lines[line].visible
    return write(
      text.text, range, row: row, column: column + text.lines.lines[line].indent)
  }

  /// Writes styled text on one line, cut at the area's edge.
  @discardableResult
  package mutating func write(_ text: StyledText, row: Int, column: Int) -> [RevealPlace] {
    write(text, 0..<text.glyphs.count, row: row, column: column)
  }

  private mutating func write(
    _ text: StyledText, _ range: Range<Int>, row: Int, column: Int
  ) -> [RevealPlace] {
    var places: [RevealPlace] = []
    var next = column
    var index = range.lowerBound
    while index < range.upperBound {
      if case .slot(let slot) = text.parts[index] {
        let place = text.place(slot, at: index, within: range, row: row, column: next)
        places.append(place)
        index += place.columns
        next += place.columns
        continue
      }
      next = put(
        sign(of: text, at: index), row: row, column: next,
        StyleID(text.styles[index], on: surface))
      index += 1
    }
    return places
  }

  private func sign(of text: StyledText, at index: Int) -> Glyph {
    switch text.parts[index] {
    case .pillStart: Glyph(base: glyphs.pillSides.leading, columns: 1)
    case .pillEnd: Glyph(base: glyphs.pillSides.trailing, columns: 1)
    case .text, .slot:
      text.glyphs[index]
    }
  }
}

extension StyledText {
  fileprivate func place(
    _ slot: Int, at index: Int, within range: Range<Int>, row: Int, column: Int
  ) -> RevealPlace {
    // Two slots beside each other differ in the character that they stand for.
    let offset = glyphs[index].characterOffset
    func belongs(_ index: Int) -> Bool {
      parts[index] == .slot(slot) && glyphs[index].characterOffset == offset
    }
    var first = index
    while first > 0, belongs(first - 1) { first -= 1 }
    var end = index
    while end < range.upperBound, belongs(end) { end += 1 }
    return RevealPlace(
      slot: slot, row: row, column: column, skippedColumns: index - first, columns: end - index)
  }
}
