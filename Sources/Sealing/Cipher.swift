import Crypto
import Foundation

/// AES-256-GCM with a random nonce, over padded text: the one place where bytes are encrypted.
enum Cipher {
  static let version: UInt8 = 1
  static let overheadByteCount = 1 + 12 + 16

  static func seal(
    _ plaintext: some Collection<UInt8>, key: SymmetricKey, context: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    try seal(plaintext, key: key, nonce: AES.GCM.Nonce(), additionalData: [version] + context)
  }

  /// Seals with a nonce that is used once, and additional data that begins with the cipher's version.
  static func seal(
    _ plaintext: some Collection<UInt8>, key: SymmetricKey, nonce: AES.GCM.Nonce,
    additionalData: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(
        Padding.pad(plaintext), using: key, nonce: nonce, authenticating: additionalData)
      guard let combined = box.combined else { throw SealingError.cipherUnavailable }
      return [UInt8](unsafeUninitializedCapacity: 1 + combined.count) { bytes, count in
        bytes[0] = version
        let rest = UnsafeMutableBufferPointer(rebasing: bytes[1...])
        count = 1 + combined.copyBytes(to: rest)
      }
    } catch {
      throw .cipherUnavailable
    }
  }

  /// - Throws: `malformed` for what cannot be a seal, `notAuthentic` for what is not this one.
  static func open(
    _ sealed: [UInt8], key: SymmetricKey, context: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    try open(sealed, key: key, additionalData: [version] + context)
  }

  /// Opens with additional data that begins with the cipher's version.
  static func open(
    _ sealed: [UInt8], key: SymmetricKey, additionalData: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    guard sealed.count > overheadByteCount, sealed[0] == version else { throw .malformed }
    let padded: Data
    do {
      // A wrong tag surfaces as `underlyingCoreCryptoError`, not as `authenticationFailure`: every
      // error here means the same to the caller.
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
      padded = try AES.GCM.open(box, using: key, authenticating: additionalData)
    } catch {
      throw .notAuthentic
    }
    return try Padding.unpad(padded)
  }
}

/// Hides lengths: a sealed "yes" and a sealed "no" are equally long.
///
/// The length after padding follows Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted
/// Files and Communication with PURBs", PETS 2019), at least 32 bytes: at most 12 % is added to a
/// long text, and only O(log log n) bits of its length show.
enum Padding {
  static let minimumByteCount = 32

  static func pad(_ plaintext: some Collection<UInt8>) -> [UInt8] {
    let textByteCount = plaintext.count
    let length = paddedByteCount(textByteCount + 1)
    return [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
      _ = bytes.initialize(from: plaintext)
      bytes[textByteCount] = 0x80
      bytes[(textByteCount + 1)...].initialize(repeating: 0)
      count = length
    }
  }

  static func unpad(_ padded: some ContiguousBytes) throws(SealingError) -> [UInt8] {
    let text: [UInt8]? = padded.withUnsafeBytes { bytes in
      guard let mark = bytes.lastIndex(where: { $0 != 0 }), bytes[mark] == 0x80 else { return nil }
      return Array(bytes[..<mark])
    }
    guard let text else { throw .malformed }
    return text
  }

  static func paddedByteCount(_ length: Int) -> Int {
    guard length > minimumByteCount else { return minimumByteCount }
    let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
    let significant = Int.bitWidth - exponent.leadingZeroBitCount
    let mask = (1 << (exponent - significant)) - 1
    return (length + mask) & ~mask
  }
}
