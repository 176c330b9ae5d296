import Glibc

/// Looks for words in bytes of any sort.
enum ByteSearch {
  static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    return bytes.withUnsafeBytes { memory in
      guard let start = memory.baseAddress else { return false }
      var offset = 0
      // memchr walks millions of bytes a millisecond, also in a debug build.
      while offset + wanted.count <= memory.count,
        let found = memchr(start + offset, Int32(first), memory.count - wanted.count + 1 - offset)
      {
        if memcmp(found, wanted, wanted.count) == 0 { return true }
        offset = UnsafeRawPointer(found) - start + 1
      }
      return false
    }
  }
}
