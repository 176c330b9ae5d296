/// The desk's own mailboxes: mail from one of them is a loop, mail to one of them is for us.
package struct OwnAddresses: Sendable {
  private let keys: Set<String>

  /// Takes addresses; a `+extension` on what is compared with them is passed over.
  package init(_ addresses: [String]) {
    keys = Set(addresses.map { Self.base($0.lowercased()) })
  }

  func contains(_ mailbox: MailAddress) -> Bool {
    keys.contains(Self.base(mailbox.key))
  }

  func contains(_ address: InboundAddress) -> Bool {
    keys.contains(Self.base(address.key))
  }

  private static func base(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@"), let plus = address[..<at].firstIndex(of: "+") else {
      return address
    }
    return String(address[..<plus] + address[at...])
  }
}
