import Foundation

/// The one message a mail system pipes in.
package enum DeliveryInput {
  /// Why there is none; each has its exit status in `sysexits.h`.
  package enum Failure: Error, Hashable, Sendable {
    /// Nothing came: EX_DATAERR.
    case empty
    /// More than the limit came: EX_DATAERR, so that the sender hears of it.
    case tooLarge
    /// The pipe broke: EX_TEMPFAIL, so that it is tried again.
    case unreadable(code: Int32)

    /// 65 or 75.
    package var exitStatus: Int32 {
      switch self {
      case .empty, .tooLarge: 65
      case .unreadable: 75
      }
    }
  }

  /// Reads to the end of a file descriptor, never more than the limit.
  package static func read(
    from descriptor: Int32, limits: MailLimits = MailLimits()
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(code: errno) }
      if count == 0 { break }
      guard bytes.count + count <= limits.messageByteCount else { throw .tooLarge }
      bytes += chunk[..<count]
    }
    guard !bytes.isEmpty else { throw .empty }
    return bytes
  }
}
