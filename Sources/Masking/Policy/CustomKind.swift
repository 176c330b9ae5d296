/// A kind of identifier that only this site has, as its policy describes it.
public struct CustomKind: Hashable, Sendable {
  /// How many labels one may have.
  public static let labelLimit = 64

  /// Its name, which tokens carry.
  public let kind: IdentifierKind
  /// What one looks like; `nil` for any letters and digits after a label.
  package let pattern: IdentifierPattern?
  /// The words that stand before one, folded and small.
  public let labels: [String]
  /// What its check digits satisfy.
  public let checksum: NamedChecksum?
  /// How many letters and digits it has.
  public let length: ClosedRange<Int>?
  /// Whether it is found where no label stands before it.
  public let isFoundAnywhere: Bool

  /// Describes a kind.
  ///
  /// Without labels it is found anywhere; with labels only behind one, unless `isFoundAnywhere` says
  /// otherwise.
  /// - Throws: `nameTaken`, `neitherPatternNorLabels`, `label`, `lengthOutOfBounds`, `tooShort`,
  ///   `swallows`, `tooMany`.
  package init(
    _ kind: IdentifierKind, pattern: IdentifierPattern? = nil, labels: [String] = [],
    checksum: NamedChecksum? = nil, length: ClosedRange<Int>? = nil, isFoundAnywhere: Bool? = nil
  ) throws(PolicyError) {
    guard !IdentifierKind.builtIn.contains(kind) else { throw .nameTaken(kind) }
    guard pattern != nil || !labels.isEmpty else { throw .neitherPatternNorLabels }
    guard labels.count <= Self.labelLimit else { throw .tooMany(limit: Self.labelLimit) }
    self.kind = kind
    self.pattern = pattern
    self.labels = try labels.map { label throws(PolicyError) in try Self.folded(label) }
    self.checksum = checksum
    self.length = length
    self.isFoundAnywhere = pattern != nil && (isFoundAnywhere ?? labels.isEmpty)
    try checkLength()
    try checkOrdinaryText()
  }

  /// How many letters and digits it takes, by pattern and length together.
  public var characterCounts: ClosedRange<Int> {
    let bounds = length ?? (pattern == nil ? 4...20 : 1...PatternAutomaton.positionLimit)
    guard let counts = pattern?.characterCounts else { return bounds }
    return max(
      counts.lowerBound, bounds.lowerBound)...max(
        counts.lowerBound, min(counts.upperBound, bounds.upperBound))
  }

  /// As the trie of phrases reads it: small Latin letters with single blanks.
  private static func folded(_ label: String) throws(PolicyError) -> String {
    let bytes = Folder.fold(Array(label.utf8)).bytes.map(Byte.lowercased)
    guard bytes.allSatisfy({ Byte.isASCIILetter($0) || Byte.isGap($0) }) else {
      throw .label(label)
    }
    let words = bytes.split(whereSeparator: Byte.isGap).map { String(decoding: $0, as: UTF8.self) }
    guard !words.isEmpty else { throw .label(label) }
    return words.joined(separator: " ")
  }

  private func checkLength() throws(PolicyError) {
    if let length {
      let possible = pattern?.characterCounts ?? 1...PatternAutomaton.positionLimit
      guard length.overlaps(possible), length.lowerBound > 0 else {
        throw .lengthOutOfBounds(possible)
      }
    }
    let least = isFoundAnywhere ? 4 : 3
    guard characterCounts.upperBound >= least else {
      throw .tooShort(characterCount: characterCounts.upperBound)
    }
  }

  /// Tries what is found anywhere on what any message holds.
  private func checkOrdinaryText() throws(PolicyError) {
    guard isFoundAnywhere, let pattern else { return }
    // Two letters and some digits are an article as often as anything.
    if checksum == nil, pattern.takesAnyLetters { throw .swallows(pattern.example) }
    let sample = OrdinaryText.samples.first { sample in
      let characters = sample.utf8.filter(Byte.isAlphanumeric)
      return characterCounts.contains(characters.count) && pattern.takes(sample)
        && (checksum == nil || characters.count < 6)
    }
    if let sample { throw .swallows(sample) }
  }
}
