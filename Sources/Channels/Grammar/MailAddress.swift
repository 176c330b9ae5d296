/// A mailbox: an address, and the name beside it.
struct MailAddress: Hashable, Sendable {
  /// `local@domain`, the domain lower-cased; what cannot be one is kept as it stood.
  let address: String
  /// Decoded; empty where none was given.
  let name: String

  /// For comparison: people type their own addresses in either case.
  var key: String { address.lowercased() }
}

extension MailAddress {
  /// Reads an address list: mailboxes, groups, route addresses, comments as names (RFC 5322,
  /// section 3.4 with its obsolete forms).
  static func parseList(_ header: Bytes, limit: Int = 1000) -> [MailAddress] {
    var reader = AddressReader(header)
    return reader.read(limit: limit)
  }
}

private struct AddressReader {
  private var tokens: HeaderTokenizer
  /// What may turn out to be a display name, or an address without angle brackets.
  private var words: [UInt8] = []
  private var comment: Bytes?
  private var inBrackets: [UInt8]?
  private var isInside = false
  private var result: [MailAddress] = []

  init(_ header: Bytes) {
    tokens = HeaderTokenizer(
      header,
      specials: [
        ASCII.comma, ASCII.semicolon, ASCII.colon, ASCII.less, ASCII.greater, ASCII.at,
        ASCII.openBracket,
      ])
  }

  mutating func read(limit: Int) -> [MailAddress] {
    while result.count < limit, let token = tokens.next() {
      switch token {
      case .special(ASCII.comma) where !isInside, .special(ASCII.semicolon): finish()
      case .special(ASCII.colon):
        // A group's name, or a route inside brackets: neither is part of an address.
        if isInside { inBrackets = [] } else { reset() }
      case .special(ASCII.less):
        isInside = true
        inBrackets = []
      case .special(ASCII.greater): isInside = false
      case .special(let byte): append([byte], isJoined: true)
      case .comment(let bytes): comment = bytes
      case .quoted(let bytes): append(isInside ? quoted(bytes) : Array(bytes), isJoined: false)
      case .atom(let bytes), .literal(let bytes): append(Array(bytes), isJoined: false)
      }
    }
    finish()
    return result
  }

  private mutating func append(_ bytes: [UInt8], isJoined: Bool) {
    if isInside {
      inBrackets? += bytes
      return
    }
    if tokens.hadSpace, !words.isEmpty, !isJoined, words.last != ASCII.at {
      words.append(ASCII.space)
    }
    words += bytes
  }

  /// A quoted local part keeps its quotes only where it needs them.
  private func quoted(_ bytes: Bytes) -> [UInt8] {
    let isPlain = bytes.allSatisfy { $0.isLetter || $0.isDigit || "._+-=".utf8.contains($0) }
    return isPlain ? Array(bytes) : [ASCII.quote] + bytes + [ASCII.quote]
  }

  private mutating func finish() {
    defer { reset() }
    if let inBrackets {
      let name = EncodedWord.decode(words[...])
      append(address: inBrackets, name: name.isEmpty ? commentText : name)
    } else if !words.isEmpty {
      append(address: words, name: commentText)
    }
  }

  private var commentText: String { comment.map(EncodedWord.decode) ?? "" }

  private mutating func append(address: [UInt8], name: String) {
    let text = Charset.decode(address[...], label: nil)
    guard !text.isEmpty else { return }
    guard let at = text.lastIndex(of: "@") else {
      result.append(MailAddress(address: text, name: name))
      return
    }
    result.append(
      MailAddress(address: text[...at] + text[at...].dropFirst().lowercased(), name: name))
  }

  private mutating func reset() {
    words = []
    comment = nil
    inBrackets = nil
    isInside = false
  }
}
