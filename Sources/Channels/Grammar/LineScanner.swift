import Foundation

/// Walks the lines of a run of bytes, each ended by LF or CR LF.
struct LineScanner {
  /// One line.
  struct Line {
    /// The line without its end.
    let content: Range<Int>
    /// Where the next line starts.
    let end: Int
  }

  let bytes: Bytes
  private(set) var position: Int

  init(_ bytes: Bytes) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// - Complexity: O(length of the line).
  mutating func next() -> Line? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    guard let lineFeed = bytes.firstIndexOfLineFeed(from: start) else {
      position = bytes.endIndex
      return Line(content: start..<bytes.endIndex, end: bytes.endIndex)
    }
    position = lineFeed + 1
    let hasReturn = lineFeed > start && bytes[lineFeed - 1] == ASCII.carriageReturn
    return Line(content: start..<(hasReturn ? lineFeed - 1 : lineFeed), end: lineFeed + 1)
  }
}

extension Bytes {
  /// The next line feed, found with the C library's search.
  func firstIndexOfLineFeed(from start: Int) -> Int? {
    firstIndex(of: ASCII.lineFeed, from: start)
  }

  /// The next such byte, found with the C library's search.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < endIndex else { return nil }
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let offset = start - startIndex
      guard let found = memchr(base + offset, Int32(byte), buffer.count - offset) else {
        return nil
      }
      return startIndex + (UnsafeRawPointer(found) - base)
    }
  }
}
