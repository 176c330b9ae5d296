/// A domain name that can stand in a header.
package struct MailDomain: Hashable, Sendable {
  package let name: String

  /// Accepts letters, digits, dots and hyphens (RFC 1123, section 2.1).
  package init?(_ name: String) {
    guard (1...253).contains(name.utf8.count), !name.hasPrefix("."), !name.hasSuffix("."),
      name.utf8.allSatisfy({
        $0.isLetter || $0.isDigit || $0 == ASCII.hyphen || $0 == ASCII.dot
      })
    else { return nil }
    self.name = name
  }
}
