/// How a code of letters and digits after a label may look.
struct CodeShape: Sendable {
  var length: ClosedRange<Int>
  var leastDigits = 1
  /// Whether groups of digits may follow after a blank.
  var takesGroups = true
}

extension Examination {
  /// Adds the code after a label.
  mutating func addCode(
    after label: Range<Int>, _ kind: IdentifierKind, _ shape: CodeShape, certainty: Double = 0.9
  ) {
    for start in reader.codeStarts(after: label.upperBound) {
      guard let end = reader.codeEnd(from: start, shape) else { continue }
      visits += end - start
      add(start..<end, kind, certainty, "letters and digits after a label")
      return
    }
  }
}

extension FoldedReader {
  /// The code that begins at a place: an unbroken token, and groups with digits behind it.
  func codeEnd(from start: Int, _ shape: CodeShape) -> Int? {
    var end = codeTokenEnd(from: start)
    // A small word is no code's beginning: `DL (since 2019)`.
    guard end > start, end - start < 4 || !bytes[start..<end].allSatisfy(Byte.isSmall) else {
      return nil
    }
    var size = characterCount(start..<end)
    while shape.takesGroups, size < shape.length.upperBound, isCodeGap(end, after: size) {
      let next = end + 1
      let tokenEnd = codeTokenEnd(from: next)
      let token = bytes[next..<tokenEnd]
      guard !token.isEmpty,
        token.allSatisfy({ Byte.isDigit($0) }) || isShortCapitalGroup(token, after: start..<end)
          || isSpacedCapital(token, after: start..<end),
        size + token.count <= shape.length.upperBound, byte(tokenEnd) != 0x3A
      else { break }
      end = tokenEnd
      size = characterCount(start..<end)
    }
    let digits = bytes[start..<end].count(where: Byte.isDigit)
    guard shape.length.contains(size), digits >= shape.leastDigits else { return nil }
    return end
  }

  /// Whether more of a code may follow: after a blank, or where a wrap cut a code that is short.
  fileprivate func isCodeGap(_ gap: Int, after size: Int) -> Bool {
    guard byte(gap) == 0x0A else { return Byte.isBlank(byte(gap)) }
    let tokenEnd = codeTokenEnd(from: gap + 1)
    let token = bytes[(gap + 1)..<tokenEnd]
    // Groups of digits behind it are a number of their own.
    return size < 7 && token.count >= 3 && token.allSatisfy(Byte.isAlphanumeric)
      && token.count(where: Byte.isDigit) >= 3
      && !(Byte.isSeparator(byte(tokenEnd)) && Byte.isDigit(byte(tokenEnd + 1)))
  }

  /// A last letter or two after a group of digits: `QQ 12 34 56 C`.
  fileprivate func isShortCapitalGroup(_ token: TextBytes, after code: Range<Int>) -> Bool {
    token.count <= 4 && token.allSatisfy { Byte.isCapital($0) || Byte.isDigit($0) }
      && token.contains(where: Byte.isDigit) && Byte.isDigit(byte(code.upperBound - 1))
  }

  /// A capital among digits that stand each for itself: `C 0 1 X 0 4`.
  fileprivate func isSpacedCapital(_ token: TextBytes, after code: Range<Int>) -> Bool {
    token.count == 1 && Byte.isCapital(token[token.startIndex])
      && (code.count == 1 || code.count >= 3 && Byte.isBlank(byte(code.upperBound - 2)))
      && Byte.isBlank(byte(token.endIndex)) && Byte.isDigit(byte(token.endIndex + 1))
      && !Byte.isAlphanumeric(byte(token.endIndex + 2))
  }

  fileprivate func codeTokenEnd(from start: Int) -> Int {
    var index = start
    while index < count, index - start < 40 {
      if Byte.isAlphanumeric(bytes[index]) {
        index += 1
      } else if index > start, bytes[index].isOneOf("-./_"),
        Byte.isAlphanumeric(byte(index + 1)),
        Byte.isDigit(byte(index + 1)) || Byte.isCapital(byte(index + 1))
          || Byte.isDigit(byte(index - 1))
      {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  /// Whether at least so many capitals stand here, and no small letter after them.
  fileprivate func isCapitals(_ start: Int, atLeast least: Int) -> Bool {
    let end = end(from: start, while: Byte.isCapital)
    return end - start >= least && !Byte.isLetter(byte(end))
  }

  fileprivate func characterCount(_ range: Range<Int>) -> Int {
    bytes[range].count(where: Byte.isAlphanumeric)
  }

  /// Where a code may begin after a label: a capital pair such as `EL` may be a word or the code's
  /// own beginning, so the place before it is tried first.
  func codeStarts(after label: Int) -> [Int] {
    let start = valueStart(after: label)
    let blank = self.start(before: start, limit: 2) { Byte.isBlank($0) || $0 == 0x2D }
    let word = self.start(before: blank, limit: 4, while: Byte.isCapital)
    let isCapitalWord = word >= label && word < blank && blank < start && isWordStart(word)
    return isCapitalWord && blank - word <= 3 ? [word, start] : [start]
  }
}

extension Recogniser {
  static let customerID = Recogniser(
    .customerID,
    from: .phrases(
      .phrases(
        """
        customer number, customer no, customer id, customer nr, customer ref, customer reference, customer code, customer,
        client number, client id, client no, client code, account number, account no, account id, account nr,
        account code, acct, acct no, acct number, account ref, account reference, my account, account, member number, member no,
        member id, membership number, membership no, membership id, subscriber number, subscriber id, user id, userid,
        policy number, policy no, contract number, contract no, loyalty number, loyalty card, loyalty id,
        frequent flyer number, patient number, patient id, student number, student id, employee number, employee id,
        kundennummer, kunden nr, kd nr, kdnr, kundennr, kunden id, kundennummer lautet, vertragsnummer, vertrags nr,
        mitgliedsnummer, mitglieds nr, versicherungsnummer, policennummer, vertragskonto, personalnummer,
        numero client, numero de client, no client, n client, no de client, n o client, ref client, reference client,
        identifiant client, code client, numero d abonne, numero d adherent, numero de contrat, numero de membre,
        numero de cliente, n o de cliente, no de cliente, num de cliente, codigo de cliente, id de cliente, numero de socio,
        cliente n o, cliente no, cliente numero, cliente nr, client nr, client n o, kunde nr, klient nr, klant nummer,
        numero de abonado, numero de contrato, numero de cuenta, ref cliente, referencia de cliente,
        codice cliente, numero cliente, numero di cliente, cod cliente, id cliente, n cliente, codice contratto,
        numero contratto, numero tessera, codice utente,
        numer klienta, nr klienta, id klienta, kod klienta, numer umowy, nr umowy, numer abonenta, numer czlonkowski,
        klantnummer, klantnr, klant nr, klant id, klantcode, lidnummer, contractnummer, relatienummer, polisnummer,
        codigo do cliente, numero do cliente, n o de cliente, cod cliente, matricula do cliente, numero do contrato,
        codigo do assinante, numero da apolice, numero de socio,
        kundenummer, kundenr, kunde nr, kundnummer, kundnr, kund nr, kunde id, medlemsnummer, medlemsnr, abonnementsnummer,
        avtalsnummer, aftalenummer, avtalenummer, asiakasnumero, asiakasnro, asiakastunnus, jasennumero, sopimusnumero
        """)),
    evidence: "digits, or letters and digits, after the word for customer or account number"
  ) { examination, anchor in
    examination.addCode(
      after: anchor, .customerID, .init(length: 4...20, leastDigits: 3), certainty: 0.88)
  }

  static let userName = Recogniser(
    .userName,
    from: .phrases(
      .phrases(
        """
        username, user name, user, login, login name, login id, user login, screen name, nickname, handle, my username, log in as, logged in as, sign in as, signed in as, logging in as, login as,
        angemeldet als, einloggen als, anmelden als, connecte en tant que, conectado como, inicio sesion como, accedo come,
        loguje sie jako, inloggen als, ingelogd als, entro como,
        benutzername, benutzer, nutzername, anmeldename, login name, kennung, benutzerkennung,
        nom d utilisateur, utilisateur, identifiant, mon identifiant, pseudo, nom de connexion,
        nombre de usuario, usuario, mi usuario, nome utente, utente, il mio nome utente,
        nazwa uzytkownika, uzytkownik, login to, gebruikersnaam, gebruiker, mijn gebruikersnaam, inlognaam,
        nome de usuario, usuario, meu usuario, nome de utilizador, utilizador
        """)),
    evidence: "one word after the word for user name",
    misses: "user names which are plain words without a colon"
  ) { examination, anchor in
    examination.examineUserName(after: anchor)
  }

  static let passport = Recogniser(
    .passport,
    from: .phrases(
      .phrases(
        """
        passport, passport number, passport no, passport nr, pass no, reisepass, reisepassnummer, passnummer, pass nr,
        numero de passeport, passeport, no de passeport, pasaporte, numero de pasaporte, passaporto, numero di passaporto,
        numero passaporto, paszport, paszportu, numer paszportu, nr paszportu, seria i numer paszportu, paspoort,
        paspoortnummer, passaporte, numero do passaporte, numero de passaporte,
        pasnummer, pas nr, pasnr, passnr, passnummer er, passnummer ar, passi, passin numero, passin numero on, passinumero
        """)),
    evidence: "6 to 9 letters and digits after the word for passport", source: "ICAO 9303"
  ) { examination, anchor in
    examination.addCode(after: anchor, .passport, .init(length: 6...10, leastDigits: 1))
  }

  static let driverLicense = Recogniser(
    .driverLicense,
    from: .phrases(
      .phrases(
        """
        driver s license, drivers license, driver license, driver s license number, driver s licence, drivers licence,
        drivers license number, driver license number, driving licence, driving licence number, driving license,
        driving licence no, licence number, license number, dl, dl number, dl no, dln,
        fuhrerschein, fuehrerschein, fuhrerscheinnummer, fuehrerscheinnummer, permis de conduire,
        numero de permis, numero de permis de conduire, permiso de conducir, carnet de conducir, licencia de conducir,
        patente, patente di guida, numero patente, numero di patente, prawo jazdy, numer prawa jazdy, rijbewijs,
        rijbewijsnummer, cnh, carteira de motorista, carta de conducao, numero da cnh,
        korekort, korekortnummer, forerkort, forerkortnummer, ajokortti, ajokortin numero
        """)),
    evidence: "5 to 18 letters and digits after the word for driving licence"
  ) { examination, anchor in
    examination.addCode(after: anchor, .driverLicense, .init(length: 5...18, leastDigits: 2))
  }

  static let licensePlate = Recogniser(
    .licensePlate,
    from: .phrases(
      .phrases(
        """
        license plate, licence plate, license plate number, licence plate number, number plate, plate, plate number,
        plate no, registration, registration number, vehicle registration, reg, reg number, reg no, vrn, rego,
        kennzeichen, nummernschild, autokennzeichen, kfz kennzeichen, amtliches kennzeichen,
        immatriculation, plaque, plaque d immatriculation, numero d immatriculation, matricula, placa,
        numero de matricula, targa, numero di targa, targa dell auto, rejestracja, numer rejestracyjny, nr rejestracyjny,
        tablica, tablice rejestracyjne, kenteken, kentekenplaat, nummerplaat, placa do carro, placa do veiculo,
        nummerplade, registreringsnummer, registreringsnr, reg nr, regnr, regnummer, bilskilt, skilt, skiltnummer,
        registreringsskylt, registreringsskilt, rekisterinumero, rekisteritunnus, rekisterikilpi, rekisterinumero on
        """)),
    evidence: "a plate's grouping, or 4 to 8 letters and digits, after the word for plate"
  ) { examination, anchor in
    examination.examinePlate(after: anchor)
  }

  static let vehicle = Recogniser(
    .vehicle,
    from: .phrases(
      .phrases(
        """
        vin, vin number, vin no, vehicle identification number, vin of the car, chassis number, chassis no, chassis,
        fahrgestellnummer, fin, fahrzeug identifizierungsnummer, fahrzeugidentnummer, fahrgestell nr,
        numero de chassis, numero de serie du vehicule, bastidor, numero de bastidor, telaio, numero di telaio,
        numer vin, numer nadwozia, chassisnummer, chassi, numero do chassi, quadro
        """)),
    evidence: "17 letters and digits without I, O and Q after a label",
    checksum: "mod 11 at the ninth place, only shown", source: "ISO 3779"
  ) { examination, anchor in
    let start = examination.reader.valueStart(after: anchor.upperBound, words: LabelWord.ofVehicle)
    let end = examination.end(from: start, limit: 20, while: Byte.isAlphanumeric)
    guard end - start == 17, examination.bytes[start..<end].contains(where: Byte.isDigit) else {
      return
    }
    examination.add(start..<end, .vehicle, 0.95, "17 characters after a label")
  }

  static let bareVehicle = Recogniser(
    .vehicle, from: .longToken, evidence: "17 capitals and digits whose check digit holds",
    checksum: "mod 11 at the ninth place", source: "ISO 3779, 49 CFR 565"
  ) { examination, anchor in
    let isWhole = anchor.count == 17
    guard isWhole || anchor.count == 18 && examination.byte(anchor.upperBound - 1) == 0x2E,
      examination.bytes[anchor.prefix(17)].allSatisfy(Byte.isAlphanumeric)
    else { return }
    let code = Array(examination.bytes[anchor.prefix(17)])
    guard code.allSatisfy({ Byte.isDigit($0) || $0 &- 0x41 < 26 && !$0.isOneOf("IOQ") }),
      code.count(where: Byte.isDigit) >= 4, code.contains(where: Byte.isLetter),
      Byte.isDigit(code[8]) || code[8] == 0x58, Checksum.vehicle(code)
    else { return }
    examination.add(
      anchor.lowerBound..<(anchor.lowerBound + 17), .vehicle, 0.7,
      "17 characters, check digit holds",
      isFirm: false)
  }
}

enum LabelWord {
  static let ofVehicle = PhraseTrie(
    [String].phrases(
      """
      is, s, of the car, of my car, of the vehicle, no, nr, number, ist, lautet, est, es, e, to, jest, o, numero, nummer,
      numer, of, the, car, der, des, fahrzeugs
      """
    ).map { ($0, 0) })
}

extension Examination {
  fileprivate mutating func examineUserName(after label: Range<Int>) {
    let start = reader.valueStart(after: label.upperBound)
    // `handle(` is a function's name.
    guard start > label.upperBound, byte(label.upperBound) != 0x28 else { return }
    let isAssigned = bytes[label.upperBound..<start].contains { $0 == 0x3A || $0 == 0x3D }
    var end = self.end(from: start, limit: 48) {
      Byte.isAlphanumeric($0) || $0.isOneOf("._-+")
    }
    while end > start, byte(end - 1).isOneOf(".-_+") { end -= 1 }
    visits += end - start
    let value = bytes[start..<end]
    guard value.count >= 3, byte(end) != 0x40, byte(end) != 0x3A || !isAssigned else { return }
    let isMarked = value.contains { Byte.isDigit($0) || $0.isOneOf("._-+") }
    let isWord = reader.isStop(start..<end)
    let isExplicit = label.count >= 8
    guard value.contains(where: Byte.isLetter), isMarked || isAssigned && isExplicit && !isWord
    else {
      return
    }
    add(start..<end, .userName, 0.86, "a word after the word for user name")
  }

  fileprivate mutating func examinePlate(after label: Range<Int>) {
    let starts = reader.codeStarts(after: label.upperBound)
    visits += 12
    for start in starts {
      if let end = PlateGrammar.end(in: reader, from: start) {
        add(start..<end, .licensePlate, 0.92, "grouped as a number plate after a label")
        return
      }
    }
    guard let start = starts.last, start < count else { return }
    guard
      let end = reader.codeEnd(
        from: start, .init(length: 4...9, leastDigits: 1, takesGroups: false)),
      !Byte.isSmall(byte(start)) || bytes[start..<end].count(where: Byte.isDigit) >= 2
    else { return }
    add(start..<end, .licensePlate, 0.85, "letters and digits after the word for plate")
  }
}

/// How plates are grouped: letters (`L`), digits (`D`), and counts.
enum PlateGrammar {
  private static let grammars: [[(isDigit: Bool, counts: ClosedRange<Int>)]] = [
    // GB AB12 CDE; IT, FR AA 123 BB; IN MH 12 AB 1234; DE HH AB 1234.
    [(false, 2...2), (true, 2...2), (false, 3...3)],
    [(false, 2...2), (true, 3...3), (false, 2...2)],
    [(false, 2...2), (true, 1...2), (false, 1...3), (true, 4...4)],
    [(false, 1...3), (false, 1...2), (true, 1...4)],
    // ES 1234 BCD; BR ABC1D23; US, AU, SE, NZ ABC 123(4); PL WA 12345; NL 12 ABC 3.
    [(true, 4...4), (false, 2...3)],
    [(false, 3...3), (true, 1...1), (false, 1...1), (true, 2...2)],
    [(false, 3...3), (true, 3...4)],
    [(true, 3...4), (false, 3...3)],
    [(true, 1...1), (false, 3...3), (true, 3...3)],
    [(false, 2...3), (true, 4...5)],
    [(true, 2...2), (false, 2...3), (true, 1...2)],
    [(true, 1...1), (false, 2...3), (true, 2...3)],
    [(false, 2...2), (false, 2...2), (true, 2...2)],
    [(false, 2...2), (true, 2...2), (true, 2...2)],
    [(false, 1...1), (true, 3...3), (false, 2...3)],
    [(true, 3...3), (true, 2...2), (false, 3...3)],
    // IE 161-KE-12345; AU NE 35 BT; DK AB 12 345; BE 1-ABC-123; SE ABC 12D.
    [(true, 2...3), (false, 1...2), (true, 1...6)],
    [(false, 2...2), (true, 2...2), (false, 2...2)],
    [(false, 2...2), (true, 2...2), (true, 3...3)],
    [(false, 3...3), (true, 2...2), (false, 1...1)],
    [(true, 2...3), (false, 1...1), (true, 3...5)],
    [(false, 1...2), (true, 5...6)],
    [(false, 3...3), (true, 2...2), (false, 1...1)],
    [(true, 1...1), (false, 2...2), (true, 4...4)],
    [(false, 2...2), (true, 5...5)],
    [(false, 2...3), (true, 4...4), (false, 1...1)],
    [(false, 2...3), (true, 3...3), (false, 1...2)],
    [(false, 2...3), (true, 1...1), (false, 1...1), (true, 2...3)],
    [(false, 2...3), (true, 2...2), (false, 1...2), (true, 1...2)],
  ]

  /// The longest grouping that fits and ends where a word does.
  static func end(in examination: FoldedReader, from start: Int) -> Int? {
    grammars.compactMap { match($0, examination, start) }.max()
  }

  private static func match(
    _ grammar: [(isDigit: Bool, counts: ClosedRange<Int>)], _ examination: FoldedReader,
    _ start: Int
  ) -> Int? {
    var index = start
    for (place, group) in grammar.enumerated() {
      if place > 0 {
        let isWrapped = examination.byte(index) == 0x0A
        let gap =
          isWrapped ? index + 1 : examination.end(from: index, limit: 2) { $0.isOneOf(" -.") }
        // Over a line break only digits and several capitals go on.
        if isWrapped, !group.isDigit,
          group.counts.lowerBound == 1 || !examination.isCapitals(gap, atLeast: 2)
        {
          return nil
        }
        // A full stop before a blank, or a blank before a last letter, begins a sentence.
        if examination.byte(gap - 1) == 0x20, gap > index,
          examination.byte(index) == 0x2E || group.counts == 1...1 && !group.isDigit
        {
          return nil
        }
        index = gap
      }
      let end = examination.end(from: index, limit: group.counts.upperBound) {
        group.isDigit ? Byte.isDigit($0) : Byte.isASCIILetter($0)
      }
      guard group.counts.contains(end - index) else { return nil }
      index = end
    }
    // Small letters before a blank are a word more likely than a plate: `size 12`.
    let text = examination.bytes[start..<index]
    let isWord =
      Byte.isSmall(text[start]) && text.contains(0x20)
      && text.count(where: Byte.isDigit) < 3
    return examination.isWordEnd(index) && !isWord ? index : nil
  }
}
