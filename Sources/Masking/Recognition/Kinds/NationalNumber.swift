extension Recogniser {
  /// Numbers of persons that are digits only, each with its label, length and check.
  static let nationalNumbers: [Recogniser] = [
    digits(
      .usSSN, [9], Checksum.none,
      "ssn, social security number, social security no, social security, social sec, ss number, social, my social, itin, tax id itin",
      "area, group and serial", "Social Security Administration"),
    digits(
      .usNPI, [10], Checksum.providerNumber,
      "npi, npi number, national provider identifier, provider number", "Luhn over 80840",
      "45 CFR 162.406"),
    digits(
      .ukNHS, [10], Checksum.nhs, "nhs, nhs number, nhs no, nhs nr, chi number", "mod 11",
      "NHS Data Dictionary"),
    digits(
      .ukUTR, [10], Checksum.utr, "utr, unique taxpayer reference, utr number", "mod 11", "HMRC"),
    digits(
      .caSIN, [9], Checksum.luhn, "sin, social insurance number, sin number, social insurance no",
      "Luhn", "Service Canada"),
    digits(
      .auTFN, [9, 8], Checksum.tfn, "tfn, tax file number, tax file no", "mod 11",
      "Australian Taxation Office"),
    digits(
      .auMedicare, [10, 11], Checksum.medicare,
      "medicare, medicare number, medicare no, medicare card, medicare card number", "mod 10",
      "Services Australia"),
    digits(
      .auABN, [11], Checksum.abn, "abn, australian business number", "mod 89",
      "Australian Business Register"),
    digits(.auACN, [9], Checksum.acn, "acn, australian company number", "mod 10", "ASIC"),
    digits(
      .inAadhaar, [12], Checksum.verhoeff,
      "aadhaar, aadhar, aadhaar number, aadhaar no, adhaar, aadhaar card, uidai", "Verhoeff",
      "UIDAI"),
    digits(
      .deTaxID, [11], Checksum.germanTaxID,
      "steuer id, steueridentifikationsnummer, steuerliche identifikationsnummer, identifikationsnummer, steuer identifikationsnummer, steuer idnr, idnr, tax id, tin, steuernummer",
      "ISO 7064 mod 11,10", "Bundeszentralamt für Steuern"),
    digits(.plPESEL, [11], Checksum.pesel, "pesel, numer pesel, nr pesel", "mod 10", "PESEL Act"),
    digits(
      .plNIP, [10], Checksum.nip, "nip, nip firmy, numer nip, nr nip", "mod 11",
      "Polish Ministry of Finance"),
    digits(.plREGON, [9, 14], Checksum.regon, "regon, numer regon", "mod 11", "Statistics Poland"),
    digits(
      .nlBSN, [9, 8], Checksum.bsn, "bsn, burgerservicenummer, bsn nummer, sofinummer, sofi nummer",
      "eleven-test", "RvIG"),
    digits(
      .brCPF, [11], Checksum.cpf, "cpf, numero do cpf, meu cpf, cpf do titular", "two mod 11",
      "Receita Federal"),
    digits(
      .beNationalNumber, [11], Checksum.belgianNationalNumber,
      "rijksregisternummer, numero national, numero de registre national, numero du registre national, insz, niss",
      "mod 97", "Rijksregister"),
    digits(
      .trIdentity, [11], Checksum.turkishIdentity, "tc kimlik no, tc kimlik, tckn, kimlik no",
      "two mod 10", "NVI"),
    digits(
      .thIdentity, [13], Checksum.thaiIdentity, "thai id, thai national id", "mod 11",
      "Thai Interior Ministry"),
    digits(
      .krResident, [13], Checksum.koreanResident, "rrn, resident registration number", "mod 11",
      "Korean Resident Registration Act"),
    digits(
      .zaIdentity, [13], Checksum.luhn, "rsa id, south african id, sa id, id number", "Luhn",
      "South African Home Affairs"),
    digits(
      .ptNIF, [9], Checksum.portugueseNIF,
      "numero de contribuinte, contribuinte, nif portugues, nif, numero de identificacao fiscal, numero fiscal",
      "mod 11", "Autoridade Tributária"),
    digits(
      .imei, [15], Checksum.luhn, "imei, imei number, imei nr, imei nummer, numero imei", "Luhn",
      "3GPP TS 23.003"),
    digits(.frSIRET, [14], Checksum.luhn, "siret, numero siret", "Luhn", "INSEE"),
    digits(.frSIREN, [9], Checksum.luhn, "siren, numero siren", "Luhn", "INSEE"),
    digits(
      .itVAT, [11], Checksum.luhn, "partita iva, p iva, piva", "Luhn", "Agenzia delle Entrate"),
    digits(
      .seIdentity, [10, 12], Checksum.swedish,
      "personnummer, samordningsnummer, org nummer, persnr, pers nr, pers nummer, mitt personnummer, personnr, pnr",
      "Luhn", "Skatteverket"),
    digits(
      .dkIdentity, [10], Checksum.none,
      "cpr, cpr nummer, cpr nr, cprnummer, cpr no, personnummer, mit cpr", "none since 2007",
      "CPR-kontoret"
    ),
    digits(
      .noIdentity, [11], Checksum.norwegian,
      "fodselsnummer, d nummer, fodselsnr, fodselsnummeret, personnummer, fnr", "two mod 11",
      "Skatteetaten"
    ),
    digits(
      .chIdentity, [13], Checksum.ean,
      "ahv, ahv nummer, ahv nr, avs, numero avs, no avs, ahvn, sozialversicherungsnummer, avs nummer",
      "EAN-13", "ZAS"),
    digits(
      .atSocialSecurity, [10], Checksum.austrian, "svnr, sv nummer, sozialversicherungsnummer",
      "mod 11", "Dachverband der Sozialversicherungsträger"),
    digits(
      .nzIRD, [9, 8], Checksum.newZealandIRD,
      "ird, ird number, ird no, inland revenue number", "mod 11, two sets of weights",
      "Inland Revenue, New Zealand"),
    digits(
      .cnIdentity, [18], Checksum.chineseIdentity, "chinese id, resident identity card, prc id",
      "ISO 7064 mod 11-2", "GB 11643"),
  ]

  private static func digits(
    _ kind: IdentifierKind, _ counts: [Int],
    _ checksum: @escaping @Sendable (ArraySlice<UInt8>) -> Bool, _ labels: String, _ name: String,
    _ source: String
  ) -> Recogniser {
    Recogniser(
      kind, from: .phrases(.phrases(labels)), evidence: "its length in digits after its name",
      checksum: name, source: source
    ) { examination, anchor in
      examination.addDigits(
        after: anchor, counts: counts, kind, checksum: checksum, name: name)
    }
  }

  static let bareSSN = Recogniser(
    .usSSN, from: .chain,
    evidence: "three, two and four digits with dashes, of an area that is issued",
    checksum: "none; ranges", source: "Social Security Administration"
  ) { examination, _ in
    examination.examineBareNumber()
  }
}

extension Checksum {
  static func none(_ digits: ArraySlice<UInt8>) -> Bool { true }

  /// Portuguese NIF: weights 9 to 2, mod 11.
  static func portugueseNIF(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9, let last = digits.last else { return false }
    let check = 11 - weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return (check > 9 ? 0 : check) == Int(last)
  }

  /// Swedish personal number: Luhn over the last ten digits.
  static func swedish(_ digits: ArraySlice<UInt8>) -> Bool { luhn(digits.suffix(10)) }

  /// Norwegian birth number: two mod 11 digits.
  static func norwegian(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 11 && weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0
      && weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  /// New Zealand's tax number: mod 11 with one set of weights, and with another where that gives 10.
  static func newZealandIRD(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let last = digits.last, digits.count == 8 || digits.count == 9 else { return false }
    let padded = digits.count == 8 ? [0] + digits : digits
    func check(_ weights: [Int]) -> Int { (11 - weighted(padded, weights) % 11) % 11 }
    let first = check([3, 2, 7, 6, 5, 4, 3, 2])
    return Int(last) == (first < 10 ? first : check([7, 4, 3, 2, 5, 2, 7, 6]))
  }

  /// EAN-13, as the Swiss AHV number uses it.
  static func ean(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 13 && weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0
  }

  /// Austrian social insurance number: the fourth digit checks the others, mod 11.
  static func austrian(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 10 else { return false }
    let values = Array(digits)
    return weighted(values[...], [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == Int(values[3])
  }
}

extension Examination {
  /// Numbers whose grouping and check are proof without a label.
  fileprivate mutating func examineBareNumber() {
    guard chain.count >= 9 else { return }
    for first in 0..<min(chain.count - 8, 24) where chain.isGroupStart(first) {
      if examineBareSSN(from: first) || examineBareBrazilian(from: first) { return }
    }
  }

  private mutating func examineBareSSN(from first: Int) -> Bool {
    let slice = first..<(first + 9)
    guard chain.isGroupStart(first + 9), chain.grouping(slice) == 0x324,
      chain.isUniform(slice) || chain.isBroken(slice), reader.isIssuedSSN(chain.digits[slice])
    else { return false }
    let range = chain.range(slice)
    let isGlued =
      Byte.isAlphanumeric(byte(range.lowerBound - 1)) && !isWordStart(range.lowerBound - 1)
    guard !isGlued, byte(range.lowerBound - 1) != 0x2D || byte(range.lowerBound - 2) == 0x2A else {
      return false
    }
    let isDashed = byte(chain.places[first + 2].end) == 0x2D
    add(
      range, .usSSN, isDashed ? 0.8 : 0.66, "three, two and four digits, an issued area",
      isFirm: isDashed)
    return true
  }

  private mutating func examineBareBrazilian(from first: Int) -> Bool {
    if chain.count >= first + 14, chain.isGroupStart(first + 14) {
      let slice = first..<(first + 14)
      if chain.grouping(slice) == 0x23342,
        Checksum.cnpj(chain.digits[slice].map { $0 + 0x30 })
      {
        add(chain.range(slice), .brCNPJ, 0.95, "grouped as a CNPJ, both check digits hold")
        return true
      }
    }
    guard chain.count >= first + 11, chain.isGroupStart(first + 11) else { return false }
    let slice = first..<(first + 11)
    // With dots alone it is an address of the network as well.
    guard chain.grouping(slice) == 0x3332, chain.places[first + 9].gap != 0x2E,
      Checksum.cpf(chain.digits[slice])
    else {
      return false
    }
    add(chain.range(slice), .brCPF, 0.94, "grouped as a CPF, both check digits hold")
    return true
  }
}

extension FoldedReader {
  fileprivate func isIssuedSSN(_ digits: ArraySlice<UInt8>) -> Bool {
    let area = Checksum.remainder(digits.prefix(3), by: 1000)
    return area != 0 && area != 666 && area < 900
      && !digits.dropFirst(3).prefix(2).allSatisfy { $0 == 0 }
      && !digits.suffix(4).allSatisfy { $0 == 0 }
  }
}
