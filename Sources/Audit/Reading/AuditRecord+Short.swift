package import Sealing
package import Text

extension Digest256 {
  /// The beginning and the end, for comparing by eye: `a91c…7e02`.
  package var short: SanitizedText {
    let digits = hexadecimal
    return SanitizedText(sanitizing: digits.prefix(4) + "…" + digits.suffix(4))
  }
}

extension AuditRecord {
  package var shortHash: SanitizedText { hash.short }
  package var shortPrevious: SanitizedText { previous.short }
}

extension RowDigest {
  package var shortDigest: SanitizedText { digest.short }
}

extension AuditFilter {
  /// Limits it to one customer, by the number of the pseudonym.
  package mutating func limit(toCustomer number: Int64) {
    customer = CustomerID(rawValue: number)
  }
}
