import Crypto
import Foundation

/// What a signature is about.
///
/// It is part of what is signed, so that no signature of one sort passes for another.
package enum SigningPurpose: String, Sendable {
  case member = "sealdesk.member.v1"
  case charter = "sealdesk.charter.v1"
  case approvalKey = "sealdesk.approval.v1"
  case auditEntry = "sealdesk.audit.entry.v1"
  case auditCheckpoint = "sealdesk.audit.checkpoint.v1"
  case auditExport = "sealdesk.audit.export.v1"

  func message(_ bytes: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: rawValue)
    writer.append(bytes: bytes)
    return writer.bytes
  }
}

/// A person's own key for signing (Ed25519, RFC 8032).
package struct SigningKey: Sendable {
  let key: Curve25519.Signing.PrivateKey

  /// Makes a fresh key.
  package init() {
    key = Curve25519.Signing.PrivateKey()
  }

  init(seed: [UInt8]) throws(SealingError) {
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    } catch {
      throw .malformed
    }
  }

  package var verificationKey: VerificationKey {
    VerificationKey(bytes: Array(key.publicKey.rawRepresentation))
  }

  /// 64 bytes.
  package func sign(
    _ bytes: [UInt8], for purpose: SigningPurpose
  ) throws(SealingError) -> [UInt8] {
    do {
      return Array(try key.signature(for: purpose.message(bytes)))
    } catch {
      throw .cipherUnavailable
    }
  }
}

/// The public half of a `SigningKey`.
package struct VerificationKey: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package static let byteCount = 32
  package static let signatureByteCount = 64

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func isValid(
    _ signature: [UInt8], of bytes: [UInt8], for purpose: SigningPurpose
  ) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: purpose.message(bytes))
  }
}
