/// The shape of a code of letters (`L`), digits (`D`), either (`A`); others stand for themselves.
struct CodePattern: Sendable {
  private let symbols: [UInt8]

  init(_ pattern: StaticString) {
    symbols = pattern.withUTF8Buffer { Array($0) }
  }

  var count: Int { symbols.count }

  /// Matches at a place, passing over single blanks, dots, dashes and slashes between characters.
  ///
  /// Letters that imitate digits count as digits where the pattern wants one.
  func match(in bytes: TextBytes, at start: Int) -> (end: Int, characters: [UInt8])? {
    var characters: [UInt8] = []
    characters.reserveCapacity(symbols.count)
    var index = start
    for symbol in symbols {
      if !characters.isEmpty {
        let gap = index
        while index < bytes.count, index - gap < 3, Byte.isSeparator(bytes[index]) { index += 1 }
        // A last letter under the line, or anything under a blank one, is the next sentence's.
        let breaks = bytes[gap..<index].count { $0 == 0x0A }
        let isLastLetter = characters.count + 1 == symbols.count && symbol == UInt8(ascii: "L")
        if breaks > 1 || breaks == 1 && isLastLetter { return nil }
      }
      guard index < bytes.count, let character = Self.accept(bytes[index], as: symbol) else {
        return nil
      }
      characters.append(character)
      index += 1
    }
    return (index, characters)
  }

  private static func accept(_ byte: UInt8, as symbol: UInt8) -> UInt8? {
    switch symbol {
    case UInt8(ascii: "L"): Byte.isASCIILetter(byte) ? byte & ~0x20 : nil
    case UInt8(ascii: "D"):
      Byte.isDigit(byte)
        ? byte : DigitChain.isLookAlike(byte) ? (byte | 0x20 == 0x6F ? 0x30 : 0x31) : nil
    case UInt8(ascii: "A"):
      Byte.isDigit(byte) ? byte : Byte.isASCIILetter(byte) ? byte & ~0x20 : nil
    default: byte & ~0x20 == symbol || byte == symbol ? symbol : nil
    }
  }
}

extension Recogniser {
  /// Numbers of persons that hold letters, each with its label, pattern and check.
  static let nationalCodes: [Recogniser] = [
    code(
      .ukNINO, ["LLDDDDDDL", "LLDDDDDD"],
      "nino, national insurance, national insurance number, national insurance no, ni number, ni no, nin, n i number, nat ins no",
      "prefix rules", "HMRC NIM39110"
    ) { _ in true },
    code(
      .usMBI, ["DLADLADLLDD"],
      "mbi, medicare beneficiary identifier, medicare number, medicare id, mbi number", "grammar",
      "CMS"
    ) { _ in true },
    code(
      .deIDCard, ["ADDDDDDDDD", "AAAAAAAAAD", "AAAAAAAAA"],
      "personalausweisnummer, personalausweis, ausweisnummer, personalausweis nr, personalausweisnr, ausweis nr, ausweisnr, ausweis, perso, id card number, aufenthaltstitel",
      "ICAO 7-3-1", "BSI TR-03110"
    ) { $0.contains(where: Byte.isDigit) },
    code(
      .deSocialSecurity, ["DDDDDDDDLDDD"],
      "sozialversicherungsnummer, sv nummer, rentenversicherungsnummer, rentenversicherung, versicherungsnummer, rvnr, svnr, sozialversicherungs nr",
      "mod 10", "Deutsche Rentenversicherung"
    ) { _ in true },
    code(
      .deHealthInsurance, ["LDDDDDDDDD"],
      "kvnr, krankenversichertennummer, versichertennummer, krankenversicherungsnummer, krankenkassennummer",
      "Luhn variant", "GKV-Spitzenverband"
    ) { _ in true },
    code(
      .frNIR, ["DDDDDAADDDDDDDD", "DDDDDAADDDDDD"],
      "nir, numero de securite sociale, securite sociale, numero de secu, n secu, insee, numero ss, numero insee",
      "97 less the remainder", "INSEE", holds: { $0.count == 13 || Checksum.nir($0) }
    ) { $0.count(where: Byte.isLetter) <= 1 },
    code(
      .esNIF, ["DDDDDDDDL", "DDDDDDDL"],
      "nif, dni, n i f, d n i, dni nif, numero de dni, documento de identidad, carnet de identidad",
      "mod 23", "Ministerio del Interior", holds: isNIF
    ) { _ in true },
    code(
      .esNIE, ["LDDDDDDDL"],
      "nie, n i e, numero de nie, numero de extranjero, tarjeta de residencia", "mod 23",
      "Ministerio del Interior", holds: isNIE
    ) { $0[0].isOneOf("XYZ") },
    code(.esCIF, ["LDDDDDDDA"], "cif, c i f, nif de la empresa", "mod 10", "Agencia Tributaria") {
      _ in true
    },
    code(
      .itFiscalCode, ["LLLLLLAALAALAAAL"],
      "codice fiscale, cf, cod fiscale, cod fisc, c f, codice fiscale e", "mod 26", "DM 23/12/1976",
      holds: Checksum.codiceFiscale
    ) { $0.contains(where: Byte.isDigit) },
    code(
      .brCNPJ, ["AAAAAAAAAAAADD"], "cnpj, cnpj da empresa, numero do cnpj", "two mod 11",
      "Receita Federal", holds: Checksum.cnpj
    ) { $0.count(where: Byte.isDigit) >= 6 },
    code(
      .brRG, ["DDDDDDDDA", "DDDDDDDA"], "rg, registro geral, carteira de identidade, identidade",
      "none", "state registries"
    ) { _ in true },
    code(
      .inPAN, ["LLLLLDDDDL"], "pan, pan card, pan number, pan no, permanent account number, pan is",
      "grammar", "Income Tax Department"
    ) { _ in true },
    code(
      .inGSTIN, ["DDLLLLLDDDDLAAA"], "gstin, gst number, gst no, gst", "Luhn mod 36", "GSTN",
      holds: Checksum.gstin
    ) { _ in true },
    code(
      .inVoterID, ["LLLDDDDDDD"], "voter id, epic number, epic no", "none",
      "Election Commission of India"
    ) { _ in true },
    code(
      .iePPS, ["DDDDDDDLL", "DDDDDDDL"], "pps, ppsn, pps number, pps no", "mod 23",
      "Department of Social Protection"
    ) { _ in true },
    code(
      .fiIdentity, ["DDDDDDADDDA", "DDDDDDDDDA"], "henkilotunnus, hetu, personbeteckning", "mod 31",
      "DVV"
    ) { _ in true },
    code(
      .plIDCard, ["LLLDDDDDD"],
      "dowod osobisty, numer dowodu, nr dowodu, seria i numer dowodu, dowodu osobistego, numer dowodu osobistego",
      "7-3-1", "Polish Ministry of Digital Affairs"
    ) { _ in true },
    code(.nlIDCard, ["LLAAAAAAD"], "identiteitskaart, id kaart, documentnummer", "none", "RvIG") {
      _ in true
    },
    code(
      .frIDCard, ["DDDDDDDDDDDD", "AAAAAAAAA"],
      "carte d identite, numero de carte d identite, cni, numero cni", "none", "ANTS"
    ) { $0.contains(where: Byte.isDigit) },
    code(
      .itIDCard, ["LLDDDDDLL", "LLDDDDDDD"],
      "carta d identita, numero carta d identita, documento d identita", "none",
      "Ministero dell'Interno"
    ) { _ in true },
    code(
      .ptIDCard, ["DDDDDDDDDLLD", "DDDDDDDDD", "DDDDDDDD"],
      "cartao de cidadao, numero do cartao de cidadao, bilhete de identidade", "Luhn variant", "IRN"
    ) { _ in true },
    code(
      .usDEA, ["LLDDDDDDD"], "dea, dea number, dea no", "mod 10", "21 CFR 1301",
      holds: { Checksum.dea($0.dropFirst(2).map { $0 - 0x30 }[...]) }
    ) { _ in true },
    code(
      .vatID, ["LLAAAAAAAAAAAA", "LLAAAAAAAAAAA", "LLAAAAAAAAAA", "LLAAAAAAAAA", "LLAAAAAAAA"],
      "vat, vat number, vat no, vat id, vat reg no, ust id, ust idnr, umsatzsteuer id, ustidnr, tva, numero de tva, btw nummer, btw, numer vat, vat ue",
      "national", "VIES"
    ) { $0.count(where: Byte.isDigit) >= 7 },
  ]

  private static func code(
    _ kind: IdentifierKind, _ patterns: [StaticString], _ labels: String, _ checksumName: String,
    _ source: String, holds: (@Sendable ([UInt8]) -> Bool)? = nil,
    accepts: @escaping @Sendable ([UInt8]) -> Bool
  ) -> Recogniser {
    let patterns = patterns.map(CodePattern.init)
    return Recogniser(
      kind, from: .phrases(.phrases(labels)), evidence: "its pattern after its name",
      checksum: checksumName, source: source
    ) { examination, anchor in
      let starts = examination.reader.codeStarts(after: anchor.upperBound)
      for (pattern, start) in patterns.flatMap({ pattern in starts.map { (pattern, $0) } }) {
        examination.visits += pattern.count
        guard let (end, characters) = pattern.match(in: examination.bytes, at: start),
          examination.isWordEnd(end), accepts(characters)
        else { continue }
        let checked = holds.map { $0(characters) }
        examination.add(
          start..<end, kind, checked == true ? 0.98 : 0.9,
          Evidence(nil, "its pattern after a label", holds: checked == true ? checksumName : nil))
        return
      }
    }
  }

  @Sendable private static func isNIF(_ characters: [UInt8]) -> Bool {
    let digits = characters.dropLast().map { $0 - 0x30 }
    return Checksum.spanishLetter(digits.reduce(0) { $0 * 10 + Int($1) }) == characters.last
  }

  @Sendable private static func isNIE(_ characters: [UInt8]) -> Bool {
    guard let prefix = "XYZ".utf8.firstIndex(of: characters[0]) else { return false }
    let first = "XYZ".utf8.distance(from: "XYZ".utf8.startIndex, to: prefix)
    let digits = characters.dropFirst().dropLast().map { $0 - 0x30 }
    return Checksum.spanishLetter(digits.reduce(first) { $0 * 10 + Int($1) }) == characters.last
  }
}
