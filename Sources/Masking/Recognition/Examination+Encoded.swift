extension Examination {
  /// Decodes long tokens of Base64 (RFC 4648) and examines the words inside; what hides an
  /// identifier is one as a whole.
  mutating func examineEncoded(_ tokens: [Range<Int>]) {
    for token in tokens where token.count <= 64 << 10 {
      visits += token.count
      guard let words = Base64.words(in: bytes[token]) else { continue }
      let inner = Recognition.examineDecoded(words, region: region)
      visits += inner.visits
      guard let best = inner.candidates.max(by: { $0.certainty < $1.certainty }),
        best.certainty >= 0.7
      else { continue }
      add(token, best.kind, 0.9, "Base64 of: \(best.evidence)")
    }
  }
}

extension Recognition {
  /// Examines what was decoded, which is not decoded again.
  static func examineDecoded(_ words: [UInt8], region: String?) -> Examination {
    var examination = Examination(Folder.fold(words), region: region)
    run(Scan(examination.bytes, .builtIn), .builtIn, &examination)
    return examination
  }
}

enum Base64 {
  /// What a token says, where it is Base64 of words: printable, with a blank or an at sign.
  static func words(in token: ArraySlice<UInt8>) -> [UInt8]? {
    let body = token.prefix { $0 != 0x3D && $0 != 0x2E }
    guard body.count >= 16, body.count % 4 != 1, token.count - body.count <= 3 else { return nil }
    var words: [UInt8] = []
    words.reserveCapacity(body.count * 3 / 4)
    var buffer: UInt32 = 0
    var bitCount = 0
    for byte in body {
      guard let value = value(byte) else { return nil }
      buffer = buffer << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        let decoded = UInt8(truncatingIfNeeded: buffer >> UInt32(bitCount))
        guard
          decoded >= 0x20 && decoded < 0x7F || decoded == 0x0A || decoded == 0x0D || decoded == 0x09
        else { return nil }
        words.append(decoded)
      }
    }
    return words
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
