/// Sparse vectors, one after the other in three arrays.
struct SparseRows: Sendable {
  private(set) var columns: [UInt16] = []
  private(set) var values: [Float] = []
  private(set) var ends: [Int] = []

  var count: Int { ends.count }

  func range(of row: Int) -> Range<Int> {
    (row == 0 ? 0 : ends[row - 1])..<ends[row]
  }

  mutating func append(_ vector: SparseVector) {
    columns += vector.columns
    values += vector.values
    ends.append(columns.count)
  }

  /// Appends the part of a vector that stands for words, brought to length one.
  mutating func appendWords(of vector: SparseVector) {
    let count = vector.wordEntryCount
    let scale = vector.wordScale
    columns += vector.columns[..<count]
    values += vector.values[..<count].map { $0 * scale }
    ends.append(columns.count)
  }
}

/// One sparse vector; a column occurs at most once.
struct SparseVector: Sendable {
  var columns: [UInt16] = []
  var values: [Float] = []
  /// The words that training has seen: where they count, and for how much.
  var knownWords: [(column: UInt16, weight: Float)] = []
  /// What all words would count for, those that training has not seen included.
  var wordWeight: Float = 0
  /// The share of the text's words which training has seen.
  var knownShare: Float {
    wordWeight > 0 ? knownWords.reduce(0) { $0 + $1.weight } / wordWeight : 0
  }
  /// How many entries, from the start, stand for words and not for characters.
  var wordEntryCount = 0

  /// What brings the part that stands for words to length one.
  var wordScale: Float {
    var squares: Float = 0
    for value in values[..<wordEntryCount] { squares += value * value }
    return squares > 0 ? 1 / squares.squareRoot() : 0
  }
}
