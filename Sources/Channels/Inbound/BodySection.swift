package import Masking
import Text

/// A run of a body's lines that a screen may fold.
package struct BodySection: Sendable {
  package let kind: Kind
  /// Zero-based lines of the body.
  package let lines: Range<Int>
  private let content: SanitizedText

  /// Whose words they are.
  package enum Kind: Hashable, Sendable {
    /// The sender's, new in this message.
    case written
    /// An earlier message, with the line that introduces it.
    case quoted
    /// What stands under every message of theirs.
    case signature
    /// Somebody else's message, passed on.
    case forwarded
  }

  init(kind: Kind, lines: Range<Int>, content: SanitizedText) {
    self.kind = kind
    self.lines = lines
    self.content = content
  }

  /// The lines, joined by line feeds; all sections joined likewise are the body.
  package func text() -> UnmaskedText { UnmaskedText(received: content) }
}
