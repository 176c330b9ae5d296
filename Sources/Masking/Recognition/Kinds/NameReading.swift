/// Which words may make a name.
enum NameStyle {
  /// Words that begin with a capital, and particles between them.
  case capitalised
  /// Small words too, up to a mark or a common word.
  case anyCase
  /// As after a greeting: up to a comma.
  case greeting
}

extension Examination {
  /// Whether a word is a common one, which ends a name.
  func isStop(_ word: Range<Int>) -> Bool { NameWord.stops.contains(word, of: bytes) }
  /// Whether a word joins the parts of a name: `van`, `de`.
  func isParticle(_ word: Range<Int>) -> Bool { NameWord.particles.contains(word, of: bytes) }

  /// Passes over blanks, colons and forms of address.
  func nameStart(after label: Int) -> Int {
    var index = label
    for _ in 0..<3 {
      index = end(from: index, limit: 6) { Byte.isBlank($0) || ":=.\"'*,".utf8.contains($0) }
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
      let isInitial = wordEnd - index <= 2
      if isParticle(word), words > 0 || Byte.isCapital(byte(index)) || takesSmall {
        // A particle counts only if a word follows.
      } else if isStop(word) && !(isInitial && byte(wordEnd) == 0x2E) {
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

  private func nameWordEnd(from start: Int) -> Int {
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
  private func reversedNameEnd(after comma: Int) -> Int? {
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
      end >= count || ".\n;)<".utf8.contains(byte(end)) || byte(end + 1) == 0x3C
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

  /// Common words that stand capitalised at the start of a sentence or line, or end a name.
  static let stops = WordSet(
    """
    i, you, he, she, it, we, they, the, a, an, my, your, his, her, our, their, this, that, these, those, there, here,
    and, or, but, if, so, as, at, by, for, from, in, of, on, to, with, without, is, am, are, was, were, be, been, have,
    has, had, do, does, did, can, could, will, would, shall, should, might, must, not, no, yes, please, thanks,
    thank, hello, hi, dear, team, support, service, customer, customers, everyone, all, sir, madam, sirs, help, desk,
    when, where, what, who, why, how, which, since, because, about, again, also, just, only, still, now, today,
    yesterday, tomorrow, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february,
    july, september, october, november, december, phone, tel, mobile, email, mail, sent, regards, best,
    kind, looking, writing, unable, trying, happy, sorry, afraid, sure, waiting, very, really, order, invoice, account,
    number, card, password, username, ticket, case, company, ltd, inc, gmbh, llc, department, sales, manager, need,
    want, get, let, any, some, me, us, him, them, then, than, more, note, new, old, using, having, going, one, out,
    ich, du, er, sie, es, wir, ihr, ihre, ihrem, ihren, ihrer, ihnen, mein, meine, meinem, meinen, meiner, dein, deine,
    unser, unsere, der, die, das, den, dem, des, ein, eine, einem, einen, einer, und, oder, aber, wenn, weil, dass, da, als,
    wie, wo, was, wer, ist, bin, bist, sind, war, waren, habe, haben, hat, hatte, kann, konnen, konnte, mit, ohne, fur, von,
    vom, zu, zur, zum, bei, im, in, am, an, auf, aus, nach, seit, uber, um, nicht, kein, keine, ja, nein, bitte, danke, guten,
    damen, herren, kundin, kunde, kundenservice, kundendienst, hilfe, auch, nur, noch, schon, heute, gestern, so, nun,
    gesprochen, telefoniert, team, support, zusammen, leute,
    je, tu, il, elle, nous, vous, ils, elles, le, la, les, un, une, des, mon, ma, mes, votre, vos, notre, nos, et, ou, mais,
    si, que, qui, est, suis, sommes, etes, sont, etait, avez, ai, a, ont, avec, sans, pour, dans, sur, ne, pas, plus, oui,
    non, bonjour, merci, madame, monsieur, messieurs, mesdames, service, client, cliente, equipe, toute, tout, tous, ce,
    cette, c, j, personne, quand, comme,
    yo, el, ella, nosotros, usted, ustedes, ellos, los, las, una, mi, mis, su, sus, tu, y, o, pero, que, quien, es, soy,
    son, era, he, ha, han, con, sin, por, para, en, no, si, hola, gracias, senores, equipo, atencion, cliente, clienta,
    buenos, buenas, estimados, todos, todo, ya, nadie, me, se, lo, desde,
    io, lui, lei, noi, voi, loro, gli, uno, mio, mia, miei, suo, sua, vostro, vostra, e, ma, se, che, chi, sono, era, ho,
    hai, hanno, con, senza, per, di, da, nel, nella, non, si, ciao, grazie, signori, assistenza, servizio, clienti, team,
    tutti, nessuno, gia, anche, cliente, del, della,
    ja, ty, on, ona, my, wy, oni, jest, jestem, byl, byla, mam, ma, i, oraz, lub, ale, ze, z, do, od, na, w, o, nie, tak,
    prosze, dziekuje, dzien, dobry, panstwo, klientem, klientka, obsluga, zespol, moj, moja, moje, to, ten, ta, wszystko,
    nikt, komunikat, strona, po, pisze, chetnie,
    ik, jij, hij, zij, wij, jullie, u, de, het, een, mijn, uw, ons, onze, en, of, maar, als, dat, wat, wie, ben, zijn, was,
    heb, heeft, had, kan, met, zonder, voor, van, naar, niet, geen, nee, graag, dank, hallo, klantenservice, allemaal, team,
    klant, dames, heren, heer, mevrouw, niemand, al, ook,
    eu, ele, ela, nos, voces, voce, eles, elas, os, as, um, uma, meu, minha, seu, sua, ou, mas, se, sou, sao, foi, tenho, tem,
    com, sem, para, por, no, na, nao, sim, ola, oi, obrigado, obrigada, senhores, equipe, atendimento, suporte, cliente,
    todos, tudo, ninguem, desde, tambem, prezados, pessoal
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
