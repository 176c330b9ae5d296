extension Examination {
  /// Decodes a long token of Base64 (RFC 4648) and examines the words inside; what hides an
  /// identifier is one as a whole.
  mutating func examineEncoded(_ token: Range<Int>) {
    guard !isDecoded, token.count <= 64 << 10 else { return }
    visits += token.count
    guard let words = Base64.words(in: bytes[token]) else { return }
    let inner = TextBytes.reading(words) { words in
      let folded = Folder.fold(words)
      return folded.reading(words) { bytes in
        var inner = Examination(
          bytes, of: folded, region: region, rules: rules, isDecoded: true)
        inner.run(.builtIn)
        rules?.findCustomKinds(&inner)
        return (
          best: inner.candidates.max { $0.certainty < $1.certainty }, visits: inner.visits,
          isNumber: bytes.count <= 32 && bytes.count(where: Byte.isDigit) >= 7
        )
      }
    }
    visits += inner.visits
    if let best = inner.best, best.certainty >= 0.7 {
      add(token, best.kind, 0.9, best.evidence.within("Base64"))
    } else if inner.isNumber {
      // Whoever encodes a number does not mean it to be read; which one it is cannot be told.
      add(token, .unexamined, 0.75, "a number in Base64")
    }
  }
}

enum Base64 {
  /// What a token says, where it is Base64 of words: printable, with a blank or an at sign.
  static func words(in token: TextBytes) -> [UInt8]? {
    let body = token.prefix { $0 != 0x3D && $0 != 0x2E }
    guard body.count >= 14, body.count % 4 != 1, token.count - body.count <= 3 else { return nil }
    guard isOfWords(body) else { return nil }
    var words: [UInt8] = []
    words.reserveCapacity(body.count * 3 / 4)
    _ = decode(body) { byte in
      words.append(byte)
      return true
    }
    return String(validating: words, as: UTF8.self) == nil ? nil : words
  }

  /// Whether a token decodes to printable characters of UTF-8, as far as the first bytes of each
  /// tell: of tokens of chance nearly all fail within three bytes, before any is kept.
  private static func isOfWords(_ body: TextBytes) -> Bool {
    var following = 0
    return decode(body) { byte in
      if following > 0 {
        following -= 1
        return byte & 0xC0 == 0x80
      }
      switch byte {
      case 0x20..<0x7F, 0x09, 0x0A, 0x0D: return true
      case 0xC2..<0xE0: following = 1
      case 0xE0..<0xF0: following = 2
      case 0xF0..<0xF5: following = 3
      default: return false
      }
      return true
    }
  }

  /// Hands over byte after byte; `false` where one was refused or a character is none of Base64.
  private static func decode(_ body: TextBytes, _ accept: (UInt8) -> Bool) -> Bool {
    var buffer: UInt32 = 0
    var bitCount = 0
    for byte in body {
      guard let value = value(byte) else { return false }
      buffer = buffer << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        guard accept(UInt8(truncatingIfNeeded: buffer >> UInt32(bitCount))) else { return false }
      }
    }
    return true
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }
}
