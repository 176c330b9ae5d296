import Crypto
import CryptoExtras
import Foundation

/// How dear a guess at a passphrase is: the parameters of scrypt (RFC 7914).
///
/// A key file states them, and a file can be replaced: only the sets written down here are accepted,
/// so that nobody is made to derive a key cheaply, or with all the memory there is.
package struct KeyDerivation: Hashable, Sendable {
  /// The base-2 logarithm of the cost N.
  let costExponent: UInt8
  let blockSize: UInt8
  let parallelism: UInt8

  /// N = 2^17, r = 8, p = 1: 130 MB and about a quarter of a second.
  package static let production = KeyDerivation(costExponent: 17, blockSize: 8, parallelism: 1)
  /// N = 2^10: at once, for workspaces of invented customers only.
  package static let practice = KeyDerivation(costExponent: 10, blockSize: 8, parallelism: 1)

  static let saltByteCount = 16

  init(costExponent: UInt8, blockSize: UInt8, parallelism: UInt8) {
    self.costExponent = costExponent
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  func isAcceptable<R: Realm>(in realm: R.Type) -> Bool {
    self == .production || (self == .practice && R.name == Practice.name)
  }

  /// - Throws: `cipherUnavailable` where there is not enough memory.
  func deriveKey(
    from passphrase: borrowing Passphrase, salt: [UInt8]
  ) throws(SealingError) -> SymmetricKey {
    var bytes = passphrase.secret.withBytes { span in span.indices.map { span[$0] } }
    defer { bytes.withUnsafeMutableBytes { wipe($0) } }
    do {
      return try KDF.Scrypt.deriveKey(
        from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << Int(costExponent),
        blockSize: Int(blockSize), parallelism: Int(parallelism))
    } catch {
      throw .cipherUnavailable
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.append(costExponent)
    writer.append(blockSize)
    writer.append(parallelism)
  }

  init(from reader: inout ByteReader) throws(SealingError) {
    costExponent = try reader.integer()
    blockSize = try reader.integer()
    parallelism = try reader.integer()
  }
}
