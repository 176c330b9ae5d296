/// Cuts HTML into text, start tags and end tags, as forgivingly as a browser does.
///
/// Comments, declarations, scripts and styles are passed over. References in text and attribute
/// values are resolved.
struct HTMLTokenizer {
  enum Token {
    case text([UInt8])
    case open(name: String, attributes: [String: String], isSelfClosing: Bool)
    case close(name: String)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Raw text elements of which no end tag is left: to search once more would be quadratic.
  private var endless: Set<String> = []

  private static let maximumAttributeCount = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func next() -> Token? {
    while position < bytes.count {
      guard bytes[position] == ASCII.less else { return .text(text()) }
      let start = position
      if let token = markup() { return token }
      if position == start {
        // A `<` that opens nothing is a character.
        position += 1
        return .text([ASCII.less])
      }
    }
    return nil
  }

  private mutating func text() -> [UInt8] {
    let start = position
    while position < bytes.count, bytes[position] != ASCII.less { position += 1 }
    return HTMLReference.resolve(bytes[start..<position])
  }

  /// Moves past markup; `nil` where it shows nothing, or where there is none.
  private mutating func markup() -> Token? {
    guard position + 1 < bytes.count else { return nil }
    switch bytes[position + 1] {
    case 0x21:
      skipDeclaration()
      return nil
    case ASCII.question:
      skip(past: ">")
      return nil
    case 0x2F:
      guard position + 2 < bytes.count, bytes[position + 2].isLetter else { return nil }
      position += 2
      let name = name()
      skip(past: ">")
      return .close(name: name)
    case let byte where byte.isLetter:
      position += 1
      return startTag()
    default:
      return nil
    }
  }

  private mutating func skipDeclaration() {
    if matches("<!--") {
      position += 4
      // `<!-->` and `<!--->` are whole comments.
      if matches(">") || matches("->") { position -= 2 }
      skip(past: "-->")
    } else {
      skip(past: ">")
    }
  }

  private mutating func startTag() -> Token? {
    let name = name()
    var attributes: [String: String] = [:]
    var isSelfClosing = false
    while position < bytes.count, bytes[position] != ASCII.greater {
      if bytes[position].isWhitespace || bytes[position] == 0x2F {
        isSelfClosing = bytes[position] == 0x2F
        position += 1
        continue
      }
      isSelfClosing = false
      let (key, value) = attribute()
      if attributes.count < Self.maximumAttributeCount, attributes[key] == nil {
        attributes[key] = value
      }
    }
    position = min(position + 1, bytes.count)
    if ["script", "style", "noscript", "textarea", "iframe", "object", "svg"].contains(name),
      !isSelfClosing
    {
      skipRawText(name)
      return nil
    }
    return .open(name: name, attributes: attributes, isSelfClosing: isSelfClosing)
  }

  /// A tag's name, lower-cased.
  private mutating func name() -> String {
    let start = position
    while position < bytes.count, !bytes[position].isWhitespace, bytes[position] != 0x2F,
      bytes[position] != ASCII.greater
    {
      position += 1
    }
    return bytes[start..<position].prefix(64).asciiLowercased
  }

  private mutating func attribute() -> (String, String) {
    let start = position
    repeat { position += 1 } while position < bytes.count && !isAttributeNameEnd(bytes[position])
    let key = bytes[start..<position].prefix(64).asciiLowercased
    skipWhitespace()
    guard position < bytes.count, bytes[position] == ASCII.equals else { return (key, "") }
    position += 1
    skipWhitespace()
    guard position < bytes.count else { return (key, "") }
    let quote = bytes[position]
    let valueStart: Int
    let valueEnd: Int
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      position += 1
      valueStart = position
      while position < bytes.count, bytes[position] != quote { position += 1 }
      valueEnd = position
      position = min(position + 1, bytes.count)
    } else {
      valueStart = position
      while position < bytes.count, !bytes[position].isWhitespace,
        bytes[position] != ASCII.greater
      {
        position += 1
      }
      valueEnd = position
    }
    let value = HTMLReference.resolve(bytes[valueStart..<valueEnd])
    return (key, String(decoding: value, as: UTF8.self))
  }

  private func isAttributeNameEnd(_ byte: UInt8) -> Bool {
    byte.isWhitespace || byte == ASCII.equals || byte == ASCII.greater || byte == 0x2F
  }

  private mutating func skipWhitespace() {
    while position < bytes.count, bytes[position].isWhitespace { position += 1 }
  }

  private func matches(_ text: StaticString) -> Bool {
    bytes[position...].hasASCIIPrefix(text)
  }

  private mutating func skip(past end: StaticString) {
    while position < bytes.count {
      if matches(end) {
        position += end.utf8CodeUnitCount
        return
      }
      position += 1
    }
  }

  /// Passes over content that is no HTML, up to its end tag; without one there is no such content.
  private mutating func skipRawText(_ name: String) {
    guard !endless.contains(name) else { return }
    let end = Array("</\(name)".utf8)
    var index = position
    while index + end.count <= bytes.count {
      if bytes[index] == ASCII.less,
        bytes[index..<(index + end.count)].lazy.map(\.lowercased).elementsEqual(end)
      {
        position = index
        skip(past: ">")
        return
      }
      index += 1
    }
    endless.insert(name)
  }
}
