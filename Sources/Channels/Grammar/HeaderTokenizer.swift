/// Cuts a structured header into its lexical tokens (RFC 5322, section 3.2), forgivingly.
struct HeaderTokenizer {
  enum Token: Equatable {
    /// A run of letters, digits and whatever else has no meaning of its own.
    case atom(Bytes)
    /// What stood between double quotes, backslashes resolved.
    case quoted(Bytes)
    /// What stood between parentheses, backslashes resolved, inner comments included.
    case comment(Bytes)
    /// What stood between square brackets, brackets included; it has no blanks.
    case literal(Bytes)
    case special(UInt8)
  }

  private let bytes: Bytes
  private let specials: Set<UInt8>
  private var position: Int
  /// Whether blanks stood before the last token.
  private(set) var hadSpace = false

  /// Splits at `specials`; quotes, comments and brackets are always recognised.
  init(_ bytes: Bytes, specials: Set<UInt8>) {
    self.bytes = bytes
    self.specials = specials
    position = bytes.startIndex
  }

  mutating func next() -> Token? {
    hadSpace = false
    while position < bytes.endIndex, bytes[position].isWhitespace {
      position += 1
      hadSpace = true
    }
    guard position < bytes.endIndex else { return nil }
    switch bytes[position] {
    case ASCII.quote: return .quoted(delimited(until: ASCII.quote))
    case ASCII.openParenthesis: return .comment(comment())
    case ASCII.openBracket where specials.contains(ASCII.openBracket): return .literal(literal())
    case let byte where specials.contains(byte):
      position += 1
      return .special(byte)
    default: return .atom(atom())
    }
  }

  private mutating func atom() -> Bytes {
    let start = position
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte.isWhitespace || byte == ASCII.quote || byte == ASCII.openParenthesis
        || specials.contains(byte)
      {
        break
      }
      position += 1
    }
    return bytes[start..<position]
  }

  /// An unclosed quote ends with the header.
  private mutating func delimited(until end: UInt8) -> Bytes {
    position += 1
    var content: [UInt8] = []
    while position < bytes.endIndex, bytes[position] != end {
      if bytes[position] == ASCII.backslash, position + 1 < bytes.endIndex { position += 1 }
      content.append(bytes[position])
      position += 1
    }
    position = min(position + 1, bytes.endIndex)
    return content[...]
  }

  /// Comments nest.
  private mutating func comment() -> Bytes {
    position += 1
    var depth = 1
    var content: [UInt8] = []
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == ASCII.backslash, position + 1 < bytes.endIndex {
        position += 1
        content.append(bytes[position])
      } else {
        if byte == ASCII.openParenthesis { depth += 1 }
        if byte == ASCII.closeParenthesis { depth -= 1 }
        if depth == 0 { break }
        content.append(byte)
      }
      position += 1
    }
    position = min(position + 1, bytes.endIndex)
    return content[...]
  }

  private mutating func literal() -> Bytes {
    let start = position
    while position < bytes.endIndex, !bytes[position].isWhitespace, bytes[position] != ASCII.less {
      position += 1
      if bytes[position - 1] == ASCII.closeBracket { break }
    }
    return bytes[start..<position]
  }
}
