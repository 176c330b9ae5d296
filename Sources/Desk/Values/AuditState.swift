package import Foundation
package import Text

/// How far the log is known to be whole.
package struct AuditState: Hashable, Sendable {
  /// How many entries there are.
  package var entryCount: Int64
  /// Up to which entry it was verified; 0 before the first time.
  package var verifiedCount: Int64
  package var verifiedAt: Date?
  /// The first entry that does not hold, and why.
  package var firstBad: BadEntry?

  package init(
    entryCount: Int64, verifiedCount: Int64, verifiedAt: Date?, firstBad: BadEntry? = nil
  ) {
    self.entryCount = entryCount
    self.verifiedCount = verifiedCount
    self.verifiedAt = verifiedAt
    self.firstBad = firstBad
  }

  /// An entry that does not hold.
  package struct BadEntry: Hashable, Sendable {
    package let seq: Int64
    package let problem: SanitizedText

    package init(seq: Int64, problem: SanitizedText) {
      self.seq = seq
      self.problem = problem
    }
  }
}
