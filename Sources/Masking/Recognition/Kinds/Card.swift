extension Recogniser {
  static let card = Recogniser(
    .card, from: .chain,
    evidence: "12 to 19 digits in a scheme's range and grouping",
    checksum: "Luhn",
    source: "ISO/IEC 7812-1; the schemes' published ranges",
    misses: "numbers with a typing error that stand without a label"
  ) { examination, _ in
    examination.examineCard()
  }

  static let labelledCard = Recogniser(
    .card,
    from: .phrases(
      .phrases(
        """
        card number, card no, card nr, credit card, credit card number, debit card, debit card number,
        card, my card, cc, my cc, cc number, ccnum, pan, visa, mastercard, amex, american express,
        maestro, diners, discover, jcb, kartennummer, kreditkarte, kreditkartennummer, karte, ec karte,
        carte, numero de carte, numero de ma carte, carte bancaire, carte de credit, carte bleue, cb,
        tarjeta, numero de tarjeta, tarjeta de credito, numero de mi tarjeta, carta, numero della carta,
        carta di credito, numero di carta, numero della mia carta, karta, numer karty, numer mojej karty,
        karty, kaart, kaartnummer, creditcard, creditcardnummer, pas, cartao, numero do cartao,
        numero do meu cartao, cartao de credito, paid with, charged, bezahlt mit, pague con,
        paguei com, ho pagato con, paye avec, j ai paye avec, betaald met, zaplacilem, zaplacono karta,
        remove, entfernen
        """)),
    evidence: "12 to 19 digits after the word for card",
    checksum: "Luhn, or a label without it"
  ) { examination, anchor in
    examination.examineLabelledCard(after: anchor.upperBound)
  }

  static let cardVerification = Recogniser(
    .cardVerification,
    from: .phrases(
      .phrases(
        """
        cvv, cvc, cvv code, cvc code, cvn, cid, csc, security code, card security code, cvcode,
        card verification, card verification code, verification value, prufziffer, kartenprufnummer,
        pruefziffer, cryptogramme, code de securite, codigo de seguridad, codice di sicurezza,
        kod cvv, kod cvc, beveiligingscode, codigo de seguranca, cvv two, cvc two,
        security code on the back, code on the back, digits on the back, numbers on the back, code on the back of the card,
        last three digits on the back, prufnummer, prufziffer auf der ruckseite, prufnummer auf der ruckseite,
        code auf der ruckseite, code au dos, chiffres au dos, code au verso, codigo al dorso, codigo del reverso,
        codigo del dorso, cifras del reverso, codice sul retro, cifre sul retro, kod z tylu, kod na odwrocie,
        code op de achterkant, cijfers op de achterkant, codigo no verso, digitos do verso
        """)),
    evidence: "3 or 4 digits after the name of the code"
  ) { examination, anchor in
    let chain = examination.labelledChain(after: anchor.upperBound, limit: 6)
    guard let first = chain.firstGroup, (3...4).contains(first.count) else { return }
    examination.add(chain.range(first), .cardVerification, 0.93, "3 or 4 digits after a label")
  }
}

extension Examination {
  fileprivate mutating func examineCard() {
    guard chain.count >= 13 else { return }
    for start in 0..<(chain.count - 12) where chain.isGroupStart(start) {
      for length in stride(from: min(19, chain.count - start), through: 13, by: -1) {
        let slice = start..<(start + length)
        guard chain.isGroupStart(slice.upperBound), let scheme = CardScheme(chain.digits[slice]),
          Checksum.luhn(chain.digits[slice])
        else { continue }
        visits += length
        let groups = chain.grouping(slice)
        let isBare = groups.count == 1
        guard
          isBare || scheme.allowsGroups(groups) || chain.isSpaced(slice)
            || chain.isBroken(slice), isBare ? isFreestanding(slice) : true
        else { continue }
        add(
          chain.range(slice), .card, 0.94,
          Evidence(length, "digits, Luhn holds, \(scheme.name) range"),
          isFirm: !isBare)
        return
      }
    }
  }

  /// Whether an unbroken run is no part of a longer code; one letter in front may be glue.
  func isFreestanding(_ slice: Range<Int>) -> Bool {
    let range = chain.range(slice)
    let before = start(before: range.lowerBound, limit: 4, while: Byte.isLetter)
    let glue = range.lowerBound - before
    guard glue <= 1, !Byte.isDigit(byte(before - 1)), glue == 0 || isWordStart(before) else {
      return false
    }
    return !Byte.isLetter(byte(range.upperBound))
  }

  fileprivate mutating func examineLabelledCard(after label: Int) {
    let chain = labelledChain(after: label, limit: 24)
    guard chain.count >= 12 else { return }
    for length in stride(from: min(19, chain.count), through: 12, by: -1) {
      let slice = 0..<length
      guard chain.isGroupStart(length) else { continue }
      if Checksum.luhn(chain.digits[slice]) {
        add(
          chain.range(slice), .card, 0.97,
          Evidence(length, "digits after a label", holds: "Luhn"))
        return
      }
    }
    for length in [16, 15, 14, 19, 13] where chain.count >= length && chain.isGroupStart(length) {
      guard CardScheme(chain.digits[0..<length]) != nil else { continue }
      add(
        chain.range(0..<length), .card, 0.7,
        Evidence(length, "digits after a label, Luhn fails"))
      return
    }
  }
}

/// A payment scheme's ranges of issuer numbers, and how its numbers are grouped.
struct CardScheme {
  let name: String
  private let groupings: (Grouping, Grouping, Grouping)

  /// The scheme whose range and length these digits fit.
  init?(_ digits: ArraySlice<UInt8>) {
    let count = digits.count
    let two = Checksum.remainder(digits.prefix(2), by: 100)
    let four = Checksum.remainder(digits.prefix(4), by: 10_000)
    switch (two, four) {
    case (40...49, _) where count == 16 || count == 19 || count == 13:
      self.init("Visa", 0x4444, 0x44443)
    case (51...55, _) where count == 16, (_, 2221...2720) where count == 16:
      self.init("Mastercard", 0x4444)
    case (34, _) where count == 15, (37, _) where count == 15:
      self.init("American Express", 0x465)
    case (36, _) where count == 14, (38, _) where count == 14, (39, _) where count == 14,
      (30, 3000...3059) where count == 14, (30, 3095) where count == 14:
      self.init("Diners", 0x464, 0x4442)
    case (_, 3528...3589) where (16...19).contains(count):
      self.init("JCB", 0x4444)
    case (_, 6011) where (16...19).contains(count),
      (64, 6440...6499) where (16...19).contains(count),
      (65, _) where (16...19).contains(count):
      self.init("Discover", 0x4444, 0x44443)
    case (62, _) where (16...19).contains(count), (81, 8100...8171) where (16...19).contains(count):
      self.init("UnionPay", 0x4444, 0x6D, 0x44443)
    case (_, 5018), (_, 5020), (_, 5038), (_, 5893), (_, 6304), (_, 6759), (_, 6761...6763):
      guard (12...19).contains(count) else { return nil }
      // Their lengths differ, and so do their groups: fours, the last one shorter.
      self.init("Maestro", count == 13 ? 0x445 : 0x444, count == 12 ? 0x84 : 0x4443, 0x4444)
    case (60, _) where count == 16, (50, _) where count == 16, (_, 2200...2204) where count == 16:
      self.init("national scheme", 0x4444)
    default: return nil
    }
  }

  private init(
    _ name: String, _ first: Grouping, _ second: Grouping? = nil, _ third: Grouping? = nil
  ) {
    self.name = name
    groupings = (first, second ?? first, third ?? first)
  }

  func allowsGroups(_ groups: Grouping) -> Bool {
    groups == groupings.0 || groups == groupings.1 || groups == groupings.2
  }
}
