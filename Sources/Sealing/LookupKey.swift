import Crypto
import Foundation

/// Turns a value into a code that is the same for the same value and tells nothing about it: how an
/// identifier is found again without being opened.
public struct LookupKey<R: Realm>: Sendable {
  private let key: SymmetricKey

  init(root: SymmetricKey) {
    key = root.derived(for: "sealdesk.lookup")
  }

  /// A key on its own, for filters that keep nothing.
  public static func ephemeral() -> LookupKey {
    LookupKey(root: SymmetricKey(size: .bits256))
  }

  /// HMAC-SHA-256 over a domain (the kind) and a normalised value.
  public func code(domain: String, value: some Collection<UInt8>) -> LookupCode {
    var message = Data(domain.utf8)
    message.append(0)
    message.append(contentsOf: value)
    return LookupCode(bytes: Array(HMAC<SHA256>.authenticationCode(for: message, using: key)))
  }
}

/// A keyed hash of an identifier's value (HMAC-SHA-256, RFC 2104).
public struct LookupCode: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// Takes a code as it was stored.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }
}
