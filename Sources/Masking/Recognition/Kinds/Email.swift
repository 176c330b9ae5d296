extension Recogniser {
  static let email = Recogniser(
    .email, from: .atSign,
    evidence: "a local part, an at sign, and a domain whose last label is letters",
    source: "RFC 5322, RFC 5321, RFC 6531",
    misses: "addresses without a dot in the domain, unless they are payment aliases"
  ) { examination, anchor in
    examination.examineAddress(at: anchor.lowerBound)
  }

  static let spelledEmail = Recogniser(
    .email, from: .phrases(.phrases(SpelledAddress.atWords)),
    evidence: "an address with its at sign or its dots spelled out",
    misses: "an unbracketed `at` without a spelled dot after it"
  ) { examination, anchor in
    examination.examineSpelledAddress(at: anchor)
  }
}

extension Examination {
  /// Reads outwards from an at sign.
  fileprivate mutating func examineAddress(at sign: Int) {
    var start = reader.addressStart(before: sign)
    visits += sign - start + 1
    guard start < sign || byte(sign - 1) == 0x0A else {
      examineSpacedAddress(around: sign)
      return
    }
    guard let domain = reader.domainEnd(from: sign + 1) ?? reader.spelledDomainEnd(from: sign + 1)
    else {
      examinePaymentAlias(start..<sign)
      return
    }
    visits += domain - sign
    if let continued = reader.brokenStart(before: start, sign: sign) { start = continued }
    guard start < sign else { return }
    if byte(domain) == 0x3A, bytes[start..<sign].elementsEqual("git".utf8) { return }
    add(start..<domain, .email, 0.97, "local part, at sign, domain")
  }

  /// `k a r e n @ e x a m p l e . o r g`: every character for itself.
  private mutating func examineSpacedAddress(around sign: Int) {
    var start = sign
    while Byte.isBlank(byte(start - 1)), Byte.isAddressText(byte(start - 2)),
      !Byte.isAlphanumeric(byte(start - 3)), sign - start < 128
    {
      start -= 2
    }
    var end = sign + 1
    var dots = 0
    while Byte.isBlank(byte(end)),
      Byte.isAlphanumeric(byte(end + 1)) || byte(end + 1).isOneOf("-."),
      !Byte.isAlphanumeric(byte(end + 2)), end - sign < 512
    {
      if byte(end + 1) == 0x2E { dots += 1 }
      end += 2
    }
    visits += end - start
    guard sign - start >= 4, end - sign >= 8, dots > 0, Byte.isAlphanumeric(byte(end - 1)) else {
      return
    }
    add(start..<end, .email, 0.9, "an address with blanks between its characters")
  }

  /// `name@bank` of India's UPI: no dot in what follows the sign.
  private mutating func examinePaymentAlias(_ local: Range<Int>) {
    let end = end(from: local.upperBound + 1, limit: 24, while: Byte.isAlphanumeric)
    let handle = string((local.upperBound + 1)..<end).lowercased()
    guard isWordEnd(end), local.count >= 2 else { return }
    if PaymentHandle.known.contains(handle) {
      add(local.lowerBound..<end, .paymentID, 0.95, "a name and the handle of a UPI bank")
    }
  }
}

extension FoldedReader {
  /// The start of the local part.
  ///
  /// A glue such as `id_` before a full address cannot be told from it, and is masked with it.
  fileprivate func addressStart(before sign: Int) -> Int {
    var start = self.start(before: sign, limit: 64, while: Byte.isAddressText)
    // A quotation mark, a bracket, an equals sign before it is not part of it.
    while start < sign, !Byte.isAlphanumeric(bytes[start]) { start += 1 }
    if let mark = bytes[start..<sign].lastIndex(where: { $0 == 0x3D || $0 == 0x2F || $0 == 0x3F }),
      mark + 1 < sign
    {
      start = mark + 1
    }
    return start
  }

  /// Where the local part began on the line before, when a wrap cut it: its last word there has a
  /// dot or follows a label.
  fileprivate func brokenStart(before start: Int, sign: Int) -> Int? {
    guard byte(start - 1) == 0x0A, start >= 2, start == sign || Byte.isSmall(bytes[start]) else {
      return nil
    }
    let head = self.start(before: start - 1, limit: 40, while: Byte.isAddressText)
    guard head < start - 1, Byte.isSmall(byte(start - 2)) || Byte.isDigit(byte(start - 2)) else {
      return nil
    }
    let piece = bytes[head..<(start - 1)]
    // A line that begins with the sign leaves no doubt.
    if start == sign { return head }
    let hasInnerDot = piece.dropFirst().dropLast().contains { $0 == 0x2E || $0 == 0x5F }
    return hasInnerDot && !piece.contains(0x2F) ? head : nil
  }

  /// The end of a domain name; a wrap inside is read over while the name is not complete.
  fileprivate func domainEnd(from start: Int) -> Int? {
    var index = start
    var lastDot: Int?
    var wraps = 0
    var best: Int?
    while index < count, index - start < 255 {
      let byte = bytes[index]
      if Byte.isAlphanumeric(byte) || byte == 0x2D {
        index += 1
      } else if byte == 0x2E, index > start, Byte.isAlphanumeric(self.byte(index + 1)),
        bytes[index - 1] != 0x2E
      {
        lastDot = index
        index += 1
      } else if byte == 0x0A, wraps == 0, continues(afterWrap: index, from: start, lastDot: lastDot)
      {
        if let end = complete(start, lastDot, index) { best = end }
        wraps += 1
        index += 1
      } else if Self.isMarkup(byte), index > start, hasMarkup(at: index) {
        index = end(from: index, limit: 6, while: Self.isMarkup)
      } else {
        break
      }
    }
    return complete(start, lastDot, index) ?? best
  }

  private static func isMarkup(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x60 }

  /// Whether marks of emphasis are followed by more of the domain.
  private func hasMarkup(at index: Int) -> Bool {
    let next = end(from: index, limit: 6, while: Self.isMarkup)
    return byte(next) == 0x2E && Byte.isAlphanumeric(byte(next + 1)) || Byte.isSmall(byte(next))
  }

  /// Whether a domain goes on in the next line: it has no dot yet, or ends in none that exists.
  fileprivate func continues(afterWrap index: Int, from start: Int, lastDot: Int?) -> Bool {
    let next = byte(index + 1)
    guard Byte.isSmall(next) || next == 0x2E || Byte.isDigit(next) else { return false }
    let tail = end(from: index + 1, limit: 80) { Byte.isAlphanumeric($0) || $0 == 0x2D }
    guard let lastDot, lastDot + 1 < index else {
      // No dot yet: the next line must bring one, unless this is the bare start.
      return next == 0x2E || byte(tail) == 0x2E && Byte.isAlphanumeric(byte(tail + 1))
    }
    if next == 0x2E { return Byte.isAlphanumeric(byte(index + 2)) }
    // One letter is no last label.
    if index - lastDot == 2, tail - index <= 24 { return true }
    let here = string((lastDot + 1)..<index).lowercased()
    if !TopLevelDomain.isCommon(here) {
      return TopLevelDomain.isCommon(here + string((index + 1)..<tail).lowercased())
        || byte(tail) == 0x2E && Byte.isAlphanumeric(byte(tail + 1))
    }
    return tail - index <= 3
      && TopLevelDomain.isCommon(here + string((index + 1)..<tail).lowercased())
  }

  /// Checks the last label, and drops what cannot be part of the name.
  fileprivate func complete(_ start: Int, _ lastDot: Int?, _ end: Int) -> Int? {
    guard let lastDot else { return nil }
    var end = end
    while end > lastDot, bytes[end - 1] == 0x2D { end -= 1 }
    let label = bytes[(lastDot + 1)..<end]
    if label.starts(with: [0x78, 0x6E, 0x2D, 0x2D]) { return end }
    // No other last label has a dash: what it joins is not the address any more.
    let letters = label.prefix { Byte.isLetter($0) || $0 == 0x0A }
    guard letters.count >= 2, letters.count <= 24 else { return nil }
    return letters.count == label.count || byte(letters.endIndex) == 0x2D ? letters.endIndex : nil
  }
}

/// Handles of the banks and apps in India's UPI (NPCI).
enum PaymentHandle {
  static let known: Set<String> = Set(
    [String].phrases(
      """
      okaxis, okhdfcbank, okicici, oksbi, paytm, ptaxis, pthdfc, ptsbi, ptyes, ybl, ibl, axl, upi,
      apl, yapl, rapl, ikwik, icici, hdfcbank, hdfcbankjd, sbi, axisbank, kotak, kotakpay, pnb, boi,
      barodampay, unionbank, unionbankofindia, cnrb, indus, idfcbank, idfcfirst, idbi, federal,
      yesbank, yesbankltd, rbl, dbs, citi, citigold, hsbc, sc, aubank, kbl, kvb, sib, uco, ucobank,
      mahb, allbank, andb, cboi, centralbank, iob, ezeepay, eazypay, freecharge, airtel, airteltapbits,
      jio, jupiteraxis, fam, slice, superyes, tapicici, timecosmos, wasbi, waaxis, wahdfcbank, waicici,
      axb, axisgo, pockets, payzapp, dlb, jkb, tjsb, nsdl, postbank, fbl, equitas, finobank, psb, ubi,
      abfspay, goaxb, pingpay, shriramhdfcbank, naviaxis, trans, yespay, bhim, mkgbaxis
      """))
}
