package import Masking
import Sealing
package import Text
package import Tickets

extension EscalationPolicy {
  /// Whether a reply may carry a value of this kind in clear, even to its owner.
  ///
  /// What is not listed may not: a mail is read by every machine on its way.
  package func mayLeave(_ kind: IdentifierKind) -> Bool {
    Self.mailable.contains(kind) && !rule(for: kind).isNeverForAll
  }

  private static let mailable: Set<IdentifierKind> = [
    .person, .email, .phone, .address, .customerID, .userName, .ipAddress, .macAddress, .vatID,
    .licensePlate, .vehicle, .coordinates, .url,
  ]
}

extension SealedIdentifier {
  /// What stands in a reply for a value that may not leave: `•••• 4242`.
  package var shownInReply: SanitizedText { hint.isEmpty ? "•••" : hint }
}
