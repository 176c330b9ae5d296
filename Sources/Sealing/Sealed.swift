/// Bytes that only the key they were sealed under can open, in the place they were sealed for.
///
/// The layout is `version ‖ nonce (12) ‖ ciphertext ‖ tag (16)`, AES-256-GCM (NIST SP 800-38D).
public struct Sealed<R: Realm>: Hashable, Sendable {
  /// What is stored.
  public let bytes: [UInt8]

  /// Takes bytes as they were stored; whether they are genuine shows when they are opened.
  public init(storedBytes bytes: [UInt8]) {
    self.bytes = bytes
  }
}

/// One identifier's value, sealed.
///
/// It opens only through a receipt: see the `Identifiers` interface
/// of `DataKey`.
public struct SealedValue<R: Realm>: Hashable, Sendable {
  /// What is stored.
  public let bytes: [UInt8]

  /// Takes bytes as they were stored; whether they are genuine shows when they are opened.
  public init(storedBytes bytes: [UInt8]) {
    self.bytes = bytes
  }
}
