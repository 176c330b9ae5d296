package import Masking
package import Text

/// Something the assistant proposes.
package struct Suggestion: Hashable, Sendable, Identifiable {
  package enum Source: Hashable, Sendable {
    /// A rule, with its revision.
    case rule(id: String, revision: String)
    /// A section of an article: `refunds#timing`.
    case article(path: String)
  }

  package let source: Source
  package let title: SanitizedText
  /// 0 to 1, calibrated.
  package let score: Double
  /// The words of the customer's masked text that led to it.
  package let evidence: [SanitizedText]
  /// The reply, in tokens and placeholders.
  package let reply: MaskedText

  package init(
    source: Source, title: SanitizedText, score: Double, evidence: [SanitizedText],
    reply: MaskedText
  ) {
    self.source = source
    self.title = title
    self.score = score
    self.evidence = evidence
    self.reply = reply
  }

  package var id: String {
    switch source {
    case .rule(let id, _): id
    case .article(let path): path
    }
  }
}
