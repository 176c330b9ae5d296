/// Writes header fields; what goes in cannot end a line.
struct HeaderWriter: ~Copyable {
  /// The longest piece of text in one encoded word, in encoded bytes.
  private static let encodedByteCount = 48

  private var output: WipedBuffer

  init() {
    output = WipedBuffer()
  }

  consuming func finish() -> WipedBuffer { output }

  /// A field of program text: printable ASCII.
  mutating func field(_ name: StaticString, _ value: String) {
    precondition(value.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "not a header's characters")
    output.append("\(name): \(value)\n")
  }

  /// A field of message ids, one a line.
  mutating func field(_ name: StaticString, ids: [InternetMessageID]) {
    guard !ids.isEmpty else { return }
    output.append("\(name):")
    for (index, id) in ids.enumerated() {
      output.append(index == 0 ? " <" : "\n <")
      output.append(id.bytes)
      output.append(ASCII.greater)
    }
    output.append(ASCII.lineFeed)
  }

  /// A field of any one-line text.
  mutating func field(_ name: StaticString, text: Span<UInt8>) {
    output.append("\(name): ")
    if Self.isPlain(text, limit: 66) {
      output.append(text)
    } else {
      appendEncodedWords(text)
    }
    output.append(ASCII.lineFeed)
  }

  /// Bytes that are in the grammar already.
  mutating func raw(_ text: String) {
    output.append(text)
  }

  mutating func raw(_ bytes: Span<UInt8>) {
    output.append(bytes)
  }

  /// A display name: a quoted string, or encoded words.
  mutating func phrase(_ name: Span<UInt8>) {
    guard Self.isPlain(name, limit: 60) else {
      appendEncodedWords(name)
      return
    }
    output.append(ASCII.quote)
    for index in name.indices {
      if name[index] == ASCII.quote || name[index] == ASCII.backslash {
        output.append(ASCII.backslash)
      }
      output.append(name[index])
    }
    output.append(ASCII.quote)
  }

  /// A parameter on a line of its own, cut and percent-encoded where it must be (RFC 2231).
  mutating func parameter(_ name: StaticString, _ value: Span<UInt8>) {
    if Self.isPlain(value, limit: 60) {
      output.append(";\n \(name)=")
      phrase(value)
      return
    }
    var start = 0
    var section = 0
    while start < value.count {
      let end = Self.boundary(in: value, atMost: start + 16)
      output.append(";\n \(name)*\(section)*=\(section == 0 ? "utf-8''" : "")")
      for index in start..<end {
        let byte = value[index]
        if byte.isLetter || byte.isDigit || byte == ASCII.dot || byte == ASCII.hyphen {
          output.append(byte)
        } else {
          appendEscaped(byte, mark: ASCII.percent)
        }
      }
      start = end
      section += 1
    }
  }

  /// Whether text can stand as it is: printable, nothing that folding or decoding would change.
  private static func isPlain(_ text: Span<UInt8>, limit: Int) -> Bool {
    guard text.count <= limit else { return false }
    var previous: UInt8 = ASCII.space
    for index in text.indices {
      let byte = text[index]
      guard (0x20...0x7E).contains(byte) else { return false }
      if byte == ASCII.space, previous == ASCII.space { return false }
      if byte == ASCII.question, previous == ASCII.equals { return false }
      previous = byte
    }
    return text.isEmpty || previous != ASCII.space
  }

  /// RFC 2047: the shorter of both encodings, whole characters in each word.
  private mutating func appendEncodedWords(_ text: Span<UInt8>) {
    var escaped = 0
    for index in text.indices where !Self.isSafeInWord(text[index]) { escaped += 1 }
    let usesBase64 = escaped * 3 > text.count
    var start = 0
    while start < text.count {
      if start > 0 { output.append("\n ") }
      var end = start
      var length = 0
      while end < text.count {
        let next = Self.boundary(in: text, atMost: end + 1, atLeast: end + 1)
        let cost = usesBase64 ? (next - start + 2) / 3 * 4 : length + Self.cost(text, end..<next)
        if cost > Self.encodedByteCount, end > start { break }
        length = cost
        end = next
      }
      output.append(usesBase64 ? "=?utf-8?b?" : "=?utf-8?q?")
      if usesBase64 {
        Base64.encode(text.extracting(start..<end), lineByteCount: nil, into: &output)
      } else {
        for index in start..<end { appendQ(text[index]) }
      }
      output.append("?=")
      start = end
    }
  }

  private mutating func appendQ(_ byte: UInt8) {
    if byte == ASCII.space {
      output.append(ASCII.underscore)
    } else if Self.isSafeInWord(byte) {
      output.append(byte)
    } else {
      appendEscaped(byte, mark: ASCII.equals)
    }
  }

  private mutating func appendEscaped(_ byte: UInt8, mark: UInt8) {
    output.append(mark)
    output.append((byte >> 4).hexadecimalDigit)
    output.append(byte.hexadecimalDigit)
  }

  private static func cost(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (isSafeInWord(text[$1]) ? 1 : 3) }
  }

  private static func isSafeInWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == ASCII.space || byte == ASCII.hyphen
  }

  /// The end of the last whole UTF-8 character before `limit`, or of the first after `atLeast`.
  private static func boundary(in text: Span<UInt8>, atMost limit: Int, atLeast: Int = 0) -> Int {
    var end = min(limit, text.count)
    if atLeast > 0 {
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      return end
    }
    var shorter = end
    while shorter < text.count, shorter > limit - 4, text[shorter] & 0xC0 == 0x80 { shorter -= 1 }
    return shorter > limit - 4 ? shorter : end
  }
}
