extension Recogniser {
  static let phone = Recogniser(
    .phone, from: .chain,
    evidence: "a country code and as many digits as its plan has, or a national grouping",
    checksum: "none; lengths and prefixes of the numbering plans",
    source: "ITU-T E.164; the national plans",
    misses: "bare local numbers without a label"
  ) { examination, _ in
    examination.examinePhone()
  }

  static let labelledPhone = Recogniser(
    .phone,
    from: .phrases(
      .phrases(
        """
        phone, phone number, phone no, telephone, telephone number, tel, tel no, tel nr, mobile,
        mobile number, mobile no, mob, cell, cell phone, cellphone, cell number, fax, fax number,
        call, call back, call me, call me at, call me on, call us at, call us on, ring me on, text me, text me at,
        text me on, reach me at, reach me on, reached at, whatsapp, whatsapp number, signal, my number,
        my number is, contact number, landline, home number, work number, direct line, hotline,
        telefon, telefonnummer, telefonnr, tel nummer, handy, handynummer, mobil, mobilnummer,
        mobiltelefon, rufnummer, meine nummer, meine nummer ist, festnetz, festnetznummer,
        rufen sie mich an unter, rufen sie mich, rufen sie, rufen sie mich bitte unter, ruf mich, ruckruf, zuruckrufen,
        erreichen, erreichbar, anrufen, melden sie sich unter, rufen sie mich unter, ruf mich an unter, erreichbar unter,
        erreichen sie mich unter, anrufen unter, ruckruf unter, durchwahl,
        telephone portable, portable, mon numero, mon numero est le, numero de telephone,
        appelez moi au, appelez moi, m appeler au, me joindre au, me rappeler au, contacter au, joignable au, joindre au, rappeler au, rappelez moi au, fixe,
        telefono, tlf, tfno, tel fono, movil, celular, numero de telefono, mi numero, mi numero es,
        llamenme al, llamame al, llamar al, llamarme al, llamarme a, llamenos al, llameme al, numero de movil, fijo,
        cellulare, cell numero, numero di telefono, il mio numero, chiamatemi al, chiamatemi,
        chiamami al, chiamarmi al, richiamare al, recapito, recapito telefonico, fisso,
        telefonu, numer telefonu, nr telefonu, moj numer, moj numer to, komorka, komorkowy, dzwonic pod,
        prosze dzwonic, dzwonic, oddzwonic, zadzwonic, prosze dzwonic pod, zadzwonic pod, kontakt pod, kom,
        telefoonnummer, telefoon, mobiel, mobiele nummer, mijn nummer, mijn nummer is, bel me op,
        bel mij op, terugbellen op, te bereiken op, bereikbaar op, gsm, bellen op,
        telefone, telemovel, numero de telefone, meu numero, meu numero e, liguem no, me liguem no,
        ligue para, liguem para, me liguem, me ligue no, ligar para, fone, contato, puk, ring, sms, sms to, dial,
        mitt nummer, mit nummer, nummeret mitt, mitt telefonnummer, mit telefonnummer, mobilnr, telefonen min, ring mig pa,
        ring meg pa, ring til mig pa, nas pa, treffes pa, kan nas pa, puh, puhelin, puhelinnumero, puhelinnumeroni, numeroni,
        kannykka, matkapuhelin, soittakaa numeroon, soita numeroon, soittakaa, tavoittaa numerosta
        """)),
    evidence: "6 to 15 digits after the word for telephone"
  ) { examination, anchor in
    examination.examineLabelledPhone(after: anchor.upperBound)
  }
}

extension Examination {
  // MARK: With a label

  fileprivate mutating func examineLabelledPhone(after label: Int) {
    let start = reader.valueStart(after: label, words: PhoneConnector.words)
    guard start < count else { return }
    if !Byte.isLetter(bytes[start]) || NumberWords.trie.longestMatch(in: bytes, at: start) != nil
      || DigitChain.isLookAlike(bytes[start])
    {
      addPhone(
        from: reader.phonePrefixStart(start), certainty: 0.93,
        evidence: "digits after the word for telephone")
    } else if let start = reader.numberAfterWords(from: start) {
      addPhone(
        from: reader.phonePrefixStart(start), certainty: 0.8,
        evidence: "digits in a sentence with the word for telephone")
    }
  }

  /// Adds the number that begins at a place, and one more after `or`.
  private mutating func addPhone(from start: Int, certainty: Double, evidence: String) {
    guard start < count else { return }
    let digitStart = end(from: start, limit: 8) {
      $0 == 0x2B || $0 == 0x28 || $0 == 0x2D || Byte.isBlank($0) || $0 == 0x2A || $0 == 0x60
    }
    let chain = chainAtLabel(from: digitStart, limit: 20)
    visits += chain.count
    guard let digitEnd = reader.phoneEnd(of: chain, isInternational: byte(start) == 0x2B),
      chain.grouping(0..<digitEnd) != 0x422, chain.grouping(0..<digitEnd) != 0x224
    else { return }
    let range = start..<reader.phoneExtension(after: chain.places[digitEnd - 1].end)
    guard !Byte.isLetter(byte(range.upperBound)) || byte(range.upperBound) == 0x78 else { return }
    add(range, .phone, certainty, Evidence(digitEnd, evidence))
    if let next = reader.nextAlternative(after: range.upperBound) {
      addPhone(
        from: reader.phonePrefixStart(next), certainty: certainty - 0.05,
        evidence: "digits beside another telephone number")
    }
  }

  // MARK: Without one

  fileprivate mutating func examinePhone() {
    guard chain.count >= 7 else { return }
    for first in 0..<min(chain.count, 24) where chain.isGroupStart(first) {
      guard let found = phone(from: first) else { continue }
      let start = reader.phonePrefixStart(chain.places[first].start)
      visits += found.end - first
      let range = start..<reader.phoneExtension(after: chain.places[found.end - 1].end)
      guard !Byte.isLetter(byte(range.upperBound)) || byte(range.upperBound) == 0x78 else { return }
      add(range, .phone, found.certainty, found.evidence, isFirm: found.isFirm)
      if let next = reader.nextAlternative(after: range.upperBound) {
        addPhone(
          from: reader.phonePrefixStart(next), certainty: 0.7,
          evidence: "digits beside another telephone number")
      }
      return
    }
  }

  private typealias Found = (end: Int, certainty: Double, evidence: Evidence, isFirm: Bool)

  private func phone(from first: Int) -> Found? {
    let start = reader.phonePrefixStart(chain.places[first].start)
    let rest = chain.digits[first...]
    if byte(start) == 0x2B {
      guard let (least, most) = NumberingPlan.bounds(rest),
        let end = groupEnd(from: first, least: least, most: most)
      else { return nil }
      return (end, 0.95, "a plus sign, a country code and its plan's length", true)
    }
    guard reader.isPhoneBoundary(start) else { return nil }
    if rest.count >= 2, rest[first] == 0, rest[first + 1] == 0,
      let (least, most) = NumberingPlan.bounds(rest.dropFirst(2)),
      let end = groupEnd(from: first, least: least + 2, most: most + 2), end - first >= 10
    {
      return (end, 0.9, "00, a country code and its plan's length", false)
    }
    let limit = min(chain.count, first + 12)
    let groups = chain.grouping(first..<limit)
    var later = 0
    for end in stride(from: limit, through: first + 7, by: -1) where chain.isGroupStart(end) {
      if end < limit { later += 1 }
      guard !isBrokenBetweenNumbers(first..<end) else { continue }
      let shape = NationalShape(
        groups: groups.dropLast(later), digits: chain.digits[first..<end],
        isBracketed: byte(start) == 0x28, region: region)
      if let certainty = shape.certainty {
        return (end, certainty, "grouped as a national telephone number", shape.isFirm)
      }
    }
    return ownLine(from: first)
  }

  /// A line break inside is a wrap only while the part before it is no number of its own.
  private func isBrokenBetweenNumbers(_ slice: Range<Int>) -> Bool {
    guard let wrap = slice.dropFirst().first(where: { chain.places[$0].gap == 0x0A }) else {
      return false
    }
    return wrap - slice.lowerBound >= 7 || slice.upperBound - wrap >= 9
  }

  private func groupEnd(from first: Int, least: Int, most: Int) -> Int? {
    var best: Int?
    for index in (first + 1)...chain.count where chain.isGroupStart(index) {
      if index - first > most { break }
      if index - first >= least {
        best = index
        if index < chain.count, chain.places[index].gap == 0x0A { break }
      }
    }
    return best
  }

  /// A number alone on its line: how people sign.
  private func ownLine(from first: Int) -> Found? {
    guard first == 0, (8...12).contains(chain.count) || region != nil && chain.count == 7,
      !chain.isBroken(0..<chain.count)
    else { return nil }
    let lineStart = start(before: chain.places[0].start, limit: 4) {
      Byte.isBlank($0) || $0 == 0x28
    }
    let end = reader.phoneExtension(after: chain.places[chain.count - 1].end)
    let lineEnd = self.end(from: end, limit: 3, while: Byte.isBlank)
    guard lineStart == 0 || byte(lineStart - 1) == 0x0A, lineStart > 0,
      lineEnd == count || byte(lineEnd) == 0x0A, reader.follows(aWordLine: lineStart)
    else { return nil }
    return (chain.count, 0.62, "digits alone on a line under a name", false)
  }
}

extension FoldedReader {
  /// The first digit in the same sentence, a few words on.
  fileprivate func numberAfterWords(from start: Int) -> Int? {
    let end = self.end(from: start, limit: 48) {
      Byte.isLetter($0) || Byte.isBlank($0) || $0.isOneOf("+('-,:")
    }
    return Byte.isDigit(byte(end)) && isWordStart(end) && isLongRun(end) ? end : nil
  }

  /// Whether digits are as many as a telephone number's, which a date's and a price's are not.
  fileprivate func isLongRun(_ digit: Int) -> Bool {
    let chain = DigitChain(in: bytes, at: digit, limit: 16)
    let groups = chain.grouping(0..<chain.count)
    return chain.count >= 8 && groups != 0x224 && groups != 0x422 && groups != 0x124
  }

  /// Where the plan's number ends in a chain: as many groups as 15 digits allow, not over a line
  /// break once it is complete.
  fileprivate func phoneEnd(of chain: DigitChain, isInternational: Bool) -> Int? {
    guard chain.count >= 6 else { return nil }
    let bounds =
      isInternational
      ? NumberingPlan.bounds(chain.digits[...])
      : chain.digits[0] == 0 && chain.digits[1] == 0
        ? NumberingPlan.bounds(chain.digits.dropFirst(2)).map { ($0.0 + 2, $0.1 + 2) } : (6, 13)
    guard let (least, most) = bounds else { return nil }
    var best: Int?
    for index in 1...chain.count where chain.isGroupStart(index) {
      if index > most { break }
      if index >= least { best = index }
      if best != nil, index < chain.count, chain.places[index].gap == 0x0A, index >= max(least, 7) {
        break
      }
    }
    return best
  }

  /// Goes back to a plus sign or a bracket that belongs to the number.
  fileprivate func phonePrefixStart(_ start: Int) -> Int {
    let mark = self.start(before: start, limit: 4) { Byte.isBlank($0) || $0 == 0x28 || $0 == 0x2D }
    if byte(mark - 1) == 0x2B { return mark - 1 }
    return bytes[mark..<start].firstIndex(of: 0x28) ?? start
  }

  /// `x12`, `ext. 12`, `Durchwahl 12`.
  fileprivate func phoneExtension(after end: Int) -> Int {
    let word = self.end(from: end, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
    var index: Int
    if let match = PhoneConnector.extensions.longestMatch(in: bytes, at: word) {
      index = match.end
    } else if byte(word) | 0x20 == 0x78 || byte(word) == 0x23 {
      index = word + 1
    } else {
      return end
    }
    index = self.end(from: index, limit: 3) { Byte.isBlank($0) || $0 == 0x2E || $0 == 0x3A }
    let digits = self.end(from: index, limit: 6, while: Byte.isDigit)
    return digits > index && isWordEnd(digits) ? digits : end
  }

  fileprivate func nextAlternative(after end: Int) -> Int? {
    let word = self.end(from: end, limit: 3) { Byte.isBlank($0) || $0 == 0x2C || $0 == 0x2F }
    let start =
      PhoneConnector.alternatives.longestMatch(in: bytes, at: word)?.end
      ?? (word > end && byte(end) != 0x20 ? word : nil)
    guard let start else { return nil }
    let value = self.end(from: start, limit: 4) { Byte.isBlank($0) || $0 == 0x2B || $0 == 0x28 }
    return Byte.isDigit(byte(value)) ? value : nil
  }

  fileprivate func isPhoneBoundary(_ start: Int) -> Bool {
    let before = byte(start - 1)
    if Byte.isAlphanumeric(before) {
      // One glued letter before a bracket is no code's part.
      return byte(start) == 0x28 && Byte.isLetter(before) && isWordStart(start - 1)
    }
    let isJoint =
      before == 0x2D || before == 0x2E || before == 0x2F || before == 0x3D || before == 0x23
    return !isJoint || !Byte.isAlphanumeric(byte(start - 2)) && before != 0x23
  }

  /// Whether the line before is short and of words.
  fileprivate func follows(aWordLine lineStart: Int) -> Bool {
    let end = lineStart - 1
    let start = self.start(before: end, limit: 60) { $0 != 0x0A }
    return end > start && bytes[start..<end].allSatisfy { !Byte.isDigit($0) || $0 == 0x40 }
      || bytes[start..<end].contains(0x40)
  }
}

enum PhoneConnector {
  static let words = PhraseTrie(
    [String].phrases(
      """
      is, s, no, nr, num, number, me, us, at, on, under, unter, ist, lautet, die, der, est, le, au, es,
      el, al, e, il, to, pod, op, na, no, o, a, jest, het, numero, nummer, numer, home, work, mobile,
      office, private, privat, my, new, neu, and mobile, or sms, ruf, n, the, er, ar, pa, til, numeroon
      """
    ).map { ($0, 0) })
  static let extensions = PhraseTrie(
    [String].phrases(
      """
      x, ext, extn, extension, durchwahl, dw, poste, interno, int, anexo, wewn, toestel, ramal, app
      """
    ).map { ($0, 0) })
  static let alternatives = PhraseTrie(
    [String].phrases("or, and, oder, und, ou, et, o, y, e, of, en, lub, i, albo, alebo").map {
      ($0, 0)
    })
}
