package import Desk
import Observation
package import Text

/// A reply that the outgoing check held back: what was found, and the ways out.
@Observable @MainActor
package final class HeldReplyModel {
  package let findings: [OutgoingFinding]
  package private(set) var reason = TextBuffer(allowsLines: false)
  package private(set) var complaint: SanitizedText?

  package init(findings: [OutgoingFinding]) {
    self.findings = findings
  }

  /// Whether it may leave with a reason.
  package var canBeOverridden: Bool { !findings.contains { $0.severity == .block } }

  package func edit(_ change: (inout TextBuffer) -> Void) {
    change(&reason)
    complaint = nil
  }

  /// The reason to send with; `nil`, with a complaint, where that will not do.
  package func overrideReason() -> SanitizedText? {
    guard canBeOverridden else {
      complaint =
        "This may not leave at all. ^T puts tokens in its place; Esc goes back to the text."
      return nil
    }
    guard !reason.text.string.allSatisfy(\.isWhitespace) else {
      complaint = "Say why it may leave: the reason is logged."
      return nil
    }
    return reason.text
  }
}
