extension Recogniser {
  static let iban = Recogniser(
    .iban, from: .digits(DigitRun(before: { Byte.isASCIILetter($0) || Byte.isSeparator($0) })),
    evidence: "a country's letters, its length, and the check digits",
    checksum: "ISO 7064 mod 97-10",
    source: "ISO 13616; SWIFT IBAN registry",
    misses: "a mistyped one without a label"
  ) { examination, anchor in
    examination.examineIBAN(at: anchor.lowerBound)
  }

  static let labelledIBAN = Recogniser(
    .iban, from: .phrases(.phrases("iban, iban no, iban number, iban nummer, konto iban")),
    evidence: "a country's letters and its length after the word IBAN"
  ) { examination, anchor in
    let start = examination.reader.valueStart(after: anchor.upperBound)
    guard let value = examination.reader.readIBAN(at: start) else { return }
    let holds = Checksum.iban(value.characters)
    examination.add(
      value.range, .iban, holds ? 0.99 : 0.85,
      holds ? "length of its country, mod 97 holds" : "length of its country after a label")
  }

  static let labelledAccount = Recogniser(
    .bankAccount,
    from: .phrases(
      .phrases(
        """
        sort code and account number, sort code and account, account number and sort code, bsb and account,
        bsb and account number, bank account number, bank account no, bank account, bank account nr, account and sort code,
        sort code, bsb, bsb number, into account, to account, from account, into the account,
        kontonummer, konto nr, kontonr, bankkonto, konto, kontonummer bank, bankleitzahl, blz, rib,
        numero de compte, numero de compte bancaire, compte bancaire, cuenta bancaria,
        numero de cuenta bancaria, cuenta corriente, ccc, conto corrente, numero di conto, conto bancario,
        numer konta, numer rachunku, konto bankowe, rachunek bankowy, nr konta, nr rachunku,
        rekeningnummer, bankrekening, bankrekeningnummer, rekening, conta corrente, conta bancaria,
        conta poupanca, numero da conta, conta, nib, agencia, clabe, current account, savings account,
        checking account, acct no bank, giro, chequing account, chequing account number,
        checking account number, savings account number, kontonummeret, kontonr er, bankkontonummer, bankkonto nr, bankgiro,
        plusgiro, reg og kontonr, reg og kontonummer, registreringsnummer og kontonummer, tilinumero, tilinumeroni,
        account number for the refund, refund account, account for the refund
        """)),
    evidence: "5 to 28 digits after the word for a bank account",
    misses: "accounts which are only called `account`"
  ) { examination, anchor in
    examination.examineLabelledAccount(after: anchor)
  }

  static let routing = Recogniser(
    .usRouting,
    from: .phrases(
      .phrases(
        """
        aba, aba number, aba no, aba routing, routing number, routing, routing no, rtn,
        routing transit number, aba routing number
        """)),
    evidence: "9 digits after the word routing", checksum: "3-7-1, mod 10",
    source: "American Bankers Association"
  ) { examination, anchor in
    examination.addDigits(
      after: anchor, count: 9, .usRouting, checksum: Checksum.routing, name: "3-7-1")
  }

  static let ifsc = Recogniser(
    .bankAccount, from: .phrases(.phrases("ifsc, ifsc code")),
    evidence: "four letters, a zero and six characters after the word IFSC",
    source: "Reserve Bank of India"
  ) { examination, anchor in
    let start = examination.reader.valueStart(after: anchor.upperBound)
    let end = examination.end(from: start, limit: 12, while: Byte.isAlphanumeric)
    guard end - start == 11, examination.byte(start + 4) == 0x30 else { return }
    examination.add(start..<end, .bankAccount, 0.9, "11 characters after a label")
  }
}

extension Examination {
  /// Two letters of a country stand before the chain, perhaps apart.
  fileprivate mutating func examineIBAN(at digit: Int) {
    guard reader.mayFollowCountry(digit),
      let start = reader.ibanStart(before: reader.chainStart(before: digit)),
      let value = reader.readIBAN(at: start)
    else { return }
    visits += value.range.count
    guard Checksum.iban(value.characters) else { return }
    add(
      value.range, .iban, 0.98,
      Evidence(value.characters.count, "characters", holds: "mod 97"))
  }

  fileprivate mutating func examineLabelledAccount(after anchor: Range<Int>) {
    let chain = labelledChain(after: anchor.upperBound, limit: 28)
    guard !chain.isEmpty else { return }
    var end = 0
    for index in 1...chain.count where chain.isGroupStart(index) {
      end = index
      if index >= 5, index < chain.count, reader.endsPart(chain, at: index) { break }
    }
    guard end >= 5 else { return }
    let range = chain.range(0..<end)
    guard !Byte.isLetter(byte(range.upperBound)) else { return }
    // `Agência 1234, conta 12345-6`: the branch alone says little and is left to be read.
    let isBranch =
      byte(anchor.lowerBound) | 0x20 == 0x61 && byte(anchor.lowerBound + 1) | 0x20 == 0x67
    guard !isBranch else { return }
    // Poland's 26 digits are an IBAN without its country.
    let isPolish =
      end == 26
      && Checksum.iban(Array("PL".utf8) + chain.digits[0..<26].map { $0 + 0x30 })
    add(
      range, .bankAccount, isPolish ? 0.98 : 0.9,
      Evidence(end, "digits after the word for a bank account", holds: isPolish ? "mod 97" : nil))
  }
}

extension FoldedReader {
  /// Whether a line or a sentence ends before a digit of a chain.
  fileprivate func endsPart(_ chain: DigitChain, at index: Int) -> Bool {
    let end = chain.places[index - 1].end
    return chain.places[index].gap == 0x0A
      || byte(end).isOneOf(".,") && Byte.isSpace(byte(end + 1))
  }

  /// Whether the two letters of a country may stand before a digit: most digits stand behind a blank
  /// and a longer word.
  @inline(__always)
  fileprivate func mayFollowCountry(_ digit: Int) -> Bool {
    if Byte.isASCIILetter(byte(digit - 1)) { return true }
    let second = byte(digit - 2)
    guard Byte.isASCIILetter(second) else { return Byte.isSeparator(second) }
    let initial = byte(digit - 3)
    return Byte.isASCIILetter(initial)
      ? !Byte.isAlphanumeric(byte(digit - 4)) : Byte.isSeparator(initial)
  }

  fileprivate func ibanStart(before first: Int) -> Int? {
    let second = start(before: first, limit: 3, while: Byte.isSeparator) - 1
    guard second > 0, Byte.isASCIILetter(byte(second)) else { return nil }
    let initial = start(before: second, limit: 3, while: Byte.isSeparator) - 1
    guard initial >= 0, Byte.isASCIILetter(byte(initial)) else { return nil }
    // A letter in front is glue only where the digits follow at once.
    let isGlued = initial + 1 == second && second + 1 == first && isWordStart(initial - 1)
    guard isWordStart(initial) || isGlued, IBANFormat.of(byte(initial), byte(second)) != nil else {
      return nil
    }
    return initial
  }

  /// Reads as many characters as the country's IBAN has, each of the class that stands there.
  func readIBAN(at start: Int) -> (range: Range<Int>, characters: [UInt8])? {
    guard Byte.isASCIILetter(byte(start)) else { return nil }
    let second = end(from: start + 1, limit: 3, while: Byte.isSeparator)
    guard let format = IBANFormat.of(byte(start), byte(second)) else { return nil }
    // The check digits come next, perhaps as words: what has none is not worth an array.
    let check = end(from: second + 1, limit: 6, while: Byte.isSeparator)
    guard
      Byte.isDigit(byte(check)) || DigitChain.isLookAlike(byte(check))
        || NumberWords.trie.longestMatch(in: bytes, at: check) != nil
    else { return nil }
    var characters = [byte(start) & ~0x20, byte(second) & ~0x20]
    characters.reserveCapacity(format.count)
    var index = second + 1
    for symbol in format.symbols.dropFirst(2) {
      guard let next = ibanCharacter(at: index, symbol, into: &characters) else { return nil }
      index = next
    }
    return Byte.isDigit(byte(index)) ? nil : (start..<index, characters)
  }

  fileprivate func ibanCharacter(
    at index: Int, _ symbol: UInt8, into characters: inout [UInt8]
  ) -> Int? {
    let next = end(from: index, limit: 6, while: Byte.isSeparator)
    let character = byte(next)
    let isDigitPlace = symbol == UInt8(ascii: "n")
    if Byte.isDigit(character), symbol != UInt8(ascii: "a") {
      characters.append(character)
      return next + 1
    }
    guard Byte.isASCIILetter(character) else { return nil }
    if isDigitPlace, !Byte.isLetter(byte(next - 1)),
      let word = NumberWords.trie.longestMatch(in: bytes, at: next), word.end > next + 1
    {
      characters.append(UInt8(word.value) + 0x30)
      return word.end
    }
    guard isDigitPlace else {
      characters.append(character & ~0x20)
      return next + 1
    }
    guard DigitChain.isLookAlike(character) else { return nil }
    characters.append(character | 0x20 == 0x6F ? 0x30 : 0x31)
    return next + 1
  }
}
