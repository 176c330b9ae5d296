extension Recogniser {
  static let dateOfBirth = Recogniser(
    .dateOfBirth,
    from: .phrases(
      .phrases(
        """
        date of birth, dob, d o b, birth date, birthdate, birthday, my birthday, born, born on, i was born, i was born on,
        birth, geburtsdatum, geburtstag, geboren, geboren am, geb, geb am, geburtsdatum ist der,
        date de naissance, ne le, nee le, naissance, anniversaire, ddn,
        fecha de nacimiento, nacido, nacida, nacido el, nacida el, naci, naci el, nacimiento, cumpleanos,
        data di nascita, nato, nata, nato il, nata il, nascita, compleanno, nato a,
        data urodzenia, urodzony, urodzona, urodzilem sie, urodzilam sie, ur, urodziny, urodzony dnia, urodzona dnia,
        geboortedatum, geboren op, geb datum, verjaardag,
        data de nascimento, data nasc, dt nasc, nasc, nascido, nascida, nascido em, nascida em, nasci, nasci em, nascimento, aniversario,
        f nac, fec nac, synt, fodselsdato, fodselsdag, fodt, fodt den, fodelsedatum, fodelsedag, fodd, fodd den, syntymaaika, syntymapaiva,
        syntynyt, olen syntynyt
        """)),
    evidence: "a date after the word for birth",
    misses: "dates of birth without a label"
  ) { examination, anchor in
    let start = examination.reader.valueStart(after: anchor.upperBound, words: DateWord.connectors)
    guard let end = examination.reader.dateEnd(from: start) else { return }
    examination.add(start..<end, .dateOfBirth, 0.94, "a date after the word for birth")
  }
}

extension FoldedReader {
  /// The end of a date in one of the common orders: digits with marks between, eight or six digits,
  /// or a month's name.
  func dateEnd(from start: Int) -> Int? {
    if let end = numericDateEnd(from: start) { return end }
    return writtenDateEnd(from: start)
  }

  fileprivate func numericDateEnd(from start: Int) -> Int? {
    let chain = DigitChain(in: bytes, at: start, limit: 9)
    guard chain.count >= 4, byte(chain.places[0].end - 1) >= 0x30 else { return nil }
    let groups = chain.grouping(0..<chain.count)
    var length = 0
    if groups.count >= 3, groups[0] <= 2, groups[1] <= 2, groups[2] == 4 || groups[2] == 2 {
      length = groups.total(3)
    } else if groups.count >= 3, groups[0] == 4, groups[1] <= 2, groups[2] <= 2 {
      length = groups.total(3)
    } else if groups[0] == 8 || groups[0] == 6 {
      length = groups[0]
    } else {
      return nil
    }
    guard !chain.isBroken(0..<length) || chain.count == length else { return nil }
    let end = chain.places[length - 1].end
    return isWordEnd(end) ? end : nil
  }

  fileprivate func writtenDateEnd(from start: Int) -> Int? {
    var index = start
    if Byte.isDigit(byte(index)) {
      // 5 May 1986, 5. Mai 1986, 5th of May 1986, 5 de mayo de 1986
      index = end(from: index, limit: 2, while: Byte.isDigit)
      if let ordinal = DateWord.ordinals.longestMatch(in: bytes, at: index) { index = ordinal.end }
      index = dateGap(index)
      guard let month = DateWord.months.longestMatch(in: bytes, at: index) else { return nil }
      return yearEnd(from: dateGap(month.end))
    }
    guard let month = DateWord.months.longestMatch(in: bytes, at: index) else { return nil }
    index = dateGap(month.end)
    let day = end(from: index, limit: 2, while: Byte.isDigit)
    guard day > index else { return nil }
    index = day
    if let ordinal = DateWord.ordinals.longestMatch(in: bytes, at: index) { index = ordinal.end }
    return yearEnd(from: dateGap(index)) ?? yearEnd(from: dateGap(month.end))
  }

  fileprivate func dateGap(_ start: Int) -> Int {
    var index = end(from: start, limit: 3) { Byte.isBlank($0) || $0.isOneOf(".,-/") }
    if let word = DateWord.of.longestMatch(in: bytes, at: index) {
      index = end(from: word.end, limit: 2, while: Byte.isBlank)
    }
    return index
  }

  fileprivate func yearEnd(from start: Int) -> Int? {
    let mark = byte(start) == 0x27 ? start + 1 : start
    let end = self.end(from: mark, limit: 5, while: Byte.isDigit)
    return (end - mark == 4 || end - mark == 2) && isWordEnd(end) ? end : nil
  }
}

enum DateWord {
  static let connectors = PhraseTrie(
    [String].phrases(
      """
      is, s, was, on, the, ist, am, der, den, war, est, le, es, el, e, il, to, jest, dnia, op, is, het, em, a, foi, sie, o, er, ar, var,
      ist der, in
      """
    ).map { ($0, 0) })
  static let of = PhraseTrie([String].phrases("of, de, del, di, do, von, the").map { ($0, 0) })
  static let ordinals = PhraseTrie(
    [String].phrases("st, nd, rd, th, er, ere, e, o, a, ste, de").map { ($0, 0) })
  static let months = PhraseTrie(
    [String].phrases(
      """
      january, february, march, april, may, june, july, august, september, october, november, december,
      jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec,
      januar, februar, marz, maerz, mai, juni, juli, oktober, dezember, janner, okt, dez, mrz,
      janvier, fevrier, mars, avril, juin, juillet, aout, septembre, octobre, novembre, decembre, janv, fevr, avr, juil,
      enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre, octubre, noviembre, diciembre,
      ene, abr, ago, dic, gennaio, febbraio, aprile, maggio, giugno, luglio, settembre, ottobre, dicembre, gen, mag, giu,
      lug, set, ott, stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, wrzesnia, pazdziernika,
      listopada, grudnia, styczen, luty, marzec, kwiecien, maj, czerwiec, lipiec, sierpien, wrzesien, pazdziernik,
      listopad, grudzien, januari, februari, maart, mei, augustus, mrt, janeiro, fevereiro, marco, maio, junho, julho, marts,
      januar, juni, juli, oktober, mars, augusti, tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesakuuta,
      heinakuuta, elokuuta, syyskuuta, lokakuuta, marraskuuta, joulukuuta,
      setembro, outubro, novembro, dezembro, fev, mai, out, dez
      """
    ).map { ($0, 0) })
}
