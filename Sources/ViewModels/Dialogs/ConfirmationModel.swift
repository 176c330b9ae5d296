package import Text

/// A question before something that cannot be taken back; No is what a stray key says.
@MainActor
package final class ConfirmationModel {
  package let title: SanitizedText
  package let detail: SanitizedText
  /// What Yes does: `leave`.
  package let verb: SanitizedText
  package let confirmed: () -> Void

  package init(
    title: SanitizedText, detail: SanitizedText, verb: SanitizedText,
    confirmed: @escaping () -> Void
  ) {
    self.title = title
    self.detail = detail
    self.verb = verb
    self.confirmed = confirmed
  }
}
