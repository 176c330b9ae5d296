/// Endings of compound words, looked up in folded bytes without making a string.
struct SuffixSet: Sendable {
  private let suffixes: [[UInt8]]
  /// With which letters they end, a bit for each.
  private let lastLetters: UInt32

  /// Endings, folded and small, with commas between.
  init(_ list: String) {
    suffixes = [String].phrases(list).map { Array($0.utf8) }
    lastLetters = suffixes.reduce(0) { $0 | Self.bit(of: $1[$1.count - 1]) }
  }

  /// The bit of a letter, small or capital.
  private static func bit(of letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

  /// Whether a word is longer than one of the endings and ends with it, in whatever case.
  func end(_ word: Range<Int>, of bytes: TextBytes) -> Bool {
    guard lastLetters & Self.bit(of: bytes.byte(word.upperBound - 1)) != 0 else { return false }
    return suffixes.contains { suffix in
      word.count > suffix.count
        && bytes[(word.upperBound - suffix.count)..<word.upperBound].lazy.map(Byte.lowercased)
          .elementsEqual(suffix)
    }
  }
}
