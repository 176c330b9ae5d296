import Crypto
import Foundation

/// AES-256-GCM with a random nonce, over padded text: the one place where bytes are encrypted.
enum Cipher {
  static let version: UInt8 = 1
  static let overheadByteCount = 1 + 12 + 16

  static func seal(
    _ plaintext: some Collection<UInt8>, key: SymmetricKey, context: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(
        Padding.pad(plaintext), using: key, authenticating: [version] + context)
      guard let combined = box.combined else { throw SealingError.cipherUnavailable }
      return [version] + combined
    } catch {
      throw .cipherUnavailable
    }
  }

  /// - Throws: `malformed` for what cannot be a seal, `notAuthentic` for what is not this one.
  static func open(
    _ sealed: [UInt8], key: SymmetricKey, context: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    guard sealed.count > overheadByteCount, sealed[0] == version else { throw .malformed }
    let padded: Data
    do {
      // A wrong tag surfaces as `underlyingCoreCryptoError`, not as `authenticationFailure`: every
      // error here means the same to the caller.
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
      padded = try AES.GCM.open(box, using: key, authenticating: [version] + context)
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
    var padded = [UInt8]()
    let length = paddedByteCount(plaintext.count + 1)
    padded.reserveCapacity(length)
    padded.append(contentsOf: plaintext)
    padded.append(0x80)
    padded.append(contentsOf: repeatElement(0, count: length - padded.count))
    return padded
  }

  static func unpad(_ padded: some BidirectionalCollection<UInt8>) throws(SealingError) -> [UInt8] {
    guard let mark = padded.lastIndex(where: { $0 != 0 }), padded[mark] == 0x80 else {
      throw .malformed
    }
    return Array(padded[..<mark])
  }

  static func paddedByteCount(_ length: Int) -> Int {
    guard length > minimumByteCount else { return minimumByteCount }
    let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
    let significant = Int.bitWidth - exponent.leadingZeroBitCount
    let mask = (1 << (exponent - significant)) - 1
    return (length + mask) & ~mask
  }
}
