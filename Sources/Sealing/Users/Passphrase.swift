import Crypto
import CryptoExtras
import Foundation

/// What a person types to open their keys; wiped when it is let go.
package struct Passphrase: ~Copyable, Sendable {
  let secret: SecretBytes

  /// Takes what was typed; text outside ASCII is composed first (Unicode NFC), since terminals differ
  /// in how they send an accent.
  package init(utf8 bytes: borrowing Span<UInt8>) {
    let isASCII = bytes.indices.allSatisfy { bytes[$0] < 0x80 }
    if isASCII {
      secret = SecretBytes(copying: bytes)
    } else {
      var typed = bytes.indices.map { bytes[$0] }
      var composed = Array(
        String(decoding: typed, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
      secret = SecretBytes(copying: composed.span)
      typed.withUnsafeMutableBytes { wipe($0) }
      composed.withUnsafeMutableBytes { wipe($0) }
    }
  }

  /// Takes a passphrase that is text already.
  package init(_ text: String) {
    var bytes = Array(text.utf8)
    self.init(utf8: bytes.span)
    bytes.withUnsafeMutableBytes { wipe($0) }
  }

  package var isEmpty: Bool { secret.byteCount == 0 }
}
