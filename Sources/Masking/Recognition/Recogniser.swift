/// One way to find one kind of identifier: what it starts from, what it takes as proof, where that
/// is written down.
///
/// The table `Recogniser.all` is all there is; the page of kinds in the documentation is made from
/// these declarations.
struct Recogniser: Sendable {
  /// What a recogniser starts from; each is found in the one pass over the text.
  enum Anchor: Sendable {
    /// One of these phrases, folded and small, as `PhraseTrie` reads them.
    case phrases([String])
    /// An unbroken run of digits.
    case digits(DigitRun)
    /// At least seven digits that stand together, in groups or not; they are `Examination.chain`.
    case chain
    /// An at sign.
    case atSign
    /// `://`.
    case scheme
    /// A colon with a hexadecimal digit or another colon beside it.
    case colon
    /// An unbroken run of at least 16 letters, digits and `+/=-_.`.
    case longToken
  }

  let kind: IdentifierKind
  let anchor: Anchor
  /// What must hold, for people.
  let evidence: String
  /// The check digits or the grammar, for people.
  let checksum: String
  /// The standard or authority.
  let source: String
  /// What it does not find.
  let misses: String
  /// Adds candidates to the examination.
  let examine: @Sendable (inout Examination, Span) -> Void

  /// Where the anchor stands, in the folded text.
  typealias Span = Range<Int>

  init(
    _ kind: IdentifierKind, from anchor: Anchor, evidence: String, checksum: String = "none",
    source: String = "", misses: String = "",
    examine: @escaping @Sendable (inout Examination, Span) -> Void
  ) {
    self.kind = kind
    self.anchor = anchor
    self.evidence = evidence
    self.checksum = checksum
    self.source = source
    self.misses = misses
    self.examine = examine
  }
}

extension [String] {
  /// Phrases written in one literal, with commas between.
  static func phrases(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == "," || $0 == "\n" })
      .map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
  }
}
