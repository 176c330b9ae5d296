package import Text

/// Takes the line feeds out of paragraphs that were wrapped by hand, as reply templates are.
///
/// A feed after a long line is taken for a wrap and becomes a space, so that nothing moves: what
/// comes out has as many characters as what went in. Blank lines, lists, indented lines and short
/// lines, as those of a signature, stay lines.
package struct LineJoiner {
  private var lineCharacterCount = 0

  /// How long a line has to be to count as wrapped, in characters.
  package static let wrappedLineCharacterCount = 50

  package init() {}

  /// Joins the lines of the next stretch of a text.
  package mutating func join(_ words: SanitizedText) -> SanitizedText {
    var characters = Array(words.string)
    for index in characters.indices {
      guard characters[index] == "\n" else {
        lineCharacterCount += 1
        continue
      }
      let isWrapped = lineCharacterCount >= Self.wrappedLineCharacterCount
      if isWrapped, !Self.standsAlone(characters[(index + 1)...]) { characters[index] = " " }
      lineCharacterCount = 0
    }
    return SanitizedText(sanitizing: String(characters))
  }

  /// Passes something that has no lines: a token, a placeholder.
  package mutating func pass(_ form: SanitizedText) {
    lineCharacterCount += form.string.count
  }

  /// Whether what follows a feed begins a line of its own.
  private static func standsAlone(_ rest: ArraySlice<Character>) -> Bool {
    guard let first = rest.first else { return false }
    if first.isWhitespace || "-*•–>#|".contains(first) { return true }
    let afterNumber = rest.drop(while: \.isNumber)
    return first.isNumber && (afterNumber.first == "." || afterNumber.first == ")")
  }
}
