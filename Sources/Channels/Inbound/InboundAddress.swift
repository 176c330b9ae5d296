package import Masking
import Text

/// A person's mailbox as it came in: it can be masked and compared, and not read.
package struct InboundAddress: Hashable, Sendable {
  private let addressText: SanitizedText
  private let nameText: SanitizedText
  /// In lower case, to compare within this module.
  let key: String

  init(_ mailbox: MailAddress) {
    addressText = SanitizedText(sanitizing: mailbox.address)
    nameText = SanitizedText(sanitizing: mailbox.name)
    key = SanitizedText(sanitizing: mailbox.key).string
  }

  /// `local@domain`, for the masker or a lookup.
  package func address() -> UnmaskedText { UnmaskedText(received: addressText) }

  /// The name beside the address; `nil` where none was given.
  package func displayName() -> UnmaskedText? {
    hasDisplayName ? UnmaskedText(received: nameText) : nil
  }

  package var hasDisplayName: Bool { !nameText.isEmpty }

  /// Whether both are the same mailbox, whatever the names beside it.
  package func isSameMailbox(as other: InboundAddress) -> Bool { key == other.key }
}
