package import Masking
import Text

/// A reply with gaps: what is known fills them now, the rest is left for the moment of sending.
package struct ReplyTemplate: Hashable, Sendable {
  /// As the author wrote it.
  package let source: String
  let parts: [Part]

  enum Part: Hashable, Sendable {
    case words(MaskedText)
    case gap(Placeholder, MaskedText)
  }

  /// Reads `{{name}}`, `{{name|fallback}}` and `{{name!}}`; identifiers in the words are blacked out.
  ///
  /// `malformed` gets whatever starts like a placeholder and is none.
  init(_ source: String, masker: Masker, malformed: (String) -> Void) {
    self.source = source
    var parts: [Part] = []
    let whole = masker.redact(UnmaskedText(composed: SanitizedText(sanitizing: source)))
    for segment in whole.segments {
      switch segment {
      case .placeholder(let placeholder):
        parts.append(.gap(placeholder, Self.text(placeholder.sourceForm, masker)))
      case .text(let words):
        if let start = words.string.firstRange(of: "{{") {
          malformed(String(words.string[start.lowerBound...].prefix(40)))
        }
        parts.append(
          .words(masker.redact(UnmaskedText(received: words))))
      case .token:
        continue
      }
    }
    self.parts = parts
  }

  /// The names of its gaps, each once.
  package var names: [String] {
    var names: [String] = []
    for case .gap(let placeholder, _) in parts where !names.contains(placeholder.name) {
      names.append(placeholder.name)
    }
    return names
  }

  /// Fills what is known; values are taken as they are and never read for placeholders.
  package func filled(with facts: [String: MaskedText]) -> MaskedText {
    parts.reduce(.empty) { text, part in
      switch part {
      case .words(let words): text + words
      case .gap(let placeholder, let unfilled): text + (facts[placeholder.name] ?? unfilled)
      }
    }
  }

  private static func text(_ source: String, _ masker: Masker) -> MaskedText {
    masker.redact(UnmaskedText(composed: SanitizedText(sanitizing: source)))
  }
}
