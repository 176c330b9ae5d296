import Crypto
import Glibc
import Synchronization

/// Random nonces, drawn from the system a few at a time: a call into the kernel for each costs as
/// much as to encrypt a short text.
///
/// Each is handed out once. Nothing here is secret: nonces lie in the file in the clear.
final class NonceSource: Sendable {
  private let drawn = Mutex<[UInt8]>([])

  private static let byteCount = 12
  private static let drawnAtOnce = 21

  /// A nonce of 96 bits (NIST SP 800-38D, section 8.2.2).
  func next() -> AES.GCM.Nonce {
    let bytes = drawn.withLock { drawn in
      if drawn.isEmpty { drawn = Self.draw() }
      defer { drawn.removeLast(Self.byteCount) }
      return Array(drawn.suffix(Self.byteCount))
    }
    guard let nonce = try? AES.GCM.Nonce(data: bytes) else {
      preconditionFailure("twelve bytes are a nonce")
    }
    return nonce
  }

  /// getentropy(3) gives up to 256 bytes, whole.
  private static func draw() -> [UInt8] {
    let count = byteCount * drawnAtOnce
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      guard getentropy(bytes.baseAddress, count) == 0 else {
        preconditionFailure("the system has random bytes once it is up")
      }
      filled = count
    }
  }
}
