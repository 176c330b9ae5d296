import Crypto
import Foundation

/// One customer's own key.
///
/// Everything of theirs is sealed under it; to destroy it is to erase them.
///
/// Two subkeys keep two purposes apart: content (subjects, bodies, names of tags), which a signed-in
/// agent reads in masked form all day, and identifiers, which open by receipt only.
public struct DataKey<R: Realm>: Sendable {
  /// The customer.
  public let owner: CustomerID
  /// Which of the customer's keys this is; bound into every seal.
  public let version: UInt32

  private let content: SymmetricKey
  private let identifiers: SymmetricKey
  private let root: SymmetricKey
  private let nonces: NonceSource
  /// What every seal is bound to besides its place.
  private let binding: [UInt8]

  /// Makes a fresh key.
  public static func random(for owner: CustomerID, version: UInt32 = 1) -> DataKey {
    DataKey(owner: owner, version: version, root: SymmetricKey(size: .bits256))
  }

  init(
    owner: CustomerID, version: UInt32, root: SymmetricKey, nonces: NonceSource = NonceSource()
  ) {
    self.owner = owner
    self.version = version
    self.root = root
    self.nonces = nonces
    var binding = [Cipher.version] + Array(R.name.utf8)
    binding.append(bigEndian: owner.rawValue)
    binding.append(bigEndian: version)
    self.binding = binding
    // Once per key and not once per record: per record it makes an open 4.5 times dearer. The root is
    // uniformly random, so that HKDF needs no extraction (RFC 5869, section 3.3), and one block of
    // SHA-512 is both subkeys.
    (content, identifiers) = HKDF<SHA512>.expand(
      pseudoRandomKey: root, info: Data("sealdesk.data".utf8), outputByteCount: 64
    ).withUnsafeBytes { bytes in
      (SymmetricKey(data: bytes[..<32]), SymmetricKey(data: bytes[32...]))
    }
  }

  /// Seals content for one place.
  public func seal(
    _ plaintext: some Collection<UInt8>, in context: SealContext
  ) throws(SealingError) -> Sealed<R> {
    try Sealed(
      storedBytes: Cipher.seal(
        plaintext, key: content, nonce: nonces.next(), additionalData: additionalData(context)))
  }

  /// Opens content from its place.
  /// - Throws: `malformed`, `notAuthentic`.
  public func open(_ sealed: Sealed<R>, in context: SealContext) throws(SealingError) -> [UInt8] {
    try Cipher.open(sealed.bytes, key: content, additionalData: additionalData(context))
  }

  /// Seals one identifier's value for one place.
  public func sealValue(
    _ plaintext: some Collection<UInt8>, in context: SealContext
  ) throws(SealingError) -> SealedValue<R> {
    try SealedValue(
      storedBytes: Cipher.seal(
        plaintext, key: identifiers, nonce: nonces.next(), additionalData: additionalData(context)))
  }

  /// Opens one identifier's value.
  ///
  /// The `Identifiers` interface is imported by Masking, which
  /// compares values and shows none, and by Audit, which spends a receipt for each; the table of
  /// imports in the tests keeps it so.
  /// - Throws: `malformed`, `notAuthentic`.
  @_spi(Identifiers)
  public func openValue(
    _ sealed: SealedValue<R>, in context: SealContext
  ) throws(SealingError) -> SecretBytes {
    var bytes = try Cipher.open(
      sealed.bytes, key: identifiers, additionalData: additionalData(context))
    defer { bytes.withUnsafeMutableBytes { wipe($0) } }
    return SecretBytes(copying: bytes.span)
  }

  private func additionalData(_ context: SealContext) -> [UInt8] {
    var bytes = binding
    context.append(to: &bytes)
    return bytes
  }

  /// Wraps the key for a keyring: `nonce (12) ‖ key (32) ‖ tag (16)`, of one length for all.
  func wrapped(under key: SymmetricKey, context: [UInt8]) throws(SealingError) -> [UInt8] {
    var raw = root.rawBytes
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    guard let box = try? AES.GCM.seal(raw, using: key, authenticating: context),
      let combined = box.combined
    else { throw .cipherUnavailable }
    return Array(combined)
  }

  /// Takes a key out of a keyring.
  init(
    unwrapping wrap: ArraySlice<UInt8>, under key: SymmetricKey, context: [UInt8],
    owner: CustomerID, version: UInt32, nonces: NonceSource
  ) throws(SealingError) {
    guard let box = try? AES.GCM.SealedBox(combined: wrap),
      let raw = try? AES.GCM.open(box, using: key, authenticating: context)
    else { throw .notAuthentic }
    self.init(
      owner: owner, version: version, root: SymmetricKey(data: raw), nonces: nonces)
  }
}

extension SymmetricKey {
  /// A subkey for one purpose (HKDF-SHA-256, RFC 5869, no salt).
  func derived(for purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: self, info: Data(purpose.utf8), outputByteCount: 32)
  }
}
