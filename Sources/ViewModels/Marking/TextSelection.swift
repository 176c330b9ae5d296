package import Masking
package import Text

/// Words of one message that are being selected, by keys.
///
/// At first it is the word under the cursor, and moving goes from word to word; stretching holds one
/// end and moves the other, within words that stand together: a token is never part of it.
package struct TextSelection: Hashable, Sendable {
  /// Which message of the conversation.
  package let message: Int
  /// The character that moves, counted in the message.
  package private(set) var cursor: Int
  /// The end that stays, while it is stretched.
  package private(set) var anchor: Int?
  private let text: MaskedText
  /// Where words stand between tokens.
  private let runs: [Range<Int>]
  /// Every word.
  private let words: [Range<Int>]

  /// Whether it was made in this message, as it is.
  func stands(in body: MaskedText) -> Bool { body == text }

  /// On the first word or the last; `nil` where a message holds none.
  package init?(message: Int, text: MaskedText, atEnd: Bool = false) {
    let runs = text.rangesOfWords
    let words = runs.flatMap { run in text.words(in: run)?.wordRanges(from: run.lowerBound) ?? [] }
    guard let word = atEnd ? words.last : words.first else { return nil }
    self.message = message
    self.text = text
    self.runs = runs
    self.words = words
    cursor = word.lowerBound
  }

  /// What is selected, in characters of the message.
  package var range: Range<Int> {
    guard let anchor else { return word }
    return min(anchor, cursor)..<max(anchor, cursor) + 1
  }

  /// What is selected, as it was written.
  package var selectedWords: SanitizedText { text.words(in: range) ?? .empty }

  package var isStretching: Bool { anchor != nil }

  /// Holds the beginning of what is selected, and moves its end from now on; or lets go again.
  package mutating func toggleStretching() {
    if anchor == nil {
      let word = word
      (anchor, cursor) = (word.lowerBound, word.upperBound - 1)
    } else {
      anchor = nil
      cursor = nearestWord(to: cursor).lowerBound
    }
  }

  // MARK: Moving

  /// By a character while stretching, by a word otherwise.
  /// - Returns: whether there was anything to go to.
  @discardableResult
  package mutating func move(byCharacters step: Int) -> Bool {
    guard isStretching else { return move(byWords: step) }
    guard run.contains(cursor + step) else { return false }
    cursor += step
    return true
  }

  /// To the next word or the one before; while stretching to where it ends, seen from the held end.
  /// - Returns: whether there was a word to go to.
  @discardableResult
  package mutating func move(byWords step: Int) -> Bool {
    guard let target = anchor.map({ edge(step, from: $0) }) ?? neighbour(step) else { return false }
    cursor = target
    return true
  }

  /// To a character, or to the nearest that may be selected.
  package mutating func move(toCharacter place: Int) {
    cursor =
      isStretching
      ? max(run.lowerBound, min(run.upperBound - 1, place)) : nearestWord(to: place).lowerBound
  }

  private var word: Range<Int> { nearestWord(to: cursor) }

  /// The words that stand together with the cursor's.
  private var run: Range<Int> { runs.first { $0.contains(cursor) } ?? cursor..<cursor + 1 }

  private func nearestWord(to place: Int) -> Range<Int> {
    func distance(_ word: Range<Int>) -> Int {
      max(word.lowerBound - place, place - word.upperBound + 1, 0)
    }
    return words.min { distance($0) < distance($1) } ?? cursor..<cursor + 1
  }

  private func neighbour(_ step: Int) -> Int? {
    let place = cursor
    return step > 0
      ? words.first { $0.lowerBound > place }?.lowerBound
      : words.last { $0.upperBound <= place }?.lowerBound
  }

  /// Where the next word begins or ends that adds to the selection, or takes from it.
  private func edge(_ step: Int, from anchor: Int) -> Int? {
    let near = words.filter { run.contains($0.lowerBound) }
    let (starts, ends) = (near.map(\.lowerBound), near.map { $0.upperBound - 1 })
    return step > 0
      ? starts.first { $0 > cursor && $0 <= anchor } ?? ends.first { $0 > cursor }
      : ends.last { $0 < cursor && $0 >= anchor } ?? starts.last { $0 < cursor }
  }
}

extension SanitizedText {
  /// The words, in characters counted from an offset: `LT-20417` and `mara@example.org` are one, and
  /// a full stop behind them is none of it.
  fileprivate func wordRanges(from offset: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var end = 0
    for (place, character) in string.enumerated() {
      let isTelling = character.isLetter || character.isNumber
      if isTelling || start == nil && "+#@".contains(character) {
        start = start ?? place
        if isTelling { end = place + 1 }
      } else if start != nil, !"@._-+/#'’&".contains(character) {
        if let start, start < end { ranges.append(offset + start..<offset + end) }
        start = nil
      }
    }
    if let start, start < end { ranges.append(offset + start..<offset + end) }
    return ranges
  }
}
