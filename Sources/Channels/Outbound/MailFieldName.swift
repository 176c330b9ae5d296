/// The name of a mail field of one's own, such as `X-Suggested-Reply`.
///
/// Letters, digits and hyphens, behind `X-`, so that it can be none that a mail system acts on.
package struct MailFieldName: Hashable, Sendable {
  package let text: String

  package init?(_ text: String) {
    guard text.count <= 60, text.hasPrefix("X-"), text.count > 2,
      text.utf8.allSatisfy({
        $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
      })
    else { return nil }
    self.text = text
  }
}
