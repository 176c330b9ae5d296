/// Text brought to one plain form for recognising, with a map back to what was written.
///
/// Recognisers read bytes of ASCII and nothing else: accents are off, full-width and
/// mathematical letters are plain, invisible marks are gone, character references are decoded,
/// exotic digits, dashes, dots and blanks are the common ones, and look-alike letters are the Latin
/// ones they imitate. What has no plain form is one of the stand-ins of `FoldedByte`. A range found
/// here is masked in the source, never in this copy.
struct FoldedText: Sendable {
  /// The plain form.
  private(set) var bytes: [UInt8] = []
  private var runs: [Run] = []
  /// The folded text of which this one was made, where marks were written in code.
  private var underlying: [FoldedText] = []

  /// A stretch that was copied byte for byte (`width` 0), or one source unit of `width` bytes which
  /// became whatever stands at `folded`.
  private struct Run: Sendable {
    let folded: Int32
    let source: Int32
    let width: Int32
  }

  /// Whether the text is its own plain form: nothing is copied, and every place is its own source.
  private(set) var isIdentity = true

  /// Copies source bytes as they are, up to a unit that is written differently.
  mutating func copy(_ source: TextBytes, reservingCapacity count: Int) {
    if isIdentity {
      isIdentity = false
      bytes.reserveCapacity(count)
      runs.reserveCapacity(32)
    }
    guard !source.isEmpty else { return }
    let folded = Int32(bytes.count)
    let start = Int32(source.startIndex)
    let continues = runs.last.map { $0.width == 0 && $0.source + (folded - $0.folded) == start }
    if continues != true { runs.append(Run(folded: folded, source: start, width: 0)) }
    source.append(to: &bytes)
  }

  /// Lends the plain form; `source` is what it was made of.
  func reading<Result>(
    _ source: TextBytes, _ body: (TextBytes) throws -> Result
  ) rethrows -> Result {
    isIdentity ? try body(source) : try TextBytes.reading(bytes, body)
  }

  /// The same text, made of another that was itself folded: places lead back through both.
  consuming func over(_ first: FoldedText) -> FoldedText {
    underlying = [first]
    return self
  }

  /// Writes up to three bytes for a unit of the source.
  mutating func replace(at source: Int, width: Int, with folded: ScalarFold) {
    guard folded.count > 0 else { return }
    runs.append(Run(folded: Int32(bytes.count), source: Int32(source), width: Int32(width)))
    bytes.append(folded.first)
    if folded.count > 1 { bytes.append(folded.second) }
    if folded.count > 2 { bytes.append(folded.third) }
  }

  /// What was written where a folded range stands; on scalar boundaries.
  func source(of range: Range<Int>) -> Range<Int> {
    let place = ownSource(of: range)
    return underlying.first?.source(of: place) ?? place
  }

  private func ownSource(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    guard !isIdentity else { return range }
    let first = run(at: range.lowerBound)
    let start =
      first.width == 0
      ? Int(first.source) + range.lowerBound - Int(first.folded) : Int(first.source)
    let lastIndex = range.upperBound - 1
    let last = run(at: lastIndex)
    let end =
      last.width == 0
      ? Int(last.source) + lastIndex - Int(last.folded) + 1 : Int(last.source + last.width)
    return start..<max(start, end)
  }

  /// Where a range of the source, on boundaries of its units, stands in the folded text.
  func folded(of source: Range<Int>) -> Range<Int> {
    let place = underlying.first?.folded(of: source) ?? source
    guard !isIdentity else { return place }
    return foldedIndex(of: place.lowerBound)..<foldedIndex(of: place.upperBound)
  }

  private func foldedIndex(of source: Int) -> Int {
    let next = runs.partitioningIndex { Int($0.source) > source }
    guard next > 0 else { return 0 }
    let run = runs[next - 1]
    let end = next < runs.count ? Int(runs[next].folded) : bytes.count
    if run.width == 0 { return min(Int(run.folded) + source - Int(run.source), end) }
    return source == Int(run.source) ? Int(run.folded) : end
  }

  private func run(at index: Int) -> Run {
    runs[max(0, runs.partitioningIndex { Int($0.folded) > index } - 1)]
  }
}

extension Array {
  /// The first index at which a condition holds, which holds for all after it.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// What stands in the folded text for characters without a plain form.
enum FoldedByte {
  /// A letter of another script, small or without case.
  static let letter: UInt8 = 0x80
  /// A capital letter of another script.
  static let capital: UInt8 = 0x81
  /// Any other character.
  static let symbol: UInt8 = 0x82
  /// The degree sign.
  static let degree: UInt8 = 0x83
  /// A currency sign.
  static let currency: UInt8 = 0x84
}
