/// An address written so that programs do not see it: `name (at) example dot com`.
enum SpelledAddress {
  static let atWords =
    """
    at, arroba, arobase, chiocciola, klammeraffe, malpa, apenstaartje, apestaartje, snabela,
    kukac, alpha
    """

  static let at = PhraseTrie([String].phrases(atWords).map { ($0, 0) })
  static let dot = PhraseTrie(
    [String].phrases("dot, punkt, punto, point, ponto, punt, kropka, period, prik, punkti")
      .map { ($0, 0) })

  static func opens(_ byte: UInt8) -> Bool { byte.isOneOf("([{<") }
  static func closes(_ byte: UInt8) -> Bool { byte.isOneOf(")]}>") }
}

extension Examination {
  /// Reads labels and spelled dots to both sides of a spelled at sign.
  mutating func examineSpelledAddress(at anchor: Range<Int>) {
    let word = anchor.lowerBound..<end(from: anchor.lowerBound, limit: 16, while: Byte.isLetter)
    let isBracketed =
      SpelledAddress.opens(byte(word.lowerBound - 1))
      && SpelledAddress.closes(byte(word.upperBound))
    let left = isBracketed ? word.lowerBound - 1 : word.lowerBound
    let right = isBracketed ? word.upperBound + 1 : word.upperBound
    guard isBracketed || Byte.isBlank(byte(left - 1)) && Byte.isBlank(byte(right)) else { return }
    guard let domain = reader.spelledDomain(from: right), domain.dots > 0 else { return }
    let local = reader.spelledLocal(before: left)
    visits += domain.end - local.start
    guard local.start < left else { return }
    // Between blanks `at` is a common word: some dot must be spelled as well, and the local part
    // must not be the word before it by chance.
    let isDistinct = string(word).lowercased() != "at"
    guard isBracketed || isDistinct || domain.spelledDots > 0 else { return }
    add(local.start..<domain.end, .email, 0.93, "an address with its at sign spelled out")
  }
}

extension FoldedReader {
  /// The end of a domain whose dots are spelled out after a real at sign.
  func spelledDomainEnd(from start: Int) -> Int? {
    guard Byte.isAlphanumeric(byte(start)), let domain = spelledDomain(from: start),
      domain.spelledDots > 0
    else { return nil }
    return domain.end
  }

  fileprivate func spelledDomain(from start: Int) -> (end: Int, dots: Int, spelledDots: Int)? {
    var index = end(from: start, limit: 2, while: Byte.isBlank)
    var dots = 0
    var spelled = 0
    var end: Int?
    for _ in 0..<8 {
      let label = self.end(from: index, limit: 63) { Byte.isAlphanumeric($0) || $0 == 0x2D }
      guard label > index else { break }
      if dots > 0 { end = label }
      index = label
      if byte(index) == 0x2E, Byte.isAlphanumeric(byte(index + 1)) {
        index += 1
        dots += 1
      } else if let next = spelledDot(from: index) {
        index = next
        dots += 1
        spelled += 1
      } else {
        break
      }
    }
    return end.map { ($0, dots, spelled) }
  }

  /// The place after ` dot `, `(dot)` or `[.]`.
  fileprivate func spelledDot(from start: Int) -> Int? {
    var index = end(from: start, limit: 2, while: Byte.isBlank)
    let isBracketed = SpelledAddress.opens(byte(index))
    if isBracketed { index = end(from: index + 1, limit: 2, while: Byte.isBlank) }
    guard isBracketed || index > start else { return nil }
    if isBracketed, byte(index) == 0x2E {
      index += 1
    } else if let word = SpelledAddress.dot.longestMatch(in: bytes, at: index) {
      index = word.end
    } else {
      return nil
    }
    if isBracketed {
      index = end(from: index, limit: 2, while: Byte.isBlank)
      guard SpelledAddress.closes(byte(index)) else { return nil }
      index += 1
    } else if !Byte.isBlank(byte(index)) {
      return nil
    }
    return end(from: index, limit: 2, while: Byte.isBlank)
  }

  fileprivate func spelledLocal(before end: Int) -> (start: Int, dots: Int) {
    var index = start(before: end, limit: 2, while: Byte.isBlank)
    var start = end
    var dots = 0
    for _ in 0..<6 {
      let label = self.start(before: index, limit: 40) {
        Byte.isAlphanumeric($0) || $0.isOneOf("._-+")
      }
      guard label < index else { break }
      start = label
      guard let dot = spelledDotStart(before: label) else { break }
      index = dot
      dots += 1
    }
    while start < end, !Byte.isAlphanumeric(bytes[start]) { start += 1 }
    return (start, dots)
  }

  fileprivate func spelledDotStart(before end: Int) -> Int? {
    var index = start(before: end, limit: 2, while: Byte.isBlank)
    let isBracketed = SpelledAddress.closes(byte(index - 1))
    if isBracketed { index = start(before: index - 1, limit: 2, while: Byte.isBlank) }
    let word = start(before: index, limit: 10, while: Byte.isLetter)
    guard let match = SpelledAddress.dot.longestMatch(in: bytes, at: word), match.end == index
    else { return nil }
    index = word
    if isBracketed {
      index = start(before: index, limit: 2, while: Byte.isBlank)
      guard SpelledAddress.opens(byte(index - 1)) else { return nil }
      index -= 1
    } else if !Byte.isBlank(byte(index - 1)) {
      return nil
    }
    return start(before: index, limit: 2, while: Byte.isBlank)
  }
}
