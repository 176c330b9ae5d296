/// A stretch of a text with the name of what it is, in Unicode scalars.
package struct LabelledSpan: Hashable, Sendable {
  package let start: Int
  /// Exclusive.
  package let end: Int
  /// The name of a kind, as in files.
  package let type: String

  package init(start: Int, end: Int, type: String) {
    self.start = start
    self.end = end
    self.type = type
  }

  var range: Range<Int> { start..<max(start, end) }

  func overlaps(_ other: LabelledSpan) -> Bool { overlap(with: other) > 0 }

  /// What both cover, by what either covers: 0 to 1.
  func overlap(with other: LabelledSpan) -> Double {
    let common = min(end, other.end) - max(start, other.start)
    guard common > 0 else { return 0 }
    return Double(common) / Double(max(end, other.end) - min(start, other.start))
  }
}
