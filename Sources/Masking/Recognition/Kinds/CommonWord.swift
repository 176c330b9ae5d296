/// Common words, by language: they end a name, and tell which language a text is in.
struct CommonWord: OptionSet, Sendable {
  let rawValue: Int

  static let english = CommonWord(rawValue: 1 << 0)
  static let german = CommonWord(rawValue: 1 << 1)
  static let french = CommonWord(rawValue: 1 << 2)
  static let spanish = CommonWord(rawValue: 1 << 3)
  static let italian = CommonWord(rawValue: 1 << 4)
  static let polish = CommonWord(rawValue: 1 << 5)
  static let dutch = CommonWord(rawValue: 1 << 6)
  static let portuguese = CommonWord(rawValue: 1 << 7)

  /// The languages that have this word, in whatever case; none for an uncommon one.
  static func languages(of word: Range<Int>, in bytes: TextBytes) -> CommonWord {
    CommonWord(rawValue: table.value(of: word, in: bytes) ?? 0)
  }

  /// The language most of the common words at the start of a text belong to.
  static func language(of bytes: TextBytes) -> CommonWord {
    var counts = SIMD8<UInt16>(repeating: 0)
    let places = SIMD8<UInt16>(1, 2, 4, 8, 16, 32, 64, 128)
    var index = 0
    let horizon = min(bytes.count, 1200)
    while index < horizon {
      guard Byte.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, Byte.isLetter(bytes[end]) { end += 1 }
      let languages = languages(of: index..<end, in: bytes).rawValue
      let has = (SIMD8(repeating: UInt16(languages)) & places) .!= 0
      counts.replace(with: counts &+ 1, where: has)
      index = end
    }
    let most = counts.max()
    guard most > 0, let place = counts.indices.first(where: { counts[$0] == most }) else {
      return .english
    }
    return CommonWord(rawValue: 1 << place)
  }

  private static let table: WordTable = {
    var masks: [String: Int] = [:]
    for (place, list) in lists.enumerated() {
      for word in [String].phrases(list) { masks[word, default: 0] |= 1 << place }
    }
    return WordTable(masks.map { ($0.key, $0.value) })
  }()

  /// In the order of the options above.
  private static let lists = [
    """
    i, you, he, she, it, we, they, the, a, an, my, your, his, her, our, their, this, that, these,
    those, there, here, and, or, but, if, so, as, at, by, for, from, in, of, on, to, with, without,
    is, am, are, was, were, be, been, have, has, had, do, does, did, can, could, will, would,
    shall, should, might, must, not, no, yes, please, thanks, thank, hello, hi, dear, team,
    support, service, customer, customers, everyone, all, sir, madam, sirs, help, desk, when,
    where, what, who, why, how, which, since, because, about, again, also, just, only, still, now,
    today, yesterday, tomorrow, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    january, february, july, september, october, november, december, phone, tel, mobile, email,
    mail, sent, regards, best, kind, looking, writing, unable, trying, happy, sorry, afraid, sure,
    waiting, very, really, order, invoice, account, number, card, password, username, ticket, case,
    company, ltd, inc, gmbh, llc, department, sales, manager, need, want, get, let, any, some, me,
    us, him, them, then, than, more, note, new, old, using, having, going, one, out, delivery,
    received, after, before, into, over, every, each, other
    """,
    """
    ich, du, er, sie, es, wir, ihr, ihre, ihrem, ihren, ihrer, ihnen, mein, meine, meinem, meinen,
    meiner, dein, deine, unser, unsere, der, die, das, den, dem, des, ein, eine, einem, einen,
    einer, und, oder, aber, wenn, weil, dass, da, als, wie, wo, was, wer, ist, bin, bist, sind,
    war, waren, habe, haben, hat, hatte, kann, konnen, konnte, mit, ohne, fur, von, vom, zu, zur,
    zum, bei, im, in, am, an, auf, aus, nach, seit, uber, um, nicht, kein, keine, ja, nein, bitte,
    danke, guten, damen, herren, kundin, kunde, kundenservice, kundendienst, hilfe, auch, nur,
    noch, schon, heute, gestern, so, nun, gesprochen, telefoniert, team, support, zusammen, leute
    """,
    """
    je, tu, il, elle, nous, vous, ils, elles, le, la, les, un, une, des, mon, ma, mes, votre, vos,
    notre, nos, et, ou, mais, si, que, qui, est, suis, sommes, etes, sont, etait, avez, ai, a, ont,
    avec, sans, pour, dans, sur, ne, pas, plus, oui, non, bonjour, merci, madame, monsieur,
    messieurs, mesdames, service, client, cliente, equipe, toute, tout, tous, ce, cette, c, j,
    personne, quand, comme
    """,
    """
    yo, el, ella, nosotros, usted, ustedes, ellos, los, las, una, mi, mis, su, sus, tu, y, o, pero,
    que, quien, es, soy, son, era, he, ha, han, con, sin, por, para, en, no, si, hola, gracias,
    senores, equipo, atencion, cliente, clienta, buenos, buenas, estimados, todos, todo, ya, nadie,
    me, se, lo, desde
    """,
    """
    io, lui, lei, noi, voi, loro, gli, uno, mio, mia, miei, suo, sua, vostro, vostra, e, ma, se,
    che, chi, sono, era, ho, hai, hanno, con, senza, per, di, da, nel, nella, non, si, ciao,
    grazie, signori, assistenza, servizio, clienti, team, tutti, nessuno, gia, anche, cliente, del,
    della
    """,
    """
    ja, ty, on, ona, my, wy, oni, jest, jestem, byl, byla, mam, ma, i, oraz, lub, ale, ze, z, do,
    od, na, w, o, nie, tak, prosze, dziekuje, dzien, dobry, panstwo, klientem, klientka, obsluga,
    zespol, moj, moja, moje, to, ten, ta, wszystko, nikt, komunikat, strona, po, pisze, chetnie,
    sa, byc, sie, jak, czy, moze, dla, przez, przy, bardzo, jestesmy
    """,
    """
    ik, jij, hij, zij, wij, jullie, u, de, het, een, mijn, uw, ons, onze, en, of, maar, als, dat,
    wat, wie, ben, zijn, was, heb, heeft, had, kan, met, zonder, voor, van, naar, niet, geen, nee,
    graag, dank, hallo, klantenservice, allemaal, team, klant, dames, heren, heer, mevrouw,
    niemand, al, ook
    """,
    """
    eu, ele, ela, nos, voces, voce, eles, elas, os, as, um, uma, meu, minha, seu, sua, ou, mas, se,
    sou, sao, foi, tenho, tem, com, sem, para, por, no, na, nao, sim, ola, oi, obrigado, obrigada,
    senhores, equipe, atendimento, suporte, cliente, todos, tudo, ninguem, desde, tambem, prezados,
    pessoal
    """,
  ]
}
