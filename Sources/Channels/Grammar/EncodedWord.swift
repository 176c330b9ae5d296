/// Words beyond ASCII in a header (RFC 2047, with RFC 2231's language suffix).
enum EncodedWord {
  /// Decodes a header's unfolded value; what is no encoded word stays.
  ///
  /// White space between two words is dropped, and neighbours of one character set are decoded
  /// together, because careless senders split characters between them.
  static func decode(_ value: Bytes) -> String {
    var reader = Reader(value: value)
    return reader.read()
  }

  private struct Word {
    let charset: String
    let bytes: [UInt8]
    let end: Int
  }

  private struct Reader {
    let value: Bytes
    var text = ""
    /// Words which may go on in the next.
    var pending: (charset: String, bytes: [UInt8])?
    /// The last `?=` that was found; kept so that hopeless starts cost one search together.
    var terminator: Int?

    init(value: Bytes) {
      self.value = value
    }

    mutating func read() -> String {
      var plainStart = value.startIndex
      var index = value.startIndex
      while let start = value.firstIndex(of: ASCII.equals, from: index) {
        guard let word = word(at: start) else {
          index = start + 1
          continue
        }
        appendPlain(plainStart..<start, isBeforeWord: true)
        append(word)
        index = word.end
        plainStart = word.end
      }
      appendPlain(plainStart..<value.endIndex, isBeforeWord: false)
      return text
    }

    private mutating func append(_ word: Word) {
      if pending?.charset == word.charset {
        pending?.bytes += word.bytes
      } else {
        flush()
        pending = (word.charset, word.bytes)
      }
    }

    private mutating func flush() {
      guard let (charset, bytes) = pending else { return }
      text += Charset.decode(bytes[...], label: charset)
      pending = nil
    }

    private mutating func appendPlain(_ range: Range<Int>, isBeforeWord: Bool) {
      let plain = value[range]
      if isBeforeWord, pending != nil, plain.allSatisfy(\.isWhitespace) { return }
      flush()
      text += Charset.decode(plain, label: nil)
    }

    private mutating func word(at start: Int) -> Word? {
      guard value[start...].hasASCIIPrefix("=?") else { return nil }
      guard
        let charsetEnd = value[(start + 2)...].prefix(80).firstIndex(of: ASCII.question),
        charsetEnd > start + 2, charsetEnd + 2 < value.endIndex,
        value[charsetEnd + 2] == ASCII.question
      else { return nil }
      let textStart = charsetEnd + 3
      guard let end = findTerminator(from: textStart) else { return nil }
      let encoded = value[textStart..<end]
      let bytes: [UInt8]
      switch value[charsetEnd + 1].lowercased {
      case 0x62: bytes = TransferEncoding.decodeBase64(encoded)
      case 0x71: bytes = EncodedWord.decodeQ(encoded)
      default: return nil
      }
      let label = value[(start + 2)..<charsetEnd].prefix { $0 != ASCII.star }
      return Word(charset: label.asciiLowercased, bytes: bytes, end: end + 2)
    }

    private mutating func findTerminator(from start: Int) -> Int? {
      if let terminator, terminator >= start {
        return terminator < value.endIndex ? terminator : nil
      }
      var index = start
      while let question = value.firstIndex(of: ASCII.question, from: index) {
        if question + 1 < value.endIndex, value[question + 1] == ASCII.equals {
          terminator = question
          return question
        }
        index = question + 1
      }
      terminator = value.endIndex
      return nil
    }
  }

  /// The Q encoding: quoted-printable in which `_` is a space.
  private static func decodeQ(_ encoded: Bytes) -> [UInt8] {
    var output: [UInt8] = []
    TransferEncoding.appendUnescaped(
      encoded.map { $0 == ASCII.underscore ? ASCII.space : $0 }[...], escape: ASCII.equals,
      to: &output)
    return output
  }
}
