/// A set of single words, looked up in folded bytes without making a string.
struct WordSet: Sendable {
  private let table: WordTable

  /// Words, folded and small, with commas between.
  init(_ list: String) {
    table = WordTable(Set([String].phrases(list)).map { ($0, 0) })
  }

  /// Whether a range of bytes is one of the words, in whatever case.
  func contains(_ range: Range<Int>, of bytes: TextBytes) -> Bool {
    table.value(of: range, in: bytes) != nil
  }
}
