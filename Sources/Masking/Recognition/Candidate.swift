/// What one recogniser believes to have found, before overlaps are settled.
struct Candidate {
  /// Where, in the folded text.
  var range: Range<Int>
  let kind: IdentifierKind
  /// 0 to 1.
  var certainty: Double
  /// Why, in words a person reads.
  let evidence: Evidence
  /// Whether a label, a checksum or an unmistakable form stands behind it, so that a nearby `order`
  /// or `version` does not speak against it.
  let isFirm: Bool

  init(
    _ range: Range<Int>, _ kind: IdentifierKind, _ certainty: Double, _ evidence: Evidence,
    isFirm: Bool = true
  ) {
    self.range = range
    self.kind = kind
    self.certainty = certainty
    self.evidence = evidence
    self.isFirm = isFirm
  }
}
