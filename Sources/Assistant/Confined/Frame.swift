import Glibc

/// A message with its number and its length before it, as it goes through the pipe.
///
/// Plain `read` and `write` are all that the confined side may call.
struct Frame {
  var number: UInt32
  var bytes: [UInt8]

  private static let headByteCount = 8

  /// Waits for a whole frame; `nil` at the end of the pipe and for one longer than `limit`.
  static func read(from descriptor: Int32, limit: Int) -> Frame? {
    guard let head = bytes(headByteCount, from: descriptor) else { return nil }
    func number(at start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(head[start + $1]) << (8 * UInt32($1)) }
    }
    let byteCount = Int(number(at: 0))
    guard byteCount <= limit, let body = bytes(byteCount, from: descriptor) else { return nil }
    return Frame(number: number(at: 4), bytes: body)
  }

  private static func bytes(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    let whole = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let got = Glibc.read(
          descriptor, UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: filled),
          count - filled)
        if got > 0 { filled += got } else if got == 0 || errno != EINTR { return }
      }
    }
    return whole.count == count ? whole : nil
  }

  /// Writes all of it by `call`, which is `write` or something like it.
  /// - Returns: whether all went.
  func write(by call: (UnsafeRawPointer, Int) -> Int) -> Bool {
    var whole: [UInt8] = []
    whole.reserveCapacity(Self.headByteCount + bytes.count)
    for number in [UInt32(clamping: bytes.count), number] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        whole.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    whole += bytes
    return whole.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count, let start = buffer.baseAddress {
        let count = call(start + sent, buffer.count - sent)
        if count > 0 { sent += count } else if errno != EINTR { return false }
      }
      return true
    }
  }
}
