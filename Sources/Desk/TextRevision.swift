package import Masking
package import Sealing

/// A new form for texts that are stored already, worked out inside the transaction that keeps it.
///
/// The repository hands over a customer's vault and texts as they are at that moment, so that nothing
/// another process writes can come in between; it keeps what comes back.
package struct TextRevision<R: Realm>: Sendable {
  package typealias Revise =
    @Sendable (inout IdentifierVault<R>, [MaskedText]) throws(SealingError) -> [MaskedText]

  /// As many texts come back as were given, in the same order.
  package let revise: Revise

  package init(_ revise: @escaping Revise) {
    self.revise = revise
  }
}

/// A value that is to stay readable from now on.
package struct AllowedValue: Hashable, Sendable {
  package let code: LookupCode
  /// Why it identifies nobody.
  package let reason: MaskedText
  /// The log's entry of the look at it.
  package let entry: Int64

  package init(code: LookupCode, reason: MaskedText, entry: Int64) {
    self.code = code
    self.reason = reason
    self.entry = entry
  }
}

/// What examining stored texts again has found, from the beginning of a run.
package struct ExaminationReport: Hashable, Sendable, Codable {
  package var ticketCount = 0
  /// Places that were sealed, by the kind's name.
  package var sealed: [String: Int] = [:]
  /// Texts that did not open, and so could be examined no more than read.
  package var unreadableCount = 0

  package init() {}

  package var sealedCount: Int { sealed.values.reduce(0, +) }
}

/// How far a run has come.
package struct ExaminationStep: Hashable, Sendable {
  package let report: ExaminationReport
  /// Whether there was nothing more to examine.
  package let isFinished: Bool
  /// How many tickets there are, for a share.
  package let totalCount: Int

  package init(report: ExaminationReport, isFinished: Bool, totalCount: Int) {
    self.report = report
    self.isFinished = isFinished
    self.totalCount = totalCount
  }
}

extension MaskedText {
  /// How often each kind of token stands in it.
  package var tokenCounts: [IdentifierKind: Int] {
    segments.reduce(into: [:]) { counts, segment in
      if case .token(let token) = segment { counts[token.kind, default: 0] += 1 }
    }
  }
}
