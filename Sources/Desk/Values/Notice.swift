package import Text

/// A sentence for the message line.
package struct Notice: Hashable, Sendable {
  package let severity: Severity
  package let text: SanitizedText

  package init(_ severity: Severity, _ text: SanitizedText) {
    self.severity = severity
    self.text = text
  }

  package enum Severity: Hashable, Sendable {
    case information, success, warning, failure
  }
}
