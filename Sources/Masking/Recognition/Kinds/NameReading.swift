/// Which words may make a name.
enum NameStyle {
  /// Words that begin with a capital, and particles between them.
  case capitalised
  /// Small words too, up to a mark or a common word.
  case anyCase
  /// As after a greeting: up to a comma.
  case greeting
}

extension FoldedReader {
  /// Whether a word is a common one, which ends a name.
  func isStop(_ word: Range<Int>) -> Bool { !CommonWord.languages(of: word, in: bytes).isEmpty }

  /// Whether a word joins the parts of a name: `van`, `de`.
  func isParticle(_ word: Range<Int>) -> Bool { NameWord.particles.contains(word, of: bytes) }

  /// Whether a word inside a name is common in English or in the language of this text: `Das` ends a
  /// name in German, and is one elsewhere.
  func endsName(_ word: Range<Int>) -> Bool {
    let languages = CommonWord.languages(of: word, in: bytes)
    guard !languages.isEmpty else { return false }
    return languages.contains(.english) || Byte.isSmall(bytes[word.lowerBound])
      || !languages.isDisjoint(with: CommonWord.language(of: bytes))
  }

  /// Passes over blanks, colons and forms of address.
  func nameStart(after label: Int) -> Int {
    var index = label
    for _ in 0..<3 {
      index = end(from: index, limit: 6) { Byte.isBlank($0) || $0.isOneOf(":=.\"'*,") }
      guard let title = NameWord.titles.longestMatch(in: bytes, at: index), title.end < count,
        Byte.isBlank(byte(title.end)) || byte(title.end) == 0x2E
          || Byte.isBlank(byte(title.end - 1))
      else { return index }
      index = title.end
    }
    return index
  }

  /// The end of the name that begins at a place.
  func nameEnd(from start: Int, style: NameStyle) -> Int? {
    guard start < count, Byte.isLetter(bytes[start]) else { return nil }
    var index = start
    var end: Int?
    var words = 0
    let takesSmall = style != .capitalised && Byte.isSmall(bytes[start])
    while index < count, words < 6 {
      let wordEnd = nameWordEnd(from: index)
      guard wordEnd > index, wordEnd - index <= 30 else { break }
      let word = index..<wordEnd
      let isInitial = wordEnd - index == 1
      if isParticle(word), words > 0 || Byte.isCapital(byte(index)) || takesSmall {
        // A small particle counts only if a word follows.
        if words > 0, Byte.isCapital(byte(index)), !endsName(word) { end = wordEnd }
      } else if words == 0 ? isStop(word) : endsName(word), !(isInitial && byte(wordEnd) == 0x2E) {
        break
      } else if Byte.isCapital(byte(index)) || takesSmall && words < 3 {
        end = wordEnd
      } else {
        break
      }
      words += 1
      index = wordEnd
      if byte(index) == 0x2E,
        isInitial || NameWord.titles.longestMatch(in: bytes, at: index - word.count) != nil
      {
        index += 1
      }
      if byte(index) == 0x2C, style != .greeting, words <= 2,
        let next = reversedNameEnd(after: index)
      {
        return next
      }
      let next = self.end(from: index, limit: 2, while: Byte.isBlank)
      guard next > index else { break }
      index = next
    }
    guard let end, end - start >= 2 else { return nil }
    return end
  }

  fileprivate func nameWordEnd(from start: Int) -> Int {
    var index = start
    while index < count {
      if Byte.isLetter(bytes[index]) {
        index += 1
      } else if (bytes[index] == 0x2D || bytes[index] == 0x27), Byte.isLetter(byte(index + 1)),
        index > start
      {
        index += 1
      } else {
        break
      }
    }
    // The possessive is none of it.
    if index - start > 3, byte(index - 2) == 0x27, byte(index - 1) | 0x20 == 0x73 { index -= 2 }
    return index
  }

  /// `Doe, Jane`: a capitalised word after the comma, and the end of the line or sentence after it.
  fileprivate func reversedNameEnd(after comma: Int) -> Int? {
    let start = end(from: comma + 1, limit: 2, while: Byte.isBlank)
    guard start > comma + 1, Byte.isCapital(byte(start)) else { return nil }
    var end = nameWordEnd(from: start)
    let second = self.end(from: end, limit: 1, while: Byte.isBlank)
    if second > end, Byte.isCapital(byte(second)),
      !isStop(second..<nameWordEnd(from: second))
    {
      end = nameWordEnd(from: second)
    }
    let isStop = isStop(start..<nameWordEnd(from: start))
    let closes =
      end >= count || byte(end).isOneOf(".\n;)<") || byte(end + 1) == 0x3C
      || Byte.isBlank(byte(end)) && Byte.isSmall(byte(end + 1))
    return !isStop && closes && end - start >= 2 ? end : nil
  }
}

enum NameWord {
  /// Names that are months too: alone they are taken for the month.
  static let months = WordSet(
    "april, may, june, august, mai, juni, avril, abril, maggio, mayo, maj")

  static let titles = PhraseTrie(
    [String].phrases(
      """
      mr, mrs, ms, miss, mx, dr, prof, herr, herrn, frau, monsieur, madame, mademoiselle, mme, mlle, senor, senora,
      sr, sra, don, dona, signor, signora, sig, sig ra, dott, pan, pani, dhr, mevr, mevrouw, meneer, senhor, senhora
      """
    ).map { ($0, 0) })

  static let particles = WordSet(
    """
    van, von, vom, zu, zum, zur, de, der, den, des, del, della, dei, degli, di, da, do, dos, das, du, la, le, les, lo,
    el, al, bin, ibn, ten, ter, te, op, y, e, af, av, d, st, san, santa, mac, mc, o, t
    """)
}

enum NameCue {
  static let conjunctions = PhraseTrie(
    [String].phrases(
      """
      and, from, but, as, i, here, writing, who, und, aus, von, aber, gesprochen, telefoniert, et, de, du, mais, comme, y, pero,
      e, ed, ma, i, z, ale, en, uit, van, maar, da, do, mas, to, with, at, calling, about, als, como, come, jako
      """
    ).map { ($0, 0) })

  /// Whom a greeting may be for who is nobody in particular.
  static let addressees = WordSet(
    """
    team, support, all, everyone, sir, madam, sirs, there, customer, service, helpdesk, folks, guys, zusammen, leute,
    equipe, equipo, tous, todos, tutti, assistenza, pessoal, allemaal, iedereen, panstwo, wszystkim
    """)
}
