import Crypto
package import Foundation

/// A SHA-256 digest (FIPS 180-4), held as four words so that an array of them is one allocation.
package struct Digest256: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  package static let byteCount = 32

  /// Thirty-two zero bytes: what stands before the first.
  package static let zero = Digest256(words: (0, 0, 0, 0))

  private init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// Takes 32 bytes as they were stored; `nil` for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(bytes: bytes, at: 0)
  }

  /// Takes 32 of the bytes; `nil` where there are not so many.
  init?(bytes: [UInt8], at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.byteCount else { return nil }
    words = bytes.withUnsafeBytes { buffer in
      func word(_ index: Int) -> UInt64 {
        buffer.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self)
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// Hashes bytes.
  package static func of(_ bytes: [UInt8]) -> Digest256 {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Digest256(hash.finalize())
  }

  /// Hashes bytes.
  package static func of(_ bytes: some DataProtocol) -> Digest256 {
    Digest256(SHA256.hash(data: bytes))
  }

  /// Hashes a one-byte prefix and two digests: a node of a Merkle tree.
  package static func ofPair(
    prefix: UInt8, _ left: Digest256, _ right: Digest256
  ) -> Digest256 {
    var hash = SHA256()
    Swift.withUnsafeBytes(of: prefix) { hash.update(bufferPointer: $0) }
    left.withUnsafeBytes { hash.update(bufferPointer: $0) }
    right.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Digest256(hash.finalize())
  }

  /// Hashes a one-byte prefix and bytes: a leaf of a Merkle tree.
  package static func of(prefix: UInt8, _ bytes: [UInt8]) -> Digest256 {
    var hash = SHA256()
    Swift.withUnsafeBytes(of: prefix) { hash.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Digest256(hash.finalize())
  }

  private init(_ digest: SHA256.Digest) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    digest.withUnsafeBytes { source in
      Swift.withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: source) }
    }
    self.words = words
  }

  func withUnsafeBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    Swift.withUnsafeBytes(of: words, body)
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { Swift.withUnsafeBytes(of: words) { Array($0) } }

  /// Lower-case hexadecimal.
  package var hexadecimal: String { bytes.hexadecimal }

  package static func == (left: Digest256, right: Digest256) -> Bool {
    left.words == right.words
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
