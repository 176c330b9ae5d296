extension Examination {
  /// Adds a name that was introduced, to be found again elsewhere in this text.
  mutating func addName(_ range: Range<Int>, _ certainty: Double, _ evidence: Evidence) {
    visits += range.count
    add(range, .person, certainty, evidence)
    introducedNames.append(range)
  }

  /// How far an introduction is to be trusted.
  enum Introduction {
    case certain
    case likely
    case field
  }

  mutating func examineIntroduction(_ anchor: Range<Int>, as trust: Introduction) {
    let start = reader.nameStart(after: anchor.upperBound)
    guard start > anchor.upperBound else { return }
    let isField = bytes[anchor.upperBound..<start].contains { $0 == 0x3A || $0 == 0x3D }
    if trust == .field, !isField, Byte.isSmall(byte(start)) || !reader.startsField(anchor) {
      return
    }
    let style: NameStyle = trust == .certain || isField ? .anyCase : .capitalised
    guard let end = reader.nameEnd(from: start, style: style) else { return }
    if trust == .likely {
      let isSingle = !bytes[start..<end].contains(where: Byte.isSpace)
      guard reader.endsSentence(end) || reader.isFollowedByConjunction(end) || !isSingle,
        !reader.isAllCapitals(anchor)
      else { return }
    }
    let whole = trust == .certain ? start..<reader.wrappedNameEnd(start..<end) : start..<end
    addName(whole, trust == .certain ? 0.93 : 0.82, "words after an introduction")
  }

  /// `Jane Doe here`: the words that begin the sentence, if all of them are a name's.
  mutating func examineSelfNamed(before anchor: Int) {
    let end = start(before: anchor, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
    guard end < anchor, Byte.isLetter(byte(end - 1)) else { return }
    let start = start(before: end, limit: 48) {
      Byte.isLetter($0) || Byte.isBlank($0) || $0 == 0x2D || $0 == 0x27
    }
    let first = self.end(from: start, limit: 2, while: Byte.isBlank)
    let before = byte(start - 1)
    guard start == 0 || before == 0x0A || first > start && before.isOneOf(".!?,"),
      reader.nameEnd(from: first, style: .capitalised) == end,
      (1...3).contains(bytes[first..<end].count(where: Byte.isBlank))
    else { return }
    addName(first..<end, 0.82, "capitalised words before the writer's `here`")
  }

  mutating func examineGreeting(_ anchor: Range<Int>) {
    let before = start(before: anchor.lowerBound, limit: 3, while: Byte.isBlank)
    guard before == 0 || byte(before - 1) == 0x0A else { return }
    let start = reader.nameStart(after: anchor.upperBound)
    guard start > anchor.upperBound, let end = reader.nameEnd(from: start, style: .greeting) else {
      return
    }
    let isClosed = end >= count || byte(end).isOneOf(",.!:\n;-")
    guard isClosed, !NameCue.addressees.contains(reader.firstWord(start), of: bytes) else { return }
    addName(start..<end, 0.88, "words between a greeting and a comma")
  }

  mutating func examineSignature(after anchor: Range<Int>) {
    let lineStart = start(before: anchor.lowerBound, limit: 3, while: Byte.isBlank)
    guard lineStart == 0 || byte(lineStart - 1) == 0x0A else { return }
    var index = end(from: anchor.upperBound, limit: 6) {
      Byte.isBlank($0) || $0.isOneOf(",.!-:;)") || $0 == FoldedByte.symbol
    }
    guard byte(index) == 0x0A else {
      examineInlineSignature(from: index, marks: anchor.upperBound..<index)
      return
    }
    index = end(from: index, limit: 8) {
      Byte.isSpace($0) || $0 == 0x2D || $0 == 0x2A || $0 == 0x5F
    }
    guard let name = reader.signedName(in: index..<lineEnd(from: index, limit: 80)) else { return }
    addName(name, 0.9, "a short line under a closing formula")
  }

  /// `Thanks, Maris`: a name after a comma that ends the line.
  private mutating func examineInlineSignature(from start: Int, marks: Range<Int>) {
    guard bytes[marks].contains(0x2C), let end = reader.nameEnd(from: start, style: .capitalised)
    else {
      return
    }
    let close = self.end(from: end, limit: 3) { Byte.isBlank($0) || $0 == 0x2E || $0 == 0x21 }
    guard close >= count || byte(close) == 0x0A else { return }
    addName(start..<end, 0.8, "a name after a closing formula")
  }

  mutating func examineDisplayName(before sign: Int) {
    let local = start(before: sign, limit: 64, while: Byte.isAddressText)
    var mark = local
    if byte(mark - 1) == 0x3A { mark -= 7 }
    guard byte(mark - 1) == 0x3C || byte(mark - 1) == 0x28 else { return }
    var end = start(before: mark - 1, limit: 3) { Byte.isSpace($0) || $0 == 0x22 || $0 == 0x27 }
    guard end > 0 else { return }
    let lineStart = start(before: end, limit: 60) {
      Byte.isLetter($0) || Byte.isBlank($0) || $0.isOneOf("'-.,")
    }
    visits += end - lineStart
    while end > lineStart, !Byte.isLetter(byte(end - 1)) { end -= 1 }
    guard
      let name = reader.wholeName(in: lineStart..<end) ?? reader.trailingName(in: lineStart..<end)
    else {
      return
    }
    addName(name, 0.92, "words before an address in angle brackets")
  }
}

extension FoldedReader {
  /// Where a name ends whose second word was wrapped onto the next line.
  fileprivate func wrappedNameEnd(_ name: Range<Int>) -> Int {
    let line = end(from: name.upperBound, limit: 2, while: Byte.isBlank)
    guard byte(line) == 0x0A, !bytes[name].contains(where: Byte.isBlank) else {
      return name.upperBound
    }
    let next = end(from: line + 1, limit: 2, while: Byte.isBlank)
    guard let end = nameEnd(from: next, style: .capitalised), !Byte.isSpace(byte(next)),
      !bytes[next..<end].contains(where: Byte.isBlank), byte(end) != 0x3A
    else { return name.upperBound }
    return end
  }

  /// Whether a field's name stands at the start of its line.
  fileprivate func startsField(_ anchor: Range<Int>) -> Bool {
    let next = byte(anchor.upperBound)
    let before = start(before: anchor.lowerBound, limit: 3, while: Byte.isBlank)
    return next == 0x3A || next == 0x3D || next == 0x20 && byte(anchor.upperBound + 1) == 0x3A
      || (before == 0 || byte(before - 1) == 0x0A) && next == 0x09
  }

  fileprivate func isAllCapitals(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { !Byte.isSmall($0) }
  }

  /// Whether capitalised words are several, or one that ends its sentence or is a given name.
  func isPlausibleName(_ name: Range<Int>) -> Bool {
    bytes[name].contains(where: Byte.isBlank) || endsSentence(name.upperBound)
      || GivenName.words.contains(name, of: bytes)
  }

  fileprivate func endsSentence(_ end: Int) -> Bool {
    end >= count || byte(end).isOneOf(".,;!\n(-")
  }

  fileprivate func isFollowedByConjunction(_ end: Int) -> Bool {
    let next = self.end(from: end, limit: 2, while: Byte.isBlank)
    return NameCue.conjunctions.longestMatch(in: bytes, at: next) != nil
  }

  fileprivate func firstWord(_ start: Int) -> Range<Int> {
    start..<end(from: start, limit: 24, while: Byte.isLetter)
  }

  /// A line of one to five words, none of them of the language's common ones.
  fileprivate func signedName(in line: Range<Int>) -> Range<Int>? {
    let end = start(before: line.upperBound, limit: 8) {
      Byte.isSpace($0) || $0.isOneOf(",.*")
    }
    let name = line.lowerBound..<max(line.lowerBound, end)
    guard (2...48).contains(name.count), Byte.isLetter(bytes[name.lowerBound]) else {
      return nil
    }
    let isOfNames = bytes[name].allSatisfy {
      Byte.isLetter($0) || Byte.isBlank($0) || $0.isOneOf("'-.,") || $0 == FoldedByte.symbol
    }
    guard isOfNames else { return leadingName(in: name) }
    let words = bytes[name].split(whereSeparator: { Byte.isBlank($0) || $0 == 0x2C })
    guard (1...5).contains(words.count), words.allSatisfy({ $0.count <= 24 }) else {
      return leadingName(in: name)
    }
    // A surname may be a common word too; a small or a first one is none of a name.
    for (place, word) in words.enumerated() {
      let range = word.startIndex..<word.endIndex
      let isCommon = isStop(range) && !isParticle(range)
      if isCommon, place == 0 || words.count > 3 || Byte.isSmall(word[word.startIndex]) {
        return nil
      }
    }
    return name
  }

  /// `Jane Doe, head of sales` or `Jane Doe | Acme`.
  fileprivate func leadingName(in line: Range<Int>) -> Range<Int>? {
    guard let end = nameEnd(from: line.lowerBound, style: .capitalised) else { return nil }
    let next = self.end(from: end, limit: 2, while: Byte.isBlank)
    return byte(next).isOneOf(",|(-/<") ? line.lowerBound..<end : nil
  }

  /// Everything since the last colon or line break, where it is one to four words and none common:
  /// also in small letters, also the surname first.
  fileprivate func wholeName(in range: Range<Int>) -> Range<Int>? {
    let before = byte(range.lowerBound - 1)
    guard before == 0 || before == 0x3A || before == 0x0A || before == 0x22 else { return nil }
    let start = end(from: range.lowerBound, limit: 4) { !Byte.isLetter($0) }
    guard start < range.upperBound else { return nil }
    let words = bytes[start..<range.upperBound]
      .split(whereSeparator: { Byte.isBlank($0) || $0 == 0x2C })
    guard (1...4).contains(words.count) else { return nil }
    let isCommon = words.contains { word in
      let range = word.startIndex..<word.endIndex
      return isStop(range) && !isParticle(range)
    }
    return isCommon ? nil : start..<range.upperBound
  }

  /// Names stand at the end of what is before the bracket: capitalised words from the back.
  fileprivate func trailingName(in range: Range<Int>) -> Range<Int>? {
    var start = range.upperBound
    var index = range.upperBound
    for words in 0..<5 where index > range.lowerBound {
      let wordStart = self.start(before: index, limit: 30) {
        Byte.isLetter($0) || $0.isOneOf("'-.")
      }
      guard wordStart < index, wordStart >= range.lowerBound else { break }
      let word = wordStart..<index
      let isName = Byte.isCapital(byte(wordStart)) && !isStop(word)
      guard isName || isParticle(word) || words == 0 else { break }
      if isName || words == 0 { start = wordStart }
      index = self.start(before: wordStart, limit: 2, while: Byte.isBlank)
      // `On Monday, Jane Doe`: a comma ends it.
      if index == wordStart || byte(index - 1) == 0x2C { break }
    }
    guard start < range.upperBound, Byte.isLetter(byte(start)) else { return nil }
    return start..<range.upperBound
  }
}
