/// How well typed letters fit a text: all of them, in order, best at the beginnings of words.
package struct FuzzyMatch: Hashable, Sendable {
  /// More is better.
  package let score: Int
  /// Which characters of the text were matched.
  package let positions: [Int]

  /// `nil` where the letters are not all there.
  package init?(_ typed: String, in text: String) {
    let wanted = Array(typed.lowercased().filter { $0 != " " })
    let letters = Array(text.lowercased())
    guard wanted.count <= letters.count else { return nil }
    var positions: [Int] = []
    var score = 0
    var next = 0
    for letter in wanted {
      guard let found = Self.place(of: letter, in: letters, from: next) else { return nil }
      if found == 0 || !letters[found - 1].isLetter { score += 8 }
      if found == next, !positions.isEmpty { score += 10 }
      score -= min(3, found - next)
      positions.append(found)
      next = found + 1
    }
    self.score = score - letters.count / 16
    self.positions = positions
  }

  /// The next letter if it fits, else the next beginning of a word, else wherever it comes.
  private static func place(of letter: Character, in letters: [Character], from start: Int) -> Int?
  {
    guard start < letters.count else { return nil }
    if letters[start] == letter { return start }
    let places = letters[start...].indices.filter { letters[$0] == letter }
    return places.first { !letters[$0 - 1].isLetter } ?? places.first
  }
}
