import Crypto
import Foundation

/// The suite of every wrap: X25519, HKDF-SHA-256, AES-256-GCM (HPKE, RFC 9180, base mode).
extension HPKE.Ciphersuite {
  static let sealdesk = HPKE.Ciphersuite(
    kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
}

/// A public key to wrap other keys for.
package struct WrappingKey: Hashable, Sendable {
  /// 32 bytes, X25519.
  package let bytes: [UInt8]

  package static let byteCount = 32
  static let encapsulatedByteCount = 32
  static let checkByteCount = 8

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Stands before each wrap, so that a wrap for somebody else is told from a damaged one.
  var check: [UInt8] { Array(Digest256.of(bytes).bytes.prefix(Self.checkByteCount)) }

  func publicKey() throws(SealingError) -> Curve25519.KeyAgreement.PublicKey {
    do {
      return try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
    } catch {
      throw .malformed
    }
  }

  /// `check (8) ‖ encapsulated key (32) ‖ ciphertext ‖ tag (16)`.
  func wrap(_ secret: [UInt8], info: [UInt8]) throws(SealingError) -> [UInt8] {
    let recipient = try publicKey()
    do {
      var sender = try HPKE.Sender(
        recipientKey: recipient, ciphersuite: .sealdesk, info: Data(info))
      return check + Array(sender.encapsulatedKey) + Array(try sender.seal(secret))
    } catch {
      throw .cipherUnavailable
    }
  }
}

/// The private half of a `WrappingKey`.
struct UnwrappingKey: Sendable {
  let key: Curve25519.KeyAgreement.PrivateKey

  init() {
    key = Curve25519.KeyAgreement.PrivateKey()
  }

  init(raw: [UInt8]) throws(SealingError) {
    do {
      key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: raw)
    } catch {
      throw .malformed
    }
  }

  var wrappingKey: WrappingKey { WrappingKey(bytes: Array(key.publicKey.rawRepresentation)) }

  /// The private bytes, to be wrapped in their turn; the caller wipes them.
  var raw: [UInt8] { Array(key.rawRepresentation) }

  /// - Throws: `malformed`; `keyNotHeld` where the wrap is for another key; `notAuthentic`.
  func unwrap(_ wrap: [UInt8], info: [UInt8]) throws(SealingError) -> [UInt8] {
    let start = WrappingKey.checkByteCount
    let body = start + WrappingKey.encapsulatedByteCount
    guard wrap.count >= body + 16 else { throw .malformed }
    guard Array(wrap[..<start]) == wrappingKey.check else { throw .keyNotHeld }
    do {
      var recipient = try HPKE.Recipient(
        privateKey: key, ciphersuite: .sealdesk, info: Data(info),
        encapsulatedKey: Data(wrap[start..<body]))
      return Array(try recipient.open(wrap[body...]))
    } catch {
      throw .notAuthentic
    }
  }
}

extension SymmetricKey {
  /// A commitment to the key, kept beside what it wraps: AES-GCM alone does not commit, and a wrong
  /// key is to be told from damage.
  var check: [UInt8] {
    derived(for: "sealdesk.check").withUnsafeBytes { Array($0.prefix(16)) }
  }

  var rawBytes: [UInt8] { withUnsafeBytes { Array($0) } }
}
