extension Recogniser {
  /// Phrases that say a name follows, in whatever case.
  static let introduction = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        my name is, my full name is, name is, my name, mein name ist, mein name, name ist, ich heisse, je m appelle,
        mon nom est, mon nom, me llamo, mi nombre es, mi nombre, mi chiamo, il mio nome e, nazywam sie, mam na imie,
        moje imie to, mijn naam is, naam is, ik heet, meu nome e, me chamo, chamo me, hola soy, i am called,
        card holder is, cardholder is, account holder is, karteninhaber ist, kontoinhaber ist, le titulaire est, el titular es,
        l intestatario e, posiadaczem karty jest, de kaarthouder is, o titular e, o titular do cartao e
        """)),
    evidence: "words up to a mark after `my name is` and its like",
    misses: "names nobody introduces"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .certain)
  }

  /// Phrases that often introduce something else.
  static let weakIntroduction = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        this is, i am, i m, speak with, spoke to, spoke with, speaking to, speaking with, talked to, talked with, please add, add,
        on behalf of, in the name of, made out to, addressed to, contacted by, called by, helped by, served by, sold by, met,
        account of, profile of, daughter of, son of, ask for, speak to, agent, advisor, technician, driver, instead of, and my,
        ich bin, hier ist, hier schreibt, im auftrag von, gesprochen mit, telefoniert mit, letzte woche mit, gestern mit, heute mit,
        mit frau, mit herrn, namens, mitarbeiter, mitarbeiterin, berater, beraterin, ansprechpartner, techniker, fugen sie, auf den namen,
        je suis, parle avec, parle a, au nom de, ajouter, ajoutez, conseiller, conseillere, technicien, discute avec, merci d ajouter,
        soy, hable con, hablado con, a nombre de, en nombre de, anadir a, anadan a, agregar a, asesor, asesora, tecnico, atendio,
        sono, parlato con, a nome di, aggiungere, aggiungete, operatore, operatrice, consulente, tecnico,
        rozmawialem z, rozmawialam z, w imieniu, jestem, prosze dodac, konsultant, konsultantka, technik, dodajcie,
        ik ben, gesproken met, op naam van, voeg, voeg toe, medewerker, medewerkster, monteur,
        eu sou, sou o, sou a, aqui e, falei com, em nome de, adicionem, adicione, atendente, tecnico, com a atendente
        """)),
    evidence: "two capitalised words, or one before a mark, after `this is` and its like"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .likely)
  }

  /// Names of fields; a colon must follow, or a verb.
  static let nameField = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        full name, name, surname, first name, last name, given name, family name, contact, contact person, contact name, card holder,
        cardholder, cardholder name, account holder, account name, name on card, name on the card, name on account, recipient, patient,
        beneficiary, passenger, guest, guest name, owner, attention, attn, signed, sender,  caller, customer name, client name,
        requester, reported by, submitted by, author, contact details, signed by, emergency contact, next of kin, tenant, subscriber,
        vorname, nachname, vor und nachname, ansprechpartner, ansprechpartnerin, karteninhaber, karteninhaberin, kontoinhaber,
        kontoinhaberin, empfanger, empfangerin, versicherter, absender,  kundenname, inhaber, kontakt, unterschrift, mieter,
        nom, prenom, nom et prenom, nom complet, titulaire, titulaire de la carte, titulaire du compte, beneficiaire, destinataire,
        expediteur, contact, nom du client, nom de famille, locataire,
        nombre, nombre completo, apellido, apellidos, nombre y apellidos, titular, titular de la tarjeta, titular de la cuenta,
        destinatario, beneficiario, remitente, contacto, persona de contacto, nombre del cliente, inquilino,
        nome, cognome, nome e cognome, intestatario, titolare, titolare della carta, contatto, referente, mittente, nome completo,
        persona di contatto, intestatario della carta,
        imie, nazwisko, imie i nazwisko, posiadacz karty, wlasciciel, odbiorca, nadawca, kontakt, osoba kontaktowa, klient, 
        naam, voornaam, achternaam, kaarthouder, rekeninghouder, contactpersoon, ontvanger, afzender,  klantnaam,
        sobrenome, titular do cartao, titular da conta, contato, remetente, nome do cliente, pessoa de contato
        """)),
    evidence: "words after the name of a field and a colon"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .field)
  }

  static let relative = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        my husband, my wife, my partner, my mother, my father, my mum, my mom, my dad, my son, my daughter, my brother,
        my sister, my colleague, my boss, my assistant, my neighbour, my neighbor, my friend, my flatmate, my doctor,
        mein mann, meine frau, mein partner, meine partnerin, meine mutter, mein vater, mein sohn, meine tochter,
        mein bruder, meine schwester, mein kollege, meine kollegin, mein nachbar, meine nachbarin, meinem mann,
        meiner frau, meinem sohn, meiner tochter, meines mannes, meiner mutter, meinem vater, meinem kollegen,
        meiner kollegin, mein freund, meine freundin,
        mon mari, ma femme, mon epouse, mon epoux, mon compagnon, ma compagne, ma mere, mon pere, mon fils, ma fille,
        mon frere, ma soeur, mon collegue, ma collegue, mon ami, mon amie, mon voisin, ma voisine,
        mi marido, mi esposo, mi esposa, mi mujer, mi pareja, mi madre, mi padre, mi hijo, mi hija, mi hermano,
        mi hermana, mi companero, mi companera, mi amigo, mi amiga, mi vecino, mi vecina,
        mio marito, mia moglie, mio padre, mia madre, mio figlio, mia figlia, mio fratello, mia sorella, il mio collega,
        la mia collega, il mio compagno, la mia compagna, il mio amico, la mia amica,
        moj maz, moja zona, moj partner, moja partnerka, moja matka, moj ojciec, moj syn, moja corka, moj brat,
        moja siostra, moj kolega, moja kolezanka, mojego meza, mojej zony, moim mezem, moja mama, moj tata,
        mijn man, mijn vrouw, mijn partner, mijn moeder, mijn vader, mijn zoon, mijn dochter, mijn broer, mijn zus,
        mijn collega, mijn vriend, mijn vriendin, mijn echtgenoot, mijn buurman, mijn buurvrouw,
        meu marido, minha esposa, minha mulher, meu esposo, minha mae, meu pai, meu filho, minha filha, meu irmao,
        minha irma, meu colega, minha colega, meu amigo, minha amiga, meu namorado, minha namorada, meu companheiro
        """)),
    evidence: "capitalised words after the word for a relative or colleague"
  ) { examination, anchor in
    let start = examination.nameStart(after: anchor.upperBound)
    guard let end = examination.nameEnd(from: start, style: .capitalised),
      examination.isPlausibleName(start..<end)
    else { return }
    examination.addName(start..<end, 0.85, "capitalised words after the word for a relative")
  }

  static let honorific = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        mr, mrs, ms, miss, mx, dr, prof, professor, sir, madam, herr, herrn, frau, monsieur, madame, mademoiselle,
        mme, mlle, senor, senora, senorita, sr, sra, srta, don, dona, signor, signora, sig, sigra, sig ra, dott,
        dottor, dottoressa, avv, ing, pan, pani, pana, panem, panu, dhr, mevr, mevrouw, meneer, de heer, senhor, senhora, dra
        """)),
    evidence: "capitalised words after a form of address"
  ) { examination, anchor in
    let start = examination.nameStart(after: anchor.upperBound)
    guard start > anchor.upperBound || examination.byte(start - 1) == 0x2E,
      Byte.isCapital(examination.byte(anchor.lowerBound))
        || examination.byte(start - 1) != 0x0A,
      let end = examination.nameEnd(from: start, style: .capitalised)
    else { return }
    examination.addName(start..<end, 0.85, "capitalised words after a form of address")
  }

  static let greeting = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        hi, hello, hey, hey there, dear, good morning, good afternoon, good evening, morning, greetings,
        hallo, liebe, lieber, sehr geehrte, sehr geehrter, guten tag, guten morgen, moin, servus, gruss gott, grussgott,
        bonjour, bonsoir, salut, cher, chere, coucou,
        hola, buenos dias, buenas tardes, buenas, estimado, estimada, querido, querida,
        ciao, buongiorno, buonasera, salve, gentile, caro, cara, egregio, spett le,
        czesc, witam, witaj, dzien dobry, szanowny, szanowna, drogi, droga, hej,
        hoi, beste, geachte, goedemorgen, goedemiddag, goedenavond, dag, goedendag,
        ola, oi, bom dia, boa tarde, boa noite, prezado, prezada, caro, cara, e ai
        """)),
    evidence: "capitalised words between a greeting at the start of a line and a comma"
  ) { examination, anchor in
    examination.examineGreeting(anchor)
  }

  static let signature = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        best regards, kind regards, warm regards, with kind regards, with best regards, regards, best, best wishes,
        many thanks, thanks, thank you, thanks in advance, thank you in advance, thanks a lot, thank you very much,
        thanks and regards, thanks again, sincerely, yours sincerely, sincerely yours, yours faithfully, yours truly,
        yours, cheers, cordially, respectfully, warmly, all the best, take care, with thanks, kindest regards,
        mit freundlichen grussen, mit freundlichen gruessen, mit freundlichem gruss, freundliche grusse,
        freundliche gruesse, viele grusse, viele gruesse, beste grusse, beste gruesse, liebe grusse, liebe gruesse,
        schone grusse, herzliche grusse, herzlichst, mfg, lg, vg, gruss, grusse, gruesse, danke, vielen dank,
        danke im voraus, vielen dank im voraus, besten dank, hochachtungsvoll, mit besten grussen, gruss und dank,
        cordialement, bien cordialement, tres cordialement, bien a vous, salutations, salutations distinguees,
        sinceres salutations, meilleures salutations, avec mes salutations, respectueusement, merci, merci d avance,
        merci beaucoup, merci par avance, amicalement, bonne journee, cdlt, sincerement,
        saludos, un saludo, saludos cordiales, un cordial saludo, cordiales saludos, atentamente, muy atentamente,
        gracias, muchas gracias, gracias de antemano, gracias por adelantado, un abrazo, reciba un cordial saludo, atte,
        cordialmente, le saluda atentamente,
        distinti saluti, cordiali saluti, saluti, un saluto, un cordiale saluto, grazie, grazie mille, molte grazie,
        grazie in anticipo, in fede, cordialmente, a presto, buona giornata, con i migliori saluti,
        pozdrawiam, z powazaniem, serdecznie pozdrawiam, pozdrawiam serdecznie, z wyrazami szacunku, dziekuje,
        z gory dziekuje, dziekuje z gory, z pozdrowieniami, dzieki, pozdrowienia, lacze pozdrowienia,
        met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, vriendelijke groeten, groeten, groet,
        groetjes, mvg, hartelijke groet, alvast bedankt, bedankt, dank u wel, dank je wel, hoogachtend, bij voorbaat dank,
        met hartelijke groet, alvast hartelijk dank, beste groeten,
        atenciosamente, cordialmente, abracos, um abraco, obrigado, obrigada, muito obrigado, muito obrigada,
        obrigado desde ja, obrigada desde ja, desde ja obrigado, desde ja agradeco, grato, grata, att, cumprimentos,
        com os melhores cumprimentos, melhores cumprimentos, saudacoes, respeitosamente
        """)),
    evidence: "a short line of words under a closing formula"
  ) { examination, anchor in
    examination.examineSignature(after: anchor)
  }

  static let addressee = Recogniser(
    .person, from: .atSign,
    evidence: "words before an address in angle brackets, as headers have them",
    source: "RFC 5322, 3.4"
  ) { examination, anchor in
    examination.examineDisplayName(before: anchor.lowerBound)
  }
}

extension Examination {
  /// Adds a name that was introduced, to be found again elsewhere in this text.
  mutating func addName(_ range: Range<Int>, _ certainty: Double, _ evidence: String) {
    visits += range.count
    add(range, .person, certainty, evidence)
    introducedNames.append(range)
  }

  /// How far an introduction is to be trusted.
  fileprivate enum Introduction {
    case certain
    case likely
    case field
  }

  fileprivate mutating func examineIntroduction(_ anchor: Range<Int>, as trust: Introduction) {
    let start = nameStart(after: anchor.upperBound)
    guard start > anchor.upperBound else { return }
    let isField = bytes[anchor.upperBound..<start].contains { $0 == 0x3A || $0 == 0x3D }
    if trust == .field, !isField, Byte.isSmall(byte(start)) || !startsField(anchor) { return }
    let style: NameStyle = trust == .certain || isField ? .anyCase : .capitalised
    guard let end = nameEnd(from: start, style: style) else { return }
    if trust == .likely {
      let isSingle = !bytes[start..<end].contains(where: Byte.isSpace)
      guard endsSentence(end) || isFollowedByConjunction(end) || !isSingle, !isAllCapitals(anchor)
      else { return }
    }
    let whole = trust == .certain ? start..<wrappedNameEnd(start..<end) : start..<end
    addName(whole, trust == .certain ? 0.93 : 0.82, "words after an introduction")
  }

  /// Where a name ends whose second word was wrapped onto the next line.
  private func wrappedNameEnd(_ name: Range<Int>) -> Int {
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
  private func startsField(_ anchor: Range<Int>) -> Bool {
    let next = byte(anchor.upperBound)
    let before = start(before: anchor.lowerBound, limit: 3, while: Byte.isBlank)
    return next == 0x3A || next == 0x3D || next == 0x20 && byte(anchor.upperBound + 1) == 0x3A
      || (before == 0 || byte(before - 1) == 0x0A) && next == 0x09
  }

  private func isAllCapitals(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { !Byte.isSmall($0) }
  }

  /// Whether capitalised words are several, or one that ends its sentence or is a given name.
  fileprivate func isPlausibleName(_ name: Range<Int>) -> Bool {
    bytes[name].contains(where: Byte.isBlank) || endsSentence(name.upperBound)
      || GivenName.words.contains(name, of: bytes)
  }

  private func endsSentence(_ end: Int) -> Bool {
    end >= count || byte(end).isOneOf(".,;!\n(-")
  }

  private func isFollowedByConjunction(_ end: Int) -> Bool {
    let next = self.end(from: end, limit: 2, while: Byte.isBlank)
    return NameCue.conjunctions.longestMatch(in: bytes, at: next) != nil
  }

  fileprivate mutating func examineGreeting(_ anchor: Range<Int>) {
    let before = start(before: anchor.lowerBound, limit: 3, while: Byte.isBlank)
    guard before == 0 || byte(before - 1) == 0x0A else { return }
    let start = nameStart(after: anchor.upperBound)
    guard start > anchor.upperBound, let end = nameEnd(from: start, style: .greeting) else {
      return
    }
    let isClosed = end >= count || byte(end).isOneOf(",.!:\n;-")
    guard isClosed, !NameCue.addressees.contains(firstWord(start), of: bytes) else { return }
    addName(start..<end, 0.88, "words between a greeting and a comma")
  }

  private func firstWord(_ start: Int) -> Range<Int> {
    start..<end(from: start, limit: 24, while: Byte.isLetter)
  }

  fileprivate mutating func examineSignature(after anchor: Range<Int>) {
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
    guard let name = signedName(in: index..<lineEnd(from: index, limit: 80)) else { return }
    addName(name, 0.9, "a short line under a closing formula")
  }

  /// `Thanks, Maris`: a name after a comma that ends the line.
  private mutating func examineInlineSignature(from start: Int, marks: Range<Int>) {
    guard bytes[marks].contains(0x2C), let end = nameEnd(from: start, style: .capitalised) else {
      return
    }
    let close = self.end(from: end, limit: 3) { Byte.isBlank($0) || $0 == 0x2E || $0 == 0x21 }
    guard close >= count || byte(close) == 0x0A else { return }
    addName(start..<end, 0.8, "a name after a closing formula")
  }

  /// A line of one to five words, none of them of the language's common ones.
  private func signedName(in line: Range<Int>) -> Range<Int>? {
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
  private func leadingName(in line: Range<Int>) -> Range<Int>? {
    guard let end = nameEnd(from: line.lowerBound, style: .capitalised) else { return nil }
    let next = self.end(from: end, limit: 2, while: Byte.isBlank)
    return byte(next).isOneOf(",|(-/<") ? line.lowerBound..<end : nil
  }

  fileprivate mutating func examineDisplayName(before sign: Int) {
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
    guard let name = wholeName(in: lineStart..<end) ?? trailingName(in: lineStart..<end) else {
      return
    }
    addName(name, 0.92, "words before an address in angle brackets")
  }

  /// Everything since the last colon or line break, where it is one to four words and none common:
  /// also in small letters, also the surname first.
  private func wholeName(in range: Range<Int>) -> Range<Int>? {
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
  private func trailingName(in range: Range<Int>) -> Range<Int>? {
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
