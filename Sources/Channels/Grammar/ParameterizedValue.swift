/// A value with parameters: `text/plain; charset=utf-8` (RFC 2045, section 5.1; RFC 2231).
struct ParameterizedValue {
  /// Lower-cased: `text/plain`, `attachment`.
  let value: String
  /// By lower-cased name, decoded.
  let parameters: [String: String]

  init(_ header: Bytes) {
    var pieces: [Piece] = []
    var tokens = HeaderTokenizer(header, specials: [ASCII.semicolon, ASCII.equals])
    var value: [UInt8] = []
    var isFirst = true
    var name: Bytes?
    var content: [UInt8]?
    func finish() {
      if let name, let content { pieces.append(Piece(name: name, content: content)) }
      name = nil
      content = nil
    }
    while let token = tokens.next() {
      switch token {
      case .special(ASCII.semicolon):
        finish()
        isFirst = false
      case .special where !isFirst:
        // A second `=` belongs to an unquoted value, as in an unquoted boundary.
        if content != nil { content?.append(ASCII.equals) } else { content = [] }
      case .atom(let bytes), .quoted(let bytes), .literal(let bytes):
        if isFirst {
          value += bytes
        } else if content != nil {
          // Unquoted names with spaces: `filename=my file.pdf`.
          if tokens.hadSpace, content?.isEmpty == false { content?.append(ASCII.space) }
          content? += bytes
        } else {
          name = bytes
        }
      case .comment, .special:
        continue
      }
    }
    finish()
    self.value = value.asciiLowercased
    parameters = Piece.joined(pieces)
  }
}

/// One `name*1*=value`: a parameter or a part of one.
private struct Piece {
  let base: String
  let section: Int
  let isExtended: Bool
  let content: [UInt8]

  init(name: Bytes, content: [UInt8]) {
    var fields = name.split(separator: ASCII.star, omittingEmptySubsequences: false)
    isExtended = fields.count > 1 && fields.last?.isEmpty == true
    if isExtended { fields.removeLast() }
    base = (fields.first ?? []).asciiLowercased
    section =
      fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
    self.content = content
  }

  /// Puts continuations together and decodes; an extended form wins over a plain one.
  static func joined(_ pieces: [Piece]) -> [String: String] {
    Dictionary(grouping: pieces, by: \.base).mapValues { group in
      let extended = group.filter(\.isExtended)
      let isMixed = group.contains { $0.section > 0 }
      let chosen = isMixed || extended.isEmpty ? group : extended
      // The sort is stable over the order of appearance.
      return decode(chosen.sorted { $0.section < $1.section }, isContinued: isMixed)
    }
  }

  private static func decode(_ pieces: [Piece], isContinued: Bool) -> String {
    guard let first = pieces.first else { return "" }
    guard first.isExtended else {
      let plain = isContinued ? pieces.flatMap(\.content) : first.content
      return EncodedWord.decode(plain[...])
    }
    // charset'language'percent-encoded
    let fields = first.content.split(
      separator: ASCII.apostrophe, maxSplits: 2, omittingEmptySubsequences: false)
    let charset = fields.count == 3 ? fields[0].asciiLowercased : nil
    var bytes: [UInt8] = []
    let head = fields.count == 3 ? fields[2] : first.content[...]
    TransferEncoding.appendUnescaped(head, escape: ASCII.percent, to: &bytes)
    for piece in isContinued ? pieces.dropFirst() : [] {
      if piece.isExtended {
        TransferEncoding.appendUnescaped(piece.content[...], escape: ASCII.percent, to: &bytes)
      } else {
        bytes += piece.content
      }
    }
    return Charset.decode(bytes[...], label: charset)
  }
}
