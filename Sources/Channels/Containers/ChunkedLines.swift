/// The lines of a file, with their ends, through a window of fixed size.
///
/// A line longer than the window comes in pieces.
struct ChunkedLines {
  private let file: FileReader
  private let chunkByteCount: Int
  private var chunk: Bytes = []
  private var nextRead: Int
  private var isMidLine = false

  /// Whether the last piece began a line.
  private(set) var startsLine = true
  /// Whether the last piece ended with its line.
  private(set) var isWholeLine = true

  init(file: FileReader, offset: Int, chunkByteCount: Int) {
    self.file = file
    self.chunkByteCount = chunkByteCount
    nextRead = offset
  }

  /// Where the next line starts.
  var offset: Int { nextRead - chunk.count }

  mutating func next() throws(MailContainerError) -> Bytes? {
    if let line = takeLine() { return line }
    if chunk.count < chunkByteCount {
      let more = try file.read(at: nextRead, count: chunkByteCount)
      nextRead += more.count
      chunk = (Array(chunk) + more)[...]
      if let line = takeLine() { return line }
    }
    guard !chunk.isEmpty else { return nil }
    defer { chunk = [] }
    note(endsLine: false)
    return chunk
  }

  private mutating func takeLine() -> Bytes? {
    guard let end = chunk.firstIndexOfLineFeed(from: chunk.startIndex) else { return nil }
    note(endsLine: true)
    defer { chunk = chunk[(end + 1)...] }
    return chunk[...end]
  }

  private mutating func note(endsLine: Bool) {
    startsLine = !isMidLine
    isWholeLine = endsLine
    isMidLine = !endsLine
  }
}
