extension Recogniser {
  static let password = Recogniser(
    .password,
    from: .phrases(
      .phrases(
        """
        password, passwd, pwd, pw, pass, passcode, passphrase, passwort, kennwort, passwort lautet, mdp,
        mot de passe, contrasena, clave, clave de acceso, la contrasena, parola d ordine, haslo, hasla,
        wachtwoord, senha, palavra passe, temporary password, new password, old password, my password,
        mein passwort, mon mot de passe, mi contrasena, la mia password, moje haslo, mijn wachtwoord,
        minha senha, password to, passwort auf, secret, geheimwort
        """)),
    evidence: "a word after the word for password that is no common word",
    misses: "passwords of several words"
  ) { examination, anchor in
    examination.examinePassword(after: anchor)
  }

  static let pin = Recogniser(
    .password,
    from: .phrases(
      .phrases(
        """
        pin, pin code, pin number, my pin, pincode, geheimzahl, pin nummer, code pin, codigo pin,
        telephone banking pin, pin is, puk
        """)),
    evidence: "4 to 8 digits after PIN"
  ) { examination, anchor in
    let chain = examination.labelledChain(after: anchor.upperBound, limit: 10)
    guard let first = chain.firstGroup, (4...8).contains(first.count),
      examination.isWordEnd(chain.places[first.upperBound - 1].end)
    else { return }
    examination.add(chain.range(first), .password, 0.88, "4 to 8 digits after PIN")
  }

  static let oneTimeCode = Recogniser(
    .oneTimeCode,
    from: .phrases(
      .phrases(
        """
        otp, one time code, one time password, one time passcode, otp code, verification code, code,
        security code, login code, access code, authentication code, auth code, confirmation code,
        code i received, code i got, tan, mtan, sms tan, einmalcode, einmalpasswort,
        bestatigungscode, sicherheitscode, verifizierungscode, ihr code, der code, sms code, freischaltcode,
        zugangscode, code de verification, votre code de verification, code recu, code de confirmation,
        code d acces, code sms, codigo, codigo de verificacion, codigo de confirmacion, codigo recibido,
        codigo que recibi, codigo de acceso, codice, codice di verifica, codice ricevuto, codice di conferma,
        kod, kod weryfikacyjny, kod jednorazowy, kod sms, otrzymany kod, kod ktory otrzymalem,
        verificatiecode, bevestigingscode, code die ik kreeg, inlogcode, eenmalige code,
        codigo de verificacao, codigo que recebi, codigo recebido, codigo de confirmacao, codigo de acesso,
        two factor code, passcode, sms pin
        """)),
    evidence: "4 to 8 digits after the word for code, none of the codes of goods and errors",
    misses: "codes of letters"
  ) { examination, anchor in
    examination.examineOneTimeCode(after: anchor)
  }

  static let apiKeyPrefix = Recogniser(
    .apiKey, from: .longToken,
    evidence: "a vendor's prefix, a JSON web token, or a random token after a label",
    source: "the vendors' documentation; RFC 7519, RFC 6750",
    misses: "keys without a prefix and without a label"
  ) { examination, anchor in
    examination.examineToken(anchor)
  }

  static let labelledKey = Recogniser(
    .apiKey,
    from: .phrases(
      .phrases(
        """
        api key, apikey, api token, api secret, access key, access token, secret key, auth token, token,
        bearer, bearer token, authorization bearer, authorization basic, x api key, client secret,
        private key, secret access key, webhook secret, signing secret, license key, key, the key, schlussel,
        api schlussel, zugriffsschlussel, der schlussel, cle, cle api, la cle, cle d api, jeton, clave, clave api,
        la clave, chiave, chiave api, la chiave, klucz, klucz api, sleutel, api sleutel, de sleutel, chave,
        chave de api, chave api, a chave, aws secret access key, secret, client id, session token
        """)),
    evidence: "a token of at least 16 mixed characters after the word for key"
  ) { examination, anchor in
    examination.examineLabelledKey(after: anchor.upperBound)
  }

  static let privateKey = Recogniser(
    .apiKey, from: .phrases(.phrases("begin, begin rsa, begin private, begin openssh, begin ec")),
    evidence: "a PEM block", source: "RFC 7468"
  ) { examination, anchor in
    examination.examinePEM(at: anchor.lowerBound)
  }
}

extension Examination {
  // MARK: Passwords

  fileprivate mutating func examinePassword(after label: Range<Int>) {
    let start = reader.valueStart(
      after: label.upperBound, marks: ":=\"'>`", words: Connector.secret)
    guard start > label.upperBound else { return }
    let isAssigned = bytes[label.upperBound..<start].contains { $0 == 0x3A || $0 == 0x3D }
    var end = self.end(from: start, limit: 72) { $0 > 0x20 && $0 != 0x22 }
    while end > start, byte(end - 1).isOneOf(",;.)'*`") { end -= 1 }
    visits += end - start
    let value = bytes[start..<end]
    guard value.count >= 4, reader.isSecretWord(value, isAssigned: isAssigned) else { return }
    // A second sentence glued on by a full stop is none of it.
    add(start..<end, .password, 0.92, "a word after the word for password")
  }

  // MARK: One-time codes

  fileprivate mutating func examineOneTimeCode(after label: Range<Int>) {
    guard !reader.isCodeOfSomethingElse(label) else { return }
    let start = reader.valueStart(after: label.upperBound, words: CodeWord.connectors)
    var chain = chainAtLabel(from: start, limit: 9)
    if chain.count > 8 { chain = chainAtLabel(from: start, limit: 40) }
    guard chain.count >= 4, chain.count <= 8 || chain.firstGroup?.count ?? 9 <= 8 else { return }
    let groups = chain.grouping(0..<chain.count)
    var length = groups[0]
    if groups.count > 1, (3...4).contains(length), groups[1] == length { length += groups[1] }
    guard (4...8).contains(length), !chain.isBroken(0..<length) else { return }
    let range = chain.range(0..<length)
    guard isWordEnd(range.upperBound), byte(range.upperBound) != 0x3A,
      !(byte(range.upperBound) == 0x2E && Byte.isDigit(byte(range.upperBound + 1)))
    else { return }
    add(range, .oneTimeCode, 0.86, Evidence(length, "digits after the word for code"))
  }

  // MARK: Keys

  fileprivate mutating func examineToken(_ token: Range<Int>) {
    var token = token
    visits += token.count
    if let mark = bytes[token].lastIndex(of: 0x3D), mark + 1 < token.upperBound,
      bytes[mark + 1] != 0x3D, mark > token.lowerBound
    {
      token = (mark + 1)..<token.upperBound
    }
    while token.count > 8, [0x2E, 0x2D, 0x2F].contains(bytes[token.upperBound - 1]) {
      token = token.lowerBound..<(token.upperBound - 1)
    }
    if let wrapped = reader.wrappedToken(token) {
      add(wrapped, .apiKey, 0.96, "a vendor's prefix, the key wrapped over a line")
    } else if let name = KeyPrefix.vendor(of: bytes[token]) {
      add(token, .apiKey, 0.97, "the prefix of \(name)")
    } else if reader.isWebToken(bytes[token]) {
      add(token, .apiKey, 0.98, "a JSON web token")
    }
  }

  fileprivate mutating func examineLabelledKey(after label: Int) {
    let start = reader.valueStart(after: label, words: CodeWord.connectors)
    var end = self.end(from: start, limit: 600) { Byte.isKeyText($0) || $0 == 0x7E }
    while end > start, byte(end - 1) == 0x2E || byte(end - 1) == 0x2D { end -= 1 }
    visits += end - start
    let value = bytes[start..<end]
    guard value.count >= 16, byte(end) != 0x40, !Randomness.isUUID(value) else { return }
    let digits = value.count(where: Byte.isDigit)
    let letters = value.count(where: Byte.isLetter)
    guard digits >= 2, letters >= 2 else { return }
    add(start..<end, .apiKey, 0.92, "a random token after the word for key")
  }

  fileprivate mutating func examinePEM(at begin: Int) {
    guard begin >= keyBlockEnd, byte(begin - 1) == 0x2D || byte(begin - 1) == 0x20 else { return }
    let line = string(begin..<lineEnd(from: begin, limit: 60))
    guard line.contains("PRIVATE KEY") else { return }
    let start = self.start(before: begin, limit: 6) { $0 == 0x2D || $0 == 0x20 }
    // The block ends at its footer, or at the first line that is none of it.
    var index = lineEnd(from: begin, limit: 100)
    while index < count {
      let next = lineEnd(from: index + 1, limit: 100)
      let body = bytes[min(index + 1, next)..<next]
      visits += body.count + 1
      if body.starts(with: "-----END".utf8) { index = next; break }
      guard body.allSatisfy({ Byte.isKeyText($0) || Byte.isSpace($0) || $0 == 0x3A || $0 == 0x2C })
      else { break }
      index = next
    }
    keyBlockEnd = index
    add(start..<min(index, count), .apiKey, 0.99, "a private key in a PEM block")
  }
}

extension FoldedReader {
  fileprivate func isSecretWord(_ value: TextBytes, isAssigned: Bool) -> Bool {
    let letters = value.count(where: Byte.isLetter)
    if letters == value.count {
      guard isAssigned else {
        return value.dropFirst().contains(where: Byte.isCapital)
          && value.contains(where: Byte.isSmall)
      }
      return !SecretWord.harmless.contains(string(value.startIndex..<value.endIndex).lowercased())
    }
    let marks = value.count { !Byte.isAlphanumeric($0) }
    let digits = value.count(where: Byte.isDigit)
    if digits == 0, marks == value.count(where: { $0.isOneOf("-'/.") }) { return isAssigned }
    return !(value.contains(0x40) && value.contains(0x2E) && !isAssigned)
  }

  /// Passes over marks and words between a label and a secret, whose own first mark must stay.
  fileprivate func valueStart(after label: Int, marks: String, words: PhraseTrie) -> Int {
    var index = label
    for _ in 0..<4 {
      index = end(from: index, limit: 3, while: Byte.isSpace)
      if let word = words.longestMatch(in: bytes, at: index),
        Byte.isSpace(byte(word.end - 1)) || Byte.isSpace(byte(word.end)) || byte(word.end) == 0x3A
      {
        index = word.end
      }
      index = end(from: index, limit: 3, while: Byte.isSpace)
      guard marks.utf8.contains(byte(index)), byte(index) != 0 else { break }
      index += 1
    }
    return index
  }

  /// `error code`, `postal code`, `Fehlercode`: the word before, or after, says which code it is.
  fileprivate func isCodeOfSomethingElse(_ label: Range<Int>) -> Bool {
    let wordEnd = start(before: label.lowerBound, limit: 2) { Byte.isGap($0) }
    let word = start(before: wordEnd, limit: 16, while: Byte.isLetter)
    if CodeWord.others.longestMatch(in: bytes, at: word)?.end == wordEnd, word < wordEnd {
      return true
    }
    let next = end(from: label.upperBound, limit: 2, while: Byte.isGap)
    return CodeWord.others.longestMatch(in: bytes, at: next) != nil
  }

  /// A key whose second half stands at the start of the next line.
  fileprivate func wrappedToken(_ token: Range<Int>) -> Range<Int>? {
    guard byte(token.upperBound) == 0x0A, KeyPrefix.mayBegin(bytes[token]) else { return nil }
    let start = token.upperBound + 1
    let end = self.end(from: start, limit: 200) {
      Byte.isAlphanumeric($0) || $0.isOneOf("+/=-_")
    }
    let rest = bytes[start..<end]
    guard rest.count >= 4, rest.contains(where: Byte.isDigit), rest.contains(where: Byte.isLetter),
      TextBytes.reading(Array(bytes[token]) + rest, { KeyPrefix.vendor(of: $0) }) != nil
    else { return nil }
    return token.lowerBound..<end
  }

  fileprivate func isWebToken(_ text: TextBytes) -> Bool {
    guard text.starts(with: "eyJ".utf8), text.count > 30 else { return false }
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    return (2...5).contains(parts.count) && parts[0].count > 8
  }
}

enum SecretWord {
  static let harmless: Set<String> = Set(
    [String].phrases(
      """
      reset, wrong, incorrect, invalid, expired, required, forgotten, forgot, changed, change, login,
      unknown, none, missing, empty, hidden, help, protected, manager, rejected, yes, true, false, null,
      falsch, vergessen, abgelaufen, oublie, expire, incorrecta, olvidada, errata, scaduta, dimenticata,
      bledne, verlopen, vergeten, incorreta, esquecida, please, bitte
      """))
}

enum CodeWord {
  static let connectors = PhraseTrie(
    [String].phrases(
      """
      is, s, was, are, ist, lautet, war, est, etait, es, era, fue, e, foi, jest, to, brzmi, i received, i got,
      received, der, de, het, la, le, el, o, it is, ricevuto, que recebi, recebido, que recibi, recibido, recu,
      que j ai recu, die ik kreeg, ktory otrzymalem, den ich bekommen habe, in, im, we use, wir nutzen, you sent,
      no, number, nr
      """
    ).map { ($0, 0) })

  static let others = PhraseTrie(
    [String].phrases(
      """
      error, exit, status, http, postal, post, zip, area, country, dial, dialling, discount, promo,
      promotion, promotional, coupon, voucher, gift, source, product, item, article, color, colour, bar, qr,
      reason, response, return, fault, failure, event, currency, language, branch, swift, bic, store, shop,
      fehler, postleit, lander, rabatt, gutschein, artikel, produkt, erreur, postale, promotionnel,
      produit, de error, de erro, de producto, do produto, di errore, errore, prodotto, prodotu, bledu, pocztowy,
      postcode, fiscale, fiscal, kleur, kortings, foutcode, produto, cliente, client, customer, klienta,
      de cliente, do cliente, morse, dress, line, test, unit, tax, penal, civil, building, seat, flight, booking,
      order, tracking, rastreio, de rastreio, de seguimiento, seguimiento, suivi, de suivi, sledzenia
      """
    ).map { ($0, 0) })
}
