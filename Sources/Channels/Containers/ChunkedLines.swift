/// The lines of a file, with their ends, through a window of fixed size.
///
/// A line longer than the window comes in pieces.
struct ChunkedLines {
  private let file: FileReader
  private let chunkByteCount: Int
  private var window: [UInt8] = []
  private var windowOffset: Int
  /// The next line's start within the window.
  private var cursor = 0
  private var isMidLine = false

  /// Whether the last piece began a line.
  private(set) var startsLine = true
  /// Whether the last piece ended with its line.
  private(set) var isWholeLine = true

  init(file: FileReader, offset: Int, chunkByteCount: Int) {
    self.file = file
    self.chunkByteCount = chunkByteCount
    windowOffset = offset
  }

  /// Where the next line starts.
  var offset: Int { windowOffset + cursor }

  /// Goes on at the start of another line; nothing is read again that the window holds.
  mutating func seek(to offset: Int) {
    if offset >= windowOffset, offset <= windowOffset + window.count {
      cursor = offset - windowOffset
    } else {
      window = []
      windowOffset = offset
      cursor = 0
    }
    isMidLine = false
  }

  mutating func next() throws(MailContainerError) -> Bytes? {
    if let line = takeLine() { return line }
    if window.count - cursor < chunkByteCount {
      let more = try file.read(
        at: windowOffset + window.count, count: chunkByteCount)
      windowOffset += cursor
      window = Array(window[cursor...]) + more
      cursor = 0
      if let line = takeLine() { return line }
    }
    guard cursor < window.count else { return nil }
    return take(upTo: window.count, endsLine: false)
  }

  private mutating func takeLine() -> Bytes? {
    guard let end = window[...].firstIndexOfLineFeed(from: cursor) else { return nil }
    return take(upTo: end + 1, endsLine: true)
  }

  private mutating func take(upTo end: Int, endsLine: Bool) -> Bytes {
    startsLine = !isMidLine
    isWholeLine = endsLine
    isMidLine = !endsLine
    defer { cursor = end }
    return window[cursor..<end]
  }
}
