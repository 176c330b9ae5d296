extension Recogniser {
  static let labelledAddress = Recogniser(
    .address,
    from: .phrases(
      .phrases(
        """
        address, my address, my address is, new address, my new address, home address, postal address, mailing address,
        street address, delivery address, shipping address, billing address, invoice address, ship it to, ship to,
        send it to, deliver to, deliver it to, delivered to, post it to, i live at, i live in, we live at, we live in, we moved to, our address, our new address, living at, live at,
        i moved to, moved to, move to, residing at, resident at, located at, current address, old address,
        adresse, anschrift, meine anschrift, meine adresse, neue anschrift, neue adresse, lieferadresse, lieferanschrift,
        rechnungsadresse, rechnungsanschrift, postanschrift, postadresse, wohnanschrift, ich wohne in, ich wohne jetzt in,
        ich wohne, wir wohnen, wir wohnen jetzt, wir wohnen in, ich wohne jetzt, wohnhaft in, wohnhaft, umgezogen nach, umgezogen in, liefern an, senden an, geliefert an, liefern sie an, senden sie an, schicken sie es an, schicken an, zustellen an, liefern sie bitte an,
        senden sie es an, bitte an,
        adresse de livraison, adresse de facturation, adresse postale, mon adresse, nouvelle adresse,
        ma nouvelle adresse, j habite, j habite au, j habite a, nous habitons, livrez, livrez a, livrez au, livraison au, domicilie, domiciliee, livrer a, livrer au, demenage au,
        direccion, mi direccion, nueva direccion, direccion de entrega, direccion de envio, direccion postal,
        direccion de facturacion, domicilio, vivo en, resido en, enviar a, enviarlo a, mudado a,
        indirizzo, il mio indirizzo, nuovo indirizzo, indirizzo di consegna, indirizzo di spedizione,
        indirizzo di fatturazione, residenza, residente in, abito in, abito a, abitiamo in, abitiamo a, vivo in, vivo a, spedire a, consegnare a,
        adres, moj adres, nowy adres, adres dostawy, adres do wysylki, adres zamieszkania, adres korespondencyjny,
        adres do korespondencji, mieszkam przy, mieszkam na, mieszkam w, zamieszkaly, zamieszkala,
        adres bezorging, bezorgadres, afleveradres, factuuradres, mijn adres, nieuwe adres, mijn nieuwe adres, postadres,
        woonadres, ik woon op, ik woon aan, ik woon in, ik woon nu, woonachtig, verzonden naar, verhuisd naar,
        endereco, meu endereco, novo endereco, endereco de entrega, endereco de cobranca, endereco residencial, moro na,
        moro no, moro em, resido na, entregar em, entregar na, enviar para, mudei para,
        jeg bor pa, jeg bor i, jeg bor nu pa, jeg bor na i, vi bor pa, vi bor i, min adresse, ny adresse, leveringsadresse,
        fakturaadresse, hjemmeadresse, sendes til, send til, flyttet til, jag bor pa, jag bor i, vi bor, adress, ny adress,
        min adress, leveransadress, fakturaadress, hemadress, postadress, skicka till, flyttat till,
        osoite, osoitteeni, uusi osoite, kotiosoite, toimitusosoite, laskutusosoite, postiosoite, asun osoitteessa,
        asumme osoitteessa, lahettakaa osoitteeseen
        """)),
    evidence: "lines up to a postcode and its town after the word for address",
    source: "Universal Postal Union S42", misses: "an address without house number and postcode"
  ) { examination, anchor in
    examination.examineLabelledAddress(after: anchor.upperBound)
  }

  static let address = Recogniser(
    .address,
    from: .digits(
      DigitRun(counts: 1...8, before: { !$0.isOneOf(".:#") && !Byte.isSmall($0) })),
    evidence: "a postcode and town beside a street with a house number",
    source: "Universal Postal Union S42", misses: "streets without a postcode and a label"
  ) { examination, anchor in
    examination.examineAddress(around: anchor.lowerBound)
  }
}

extension Examination {
  // MARK: With a label

  fileprivate mutating func examineLabelledAddress(after label: Int) {
    let start = reader.addressStart(after: label)
    guard !reader.namesReference(from: start) else { return }
    guard start < count, Byte.isAlphanumeric(bytes[start]) else { return }
    let horizon = reader.addressHorizon(from: start)
    visits += horizon - start
    if let postcode = reader.firstPostcode(in: start..<horizon) {
      let end =
        postcode.order == .townFirst ? postcode.range.upperBound : reader.townEnd(after: postcode)
      add(
        start..<reader.countryEnd(after: end), .address, 0.9, "lines up to a postcode after a label"
      )
      return
    }
    // Without a postcode: the line, if a street with a house number is in it.
    var end = self.end(from: start, limit: 80) { $0 != 0x0A && $0 != 0x3B }
    end = min(end, horizon)
    while end > start, byte(end - 1).isOneOf(".,; ") { end -= 1 }
    guard bytes[start..<end].contains(where: Byte.isDigit),
      bytes[start..<end].contains(where: Byte.isBlank), reader.hasStreet(start..<end)
    else { return }
    add(start..<end, .address, 0.78, "a street and house number after a label")
  }

  // MARK: Without one

  fileprivate mutating func examineAddress(around digit: Int) {
    guard let postcode = Postcode(in: reader, at: digit) else { return }
    let end: Int
    switch postcode.order {
    case .townFirst: end = postcode.range.upperBound
    case .townAfter, .either:
      end = reader.townEnd(after: postcode)
      guard end > postcode.range.upperBound || postcode.order == .either else { return }
    }
    guard let start = reader.streetStart(before: postcode.range.lowerBound) else { return }
    visits += end - start
    let isStrong = postcode.isDistinct || reader.hasStreetWord(start..<postcode.range.lowerBound)
    guard isStrong,
      end > postcode.range.upperBound || postcode.isDistinct || postcode.order == .either
    else { return }
    add(
      start..<reader.countryEnd(after: end), .address, postcode.isDistinct ? 0.85 : 0.8,
      "a street with a house number, a postcode, a town", isFirm: postcode.isDistinct)
  }
}

extension FoldedReader {
  fileprivate func addressStart(after label: Int) -> Int {
    var index = valueStart(after: label, words: AddressWord.connectors)
    // `An der Mühle`: what has a capital is the street's, and no connecting word.
    if let capital = (label..<min(index, count)).first(where: {
      Byte.isCapital(bytes[$0]) && isWordStart($0)
    }) {
      index = capital
    }
    // A name in the first line of a label is left to the recognisers of names.
    if byte(index) == 0x23 { index += 1 }
    return index
  }

  /// How far an address may reach: a blank line or the end of a sentence ends it.
  fileprivate func addressHorizon(from start: Int) -> Int {
    let bound = min(count, start + 180)
    var index = start
    var lines = 1
    while index < bound {
      let byte = bytes[index]
      if byte == 0x0A {
        lines += 1
        if lines > 6 || self.byte(index + 1) == 0x0A { return index }
      } else if byte == 0x2E, Byte.isSpace(self.byte(index + 1)),
        endsSentence(at: index, from: start)
      {
        return index
      } else if byte == 0x3F || byte == 0x21 || byte == 0x40 {
        return index
      }
      index += 1
    }
    return bound
  }

  /// Whether a full stop ends a sentence and not an abbreviation.
  fileprivate func endsSentence(at stop: Int, from start: Int) -> Bool {
    if byte(stop - 1) == 0x29 { return true }
    let word = self.start(before: stop, limit: 24, while: Byte.isAlphanumeric)
    let text = bytes[word..<stop]
    if !text.isEmpty, text.allSatisfy(Byte.isDigit) {
      // `1. sal`, `2. tv`: a floor.
      return !Byte.isSmall(byte(stop + 2))
    }
    return text.count >= 4 && !text.suffix(3).lazy.map(Byte.lowercased).elementsEqual("str".utf8)
      && !AddressWord.abbreviations.contains(word..<stop, of: bytes)
  }

  /// The distinct postcode if there is one, else the first that a town follows or precedes.
  fileprivate func firstPostcode(in range: Range<Int>) -> Postcode? {
    var plain: Postcode?
    var later: Postcode?
    var index = range.lowerBound
    while index < range.upperBound {
      guard Byte.isDigit(bytes[index]), !Byte.isDigit(byte(index - 1)) else {
        index += 1
        continue
      }
      if let postcode = Postcode(in: self, at: index),
        postcode.range.lowerBound >= range.lowerBound
      {
        // A reference such as `LT-20420` is a postcode with its country's letters only where a
        // street stands before it.
        let isReference =
          isJoined(postcode.range.lowerBound)
          && (later != nil || !hasStreet(range.lowerBound..<postcode.range.lowerBound))
        if isReference {
          index = end(from: index, while: Byte.isDigit)
          continue
        }
        let reach = later.map { $0.range.upperBound + 60 } ?? .max
        if postcode.range.lowerBound > reach { break }
        if postcode.isDistinct { return postcode }
        if isBesideTown(postcode, inAddressFrom: range.lowerBound) {
          // The first number may be the house's: a later postcode is the better one.
          if postcode.range.lowerBound > range.lowerBound { later = later ?? postcode }
          plain = postcode
        }
      }
      index = end(from: index, while: Byte.isDigit)
    }
    return later ?? plain
  }

  fileprivate func isBesideTown(_ postcode: Postcode, inAddressFrom first: Int) -> Bool {
    let townEnd = townEnd(after: postcode)
    if postcode.order != .townFirst, townEnd > postcode.range.upperBound {
      // A house number before its street looks the same; a street's word gives it away.
      let words = byte(townEnd - 2) == 0x20 ? townEnd - 2 : townEnd
      return !hasStreetWord(postcode.range.upperBound..<words)
    }
    // New Zealand's four digits stand behind the town.
    if postcode.order == .townAfter, !hasStreet(first..<postcode.range.lowerBound) { return false }
    let before = start(before: postcode.range.lowerBound, limit: 3) { $0.isOneOf(", -\n") }
    let town = self.start(before: before, limit: 30, while: Byte.isLetter)
    return before < postcode.range.lowerBound && town < before
      && (postcode.order != .townAfter || Byte.isCapital(byte(town)))
  }

  /// The end of the town after a postcode, with a province behind it.
  fileprivate func townEnd(after postcode: Postcode) -> Int {
    let none = postcode.range.upperBound
    var index = end(from: none, limit: 3) { Byte.isBlank($0) || $0 == 0x2C }
    if byte(index) == 0x0A, isTownLine(index + 1) { index += 1 }
    var end = none
    for _ in 0..<6 {
      let wordEnd = self.end(from: index, limit: 30) {
        Byte.isLetter($0) || $0 == 0x27 || $0 == 0x2D
      }
      guard wordEnd > index else { break }
      let word = index..<wordEnd
      if AddressWord.townParticles.contains(word, of: bytes),
        Byte.isCapital(byte(wordEnd + 1)) || Byte.isSmall(byte(wordEnd + 1))
      {
        // Goes on only if a capitalised word follows.
      } else if Byte.isCapital(byte(index)) || byte(index) == 0x27,
        !isStop(word) || AddressWord.townWords.contains(word, of: bytes)
          || end > none && isDistrictLetter(word)
      {
        end = wordEnd
      } else {
        break
      }
      // The stop of `St. Gallen` ends no sentence.
      let isShortened = byte(wordEnd) == 0x2E && AddressWord.saints.contains(word, of: bytes)
      let gap = isShortened ? wordEnd + 1 : wordEnd
      index = self.end(from: gap, limit: 1, while: Byte.isBlank)
      if index == gap { break }
    }
    guard end > none else { return none }
    return provinceEnd(after: end)
  }

  /// `Aarhus C`; a vowel alone begins a sentence in some language.
  fileprivate func isDistrictLetter(_ word: Range<Int>) -> Bool {
    word.count == 1 && !byte(word.lowerBound).isOneOf("AEIOUY")
  }

  /// Whether a line is one to three capitalised words: a town under its postcode.
  fileprivate func isTownLine(_ start: Int) -> Bool {
    let line = bytes[start..<lineEnd(from: start, limit: 32)]
    let words = line.split(separator: 0x20)
    return (1...3).contains(words.count) && line.count < 32
      && words.allSatisfy { word in
        word.allSatisfy { Byte.isLetter($0) || $0 == 0x2D || $0 == 0x27 }
          && (Byte.isCapital(word[word.startIndex]) || word.count <= 3)
          && !isStop(word.startIndex..<word.endIndex)
      }
  }

  /// `(ME)`, `(Saale)`, `/ RO`, `- SP`, `CEDEX 08`.
  fileprivate func provinceEnd(after end: Int) -> Int {
    let mark = self.end(from: end, limit: 2, while: Byte.isBlank)
    if byte(mark) == 0x28, Byte.isCapital(byte(mark + 1)) {
      let close = self.end(from: mark + 1, limit: 12, while: Byte.isLetter)
      if byte(close) == 0x29 { return close + 1 }
    }
    if byte(mark) == 0x2F || byte(mark) == 0x2D || byte(mark) == 0x2C {
      let code = self.end(from: mark + 1, limit: 2, while: Byte.isBlank)
      if Byte.isCapital(byte(code)), Byte.isCapital(byte(code + 1)), isWordEnd(code + 2) {
        return code + 2
      }
    }
    return end
  }

  /// A country's name behind the town.
  fileprivate func countryEnd(after end: Int) -> Int {
    let start = self.end(from: end, limit: 3) { Byte.isSpace($0) || $0 == 0x2C }
    guard start > end, let country = AddressWord.countries.longestMatch(in: bytes, at: start),
      Byte.isCapital(byte(start)),
      country.end >= count || byte(country.end).isOneOf(".,;\n)")
        || bytes[end..<start].contains(0x2C) || bytes[end..<start].contains(0x0A)
    else { return end }
    return country.end
  }

  /// Goes back over the parts before a postcode to the one with a house number.
  fileprivate func streetStart(before postcode: Int) -> Int? {
    var end = postcode
    for part in 0..<4 {
      let gap = end
      end = start(before: end, limit: 3) {
        Byte.isBlank($0) || $0 == 0x2C || $0 == 0x0A || $0 == 0x2D
      }
      // No address goes on after a blank line.
      guard bytes[end..<gap].count(where: { $0 == 0x0A }) < 2 else { return nil }
      let partStart = sentenceStart(
        before: end,
        from: start(before: end, limit: 60) {
          $0 != 0x2C && $0 != 0x0A && $0 != 0x3A && $0 != 0x3B
        })
      guard end > partStart else { return nil }
      if let start = houseStart(in: partStart..<end) { return start }
      // Between street and postcode stand at most a district and the town: words only.
      let words = end - partStart
      let isOfWords = bytes[partStart..<end].allSatisfy {
        Byte.isLetter($0) || Byte.isBlank($0) || $0.isOneOf("'-.")
      }
      guard isOfWords, words <= 40, part < 3 else { return nil }
      end = partStart
    }
    return nil
  }

  /// Where the last sentence of a part begins: the address is in none of those before.
  fileprivate func sentenceStart(before end: Int, from start: Int) -> Int {
    let stop = (start..<end).last { index in
      bytes[index].isOneOf("!?") && Byte.isSpace(byte(index + 1))
        || bytes[index] == 0x2E && Byte.isSpace(byte(index + 1))
          && endsSentence(at: index, from: start)
    }
    return stop.map { $0 + 1 } ?? start
  }

  /// Where the street and number begin in a part, which may begin with other words of a sentence.
  fileprivate func houseStart(in part: Range<Int>) -> Int? {
    var index = part.upperBound
    // Number first: the last number that a capitalised word follows.
    while index > part.lowerBound {
      index -= 1
      guard Byte.isDigit(bytes[index]), isWordStart(index), byte(index - 1) != 0x2E,
        !isJoined(index)
      else { continue }
      let numberEnd = houseNumberEnd(from: index)
      guard numberEnd - index <= 8 else { continue }
      let next = end(from: numberEnd, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
      // `Rantatie 10 A 4`: a letter alone is a staircase, and the street stands before the number.
      if Byte.isCapital(byte(next)), isWordEnd(next + 1),
        let start = streetNameStart(before: index, in: part)
      {
        return start
      }
      if isStaircase(before: index) { continue }
      if next < part.upperBound,
        Byte.isCapital(byte(next)) || AddressWord.streets.longestMatch(in: bytes, at: next) != nil
      {
        return index
      }
      if let start = streetNameStart(before: index, in: part) { return start }
    }
    return nil
  }

  /// Whether a number counts the flats of a staircase: `10 A 4`.
  fileprivate func isStaircase(before number: Int) -> Bool {
    byte(number - 1) == 0x20 && Byte.isCapital(byte(number - 2)) && byte(number - 3) == 0x20
      && Byte.isDigit(byte(number - 4))
  }

  /// `for LT-20420`: whose address it is, not what the address is.
  fileprivate func namesReference(from start: Int) -> Bool {
    let word = start..<end(from: start, limit: 8, while: Byte.isLetter)
    guard AddressWord.purposes.contains(word, of: bytes) else { return false }
    let next = end(from: word.upperBound, limit: 3) { Byte.isBlank($0) || $0 == 0x23 }
    let letters = end(from: next, limit: 6, while: Byte.isLetter)
    let number = byte(letters) == 0x2D ? letters + 1 : letters
    return (number > letters || letters == next) && Byte.isDigit(byte(number))
  }

  /// Whether a dash joins a number to letters: `LT-20420` is a reference, not a house.
  fileprivate func isJoined(_ number: Int) -> Bool {
    byte(number - 1) == 0x2D
      && (Byte.isCapital(byte(number - 2)) || Byte.isDigit(byte(number - 2)))
  }

  fileprivate func houseNumberEnd(from start: Int) -> Int {
    end(from: start, limit: 9) { Byte.isAlphanumeric($0) || $0 == 0x2F || $0 == 0x2D }
  }

  /// `Hauptstraße 12`, `ul. Długa 5`, `Calle Mayor, 3`: capitalised words, particles and words for
  /// street before a number.
  fileprivate func streetNameStart(before number: Int, in part: Range<Int>) -> Int? {
    var index = start(before: number, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
    var start: Int?
    for _ in 0..<6 where index > part.lowerBound {
      let wordStart = self.start(before: index, limit: 40) {
        Byte.isLetter($0) || $0.isOneOf("'-.")
      }
      guard wordStart < index, wordStart >= part.lowerBound else { break }
      let word = wordStart..<index
      if AddressWord.streets.longestMatch(in: bytes, at: wordStart) != nil {
        start = wordStart
      } else if Byte.isCapital(byte(wordStart)), !isStop(word) {
        start = wordStart
      } else if AddressWord.townParticles.contains(word, of: bytes) || isParticle(word) {
        // `Am Alten Markt`: a capitalised particle is the street's first word.
        if Byte.isCapital(byte(wordStart)) { start = wordStart }
      } else {
        break
      }
      index = self.start(before: wordStart, limit: 1, while: Byte.isBlank)
      if index == wordStart { break }
    }
    return start
  }

  // MARK: Streets

  fileprivate func hasStreet(_ range: Range<Int>) -> Bool {
    let hasNumber = range.contains {
      Byte.isDigit(bytes[$0]) && isWordStart($0) && !isJoined($0)
    }
    return hasNumber && hasStreetWord(range) || houseStart(in: range) != nil
  }

  /// Whether a word for street stands in a range, alone or at the end of a compound.
  fileprivate func hasStreetWord(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      guard Byte.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      if AddressWord.streets.longestMatch(in: bytes, at: index) != nil { return true }
      let end = end(from: index, while: Byte.isLetter)
      if AddressWord.suffixes.end(index..<min(end, range.upperBound), of: bytes) { return true }
      index = end
    }
    return false
  }
}
