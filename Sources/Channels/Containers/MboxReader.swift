/// Reads an mbox file message by message (RFC 4155 and its relatives).
///
/// A message starts at a `From ` line that follows a blank line and holds a date. `Content-Length`
/// (mboxcl2) counts only where such a line or the end of the file follows; otherwise one `>` is
/// taken off quoted `From ` lines (mboxrd, which undoes mboxo too).
struct MboxReader {
  private static let chunkByteCount = 1 << 18

  private let file: FileReader
  private let byteLimit: Int
  private var lines: ChunkedLines

  /// - Throws: `notMail` where the first line is no `From ` line.
  init(file: FileReader, byteLimit: Int, startingAt offset: Int = 0) throws(MailContainerError) {
    self.file = file
    self.byteLimit = byteLimit
    lines = ChunkedLines(file: file, offset: offset, chunkByteCount: Self.chunkByteCount)
    guard try Self.isMbox(file) else { throw .notMail }
  }

  /// Where the next message's `From ` line starts.
  var offset: Int { lines.offset }

  static func isMbox(_ file: FileReader) throws(MailContainerError) -> Bool {
    let head = try file.read(at: 0, count: 512)
    return head.starts(with: Self.mark)
  }

  /// The next message and where it started.
  mutating func next() throws(MailContainerError) -> (
    offset: Int, content: Result<[UInt8], MailContainerError>
  )? {
    let start = offset
    guard try lines.next() != nil else { return nil }
    var message = MessageCollector(byteLimit: byteLimit)
    let length = try readHeader(into: &message)
    if let length, try isMessageEnd(at: offset + length) {
      try readBody(byteCount: length, into: &message)
    } else {
      try readBody(into: &message)
    }
    return (start, message.content)
  }

  /// Reads up to and with the blank line; returns a declared length of the body.
  private mutating func readHeader(
    into message: inout MessageCollector
  ) throws(MailContainerError) -> Int? {
    var length: Int?
    while let line = try lines.next() {
      message.append(line, isQuotable: false)
      let content = line.trimmed
      if content.isEmpty, lines.isWholeLine { break }
      if content.hasASCIIPrefix("content-length:") {
        length = Int(String(decoding: content.dropFirst(15)[...].trimmed, as: UTF8.self))
      }
    }
    guard let length, length >= 0, length <= file.byteCount else { return nil }
    return length
  }

  /// A known length: the bytes as they are.
  private mutating func readBody(
    byteCount: Int, into message: inout MessageCollector
  ) throws(MailContainerError) {
    var position = offset
    let end = offset + byteCount
    while position < end {
      let chunk = try file.read(at: position, count: min(Self.chunkByteCount, end - position))
      guard !chunk.isEmpty else { throw .changedMeanwhile }
      message.append(chunk[...], isQuotable: false)
      position += chunk.count
    }
    while let byte = try file.read(at: position, count: 1).first, byte.isWhitespace {
      position += 1
    }
    lines.seek(to: position)
  }

  /// An unknown length: up to the next `From ` line.
  private mutating func readBody(
    into message: inout MessageCollector
  ) throws(MailContainerError) {
    var wasBlank = true
    while true {
      let lineOffset = lines.offset
      guard let line = try lines.next() else { break }
      if wasBlank, lines.startsLine, Self.isSeparator(line) {
        lines.seek(to: lineOffset)
        message.removeTrailingBlankLine()
        return
      }
      wasBlank = lines.startsLine && lines.isWholeLine && line.trimmed.isEmpty
      message.append(line, isQuotable: lines.startsLine)
    }
    message.removeTrailingBlankLine()
  }

  /// Whether a message may end here: at the end, or before a `From ` line after blank lines.
  private func isMessageEnd(at position: Int) throws(MailContainerError) -> Bool {
    guard position <= file.byteCount else { return false }
    let next = try file.read(at: position, count: 300)
    let rest = next.drop { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
    guard next.count - rest.count <= 4 else { return false }
    if rest.isEmpty { return position + next.count == file.byteCount }
    guard position == 0 || next.count > rest.count || endsLine(before: position) else {
      return false
    }
    return Self.isSeparator(rest.prefix { $0 != ASCII.lineFeed })
  }

  private func endsLine(before position: Int) -> Bool {
    (try? file.read(at: position - 1, count: 1).first) == ASCII.lineFeed
  }

  private static let mark = Array("From ".utf8)

  /// `From sender Mon Mar  2 09:14:08 2026`: a month's name and a time have to be there, so that a
  /// sentence which starts with "From" does not end a message.
  static func isSeparator(_ line: Bytes) -> Bool {
    guard line.starts(with: mark), line.count < 600 else { return false }
    let words = line.dropFirst(mark.count).split(whereSeparator: \.isWhitespace)
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return words.count >= 4 && words.contains { months.contains($0.asciiLowercased) }
      && words.contains {
        $0.count >= 4 && $0.contains(ASCII.colon)
          && $0.allSatisfy { $0.isDigit || $0 == ASCII.colon }
      }
  }
}

/// One message on its way out of an mbox, up to a limit.
private struct MessageCollector {
  let byteLimit: Int
  private var bytes: [UInt8] = []
  private var byteCount = 0

  init(byteLimit: Int) {
    self.byteLimit = byteLimit
  }

  mutating func append(_ line: Bytes, isQuotable: Bool) {
    byteCount += line.count
    guard byteCount <= byteLimit else {
      bytes = []
      return
    }
    bytes += isQuotable && isQuotedSeparator(line) ? line.dropFirst() : line
  }

  private func isQuotedSeparator(_ line: Bytes) -> Bool {
    guard line.first == ASCII.greater else { return false }
    return line.drop { $0 == ASCII.greater }.hasPrefixFrom
  }

  /// The blank line before a separator belongs to the separator.
  mutating func removeTrailingBlankLine() {
    if bytes.suffix(2) == [ASCII.lineFeed, ASCII.lineFeed] {
      bytes.removeLast()
    } else if bytes.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] {
      bytes.removeLast(2)
    }
  }

  var content: Result<[UInt8], MailContainerError> {
    byteCount <= byteLimit ? .success(bytes) : .failure(.messageTooLarge(byteCount: byteCount))
  }
}

extension Bytes {
  fileprivate var hasPrefixFrom: Bool {
    starts(with: [0x46, 0x72, 0x6F, 0x6D, ASCII.space])
  }
}
