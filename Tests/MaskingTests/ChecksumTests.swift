import Testing

@testable import Masking

/// Numbers that their issuers, the standards or their registries publish as examples.
struct ChecksumTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let scheme: String
    let number: String
    let source: String
    let holds: @Sendable (ArraySlice<UInt8>) -> Bool
    var testDescription: String { "\(scheme) \(number)" }
  }

  static let digitVectors: [Vector] =
    [
      Vector(
        scheme: "Luhn", number: "79927398713", source: "H. P. Luhn's method, common example",
        holds: Checksum.luhn),
      Vector(
        scheme: "Luhn", number: "4111111111111111", source: "Visa test card", holds: Checksum.luhn),
      Vector(
        scheme: "Luhn", number: "378282246310005", source: "American Express test card",
        holds: Checksum.luhn),
      Vector(
        scheme: "IMEI", number: "490154203237518", source: "GSM Association example",
        holds: Checksum.luhn),
      Vector(scheme: "SIREN", number: "732829320", source: "INSEE example", holds: Checksum.luhn),
      Vector(
        scheme: "SIRET", number: "73282932000074", source: "INSEE example", holds: Checksum.luhn),
      Vector(
        scheme: "Partita IVA", number: "00743110157", source: "VIES example", holds: Checksum.luhn),
      Vector(
        scheme: "SIN", number: "046454286", source: "Service Canada example", holds: Checksum.luhn),
      Vector(
        scheme: "NPI", number: "1234567893", source: "CMS, NPI check digit",
        holds: Checksum.providerNumber),
      Vector(
        scheme: "ABA", number: "021000021", source: "Federal Reserve directory",
        holds: Checksum.routing),
      Vector(
        scheme: "ABA", number: "111000025", source: "Federal Reserve directory",
        holds: Checksum.routing),
      Vector(
        scheme: "NHS", number: "9434765919", source: "NHS Data Dictionary", holds: Checksum.nhs),
      Vector(scheme: "UTR", number: "1955839661", source: "HMRC test data", holds: Checksum.utr),
      Vector(
        scheme: "UK VAT", number: "980780684", source: "HMRC VAT check example",
        holds: Checksum.ukVAT
      ),
      Vector(
        scheme: "Steuer-ID", number: "86095742719", source: "BZSt test number",
        holds: Checksum.germanTaxID),
      Vector(
        scheme: "Steuer-ID", number: "65929970489", source: "BZSt test number",
        holds: Checksum.germanTaxID),
      Vector(
        scheme: "Verhoeff", number: "2363", source: "J. Verhoeff 1969, worked example 236",
        holds: Checksum.verhoeff),
      Vector(scheme: "BSN", number: "111222333", source: "RvIG test number", holds: Checksum.bsn),
      Vector(
        scheme: "CPF", number: "11144477735", source: "Receita Federal, worked example",
        holds: Checksum.cpf),
      Vector(
        scheme: "PESEL", number: "44051401359", source: "PESEL Act, common example",
        holds: Checksum.pesel),
      Vector(
        scheme: "NIP", number: "1234563218", source: "Polish Ministry of Finance example",
        holds: Checksum.nip),
      Vector(
        scheme: "REGON", number: "123456785", source: "Statistics Poland example",
        holds: Checksum.regon),
      Vector(scheme: "TFN", number: "123456782", source: "ATO test number", holds: Checksum.tfn),
      Vector(
        scheme: "Medicare", number: "2428778132", source: "Services Australia sample card",
        holds: Checksum.medicare),
      Vector(
        scheme: "ABN", number: "51824753556", source: "the ATO's own number", holds: Checksum.abn),
      Vector(
        scheme: "ACN", number: "004085616", source: "ASIC, ACN check digit", holds: Checksum.acn),
      Vector(
        scheme: "Rijksregister", number: "93051822361", source: "IBZ, worked example",
        holds: Checksum.belgianNationalNumber),
      Vector(
        scheme: "TCKN", number: "10000000146", source: "NVI test number",
        holds: Checksum.turkishIdentity),
      Vector(
        scheme: "AHV", number: "7569217076985", source: "ZAS sample card", holds: Checksum.ean),
      Vector(
        scheme: "SVNR", number: "1237010180", source: "Dachverband sample card",
        holds: Checksum.austrian),
      Vector(
        scheme: "NIF", number: "123456789", source: "Autoridade Tributária example",
        holds: Checksum.portugueseNIF),
      Vector(
        scheme: "personnummer", number: "8112189876", source: "Skatteverket example",
        holds: Checksum.swedish),
      Vector(
        scheme: "DEA", number: "1234563", source: "21 CFR 1301, worked example", holds: Checksum.dea
      ),
    ] + moreDigitVectors

  /// Schemes whose examples stand in their specification, or in the tests of python-stdnum, which names
  /// the authority for each.
  static let moreDigitVectors: [Vector] = [
    Vector(
      scheme: "IRD", number: "49091850",
      source: "Inland Revenue, withholding tax file specification",
      holds: Checksum.newZealandIRD),
    Vector(
      scheme: "IRD", number: "35901981", source: "Inland Revenue, the same, second weights",
      holds: Checksum.newZealandIRD),
    Vector(
      scheme: "IRD", number: "136410132", source: "Inland Revenue, the same, nine digits",
      holds: Checksum.newZealandIRD),
    Vector(
      scheme: "fodselsnummer", number: "15108695088", source: "python-stdnum, no.fodselsnummer",
      holds: Checksum.norwegian),
    Vector(
      scheme: "RRN", number: "9710139019902", source: "python-stdnum, kr.rrn",
      holds: Checksum.koreanResident),
    Vector(
      scheme: "Thai ID", number: "1234545678781", source: "python-stdnum, th.pin",
      holds: Checksum.thaiIdentity),
    Vector(
      scheme: "TCKN", number: "17291716060", source: "python-stdnum, tr.tckimlik",
      holds: Checksum.turkishIdentity),
    Vector(
      scheme: "Aadhaar", number: "234123412346", source: "python-stdnum, in_.aadhaar",
      holds: Checksum.verhoeff),
    Vector(
      scheme: "ISO 7064 mod 11,10", number: "36574261809", source: "BZSt test number",
      holds: Checksum.mod11And10),
    Vector(
      scheme: "ISO 7064 mod 11,10", number: "136695976", source: "python-stdnum, de.vat",
      holds: Checksum.mod11And10),
    Vector(
      scheme: "BSN", number: "123456782", source: "RvIG, the eleven-test", holds: Checksum.bsn),
    Vector(
      scheme: "Rijksregister", number: "85073003328", source: "python-stdnum, be.nn",
      holds: Checksum.belgianNationalNumber),
    Vector(
      scheme: "Rijksregister", number: "17073003384",
      source: "python-stdnum, be.nn, born after 2000",
      holds: Checksum.belgianNationalNumber),
    Vector(
      scheme: "NHS", number: "9434765870", source: "python-stdnum, gb.nhs", holds: Checksum.nhs),
    Vector(
      scheme: "IMEI", number: "356938035643809", source: "3GPP TS 23.003, common example",
      holds: Checksum.luhn),
    Vector(
      scheme: "Mastercard", number: "2223003122003222", source: "Mastercard test card, series 2",
      holds: Checksum.luhn),
  ]

  @Test(arguments: digitVectors)
  func `a published number passes its check`(vector: Vector) {
    let digits = vector.number.utf8.map { $0 - 0x30 }
    #expect(vector.holds(digits[...]), "\(vector.source)")
  }

  @Test(arguments: digitVectors)
  func `a published number with its last digit changed fails`(vector: Vector) {
    var digits = vector.number.utf8.map { $0 - 0x30 }
    // UTR is checked by its first digit, Austria's number by its fourth, Medicare by its ninth.
    let place =
      switch vector.scheme {
      case "UTR": 0
      case "SVNR": 3
      case "Medicare": 8
      default: digits.count - 1
      }
    digits[place] = (digits[place] + 1) % 10
    #expect(!vector.holds(digits[...]))
  }

  @Test(arguments: [
    "GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606",
    "NL91ABNA0417164300", "ES9121000418450200051332", "IT60X0542811101000000123456",
    "PL61109010140000071219812874", "BE68539007547034", "CH9300762011623852957",
    "AT611904300234573201", "PT50000201231234567890154", "BR9700360305000010009795493P1",
    "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
  ])
  func `an example of the IBAN registry passes`(number: String) {
    #expect(Checksum.iban(Array(number.utf8)))
    let last: Character = number.last == "1" ? "2" : "1"
    #expect(!Checksum.iban(Array((number.dropLast() + [last]).utf8)))
  }

  @Test(arguments: ["11222333000181", "12ABC34501DE35"])
  func `a CNPJ of the Receita Federal passes, letters included`(number: String) {
    #expect(Checksum.cnpj(Array(number.utf8)))
    #expect(!Checksum.cnpj(Array((number.dropLast() + "9").utf8)))
  }

  @Test(arguments: ["255081416802538", "295109912611193"])
  func `a French NIR passes, and fails with its key changed`(number: String) {
    #expect(Checksum.nir(Array(number.utf8)))
    let last: Character = number.last == "3" ? "4" : "3"
    #expect(!Checksum.nir(Array((number.dropLast() + [last]).utf8)))
  }

  @Test(arguments: [("2A", "19"), ("2B", "18")])
  func `Corsica's departments count as 19 and 18 in a French NIR`(letters: String, digits: String) {
    let key = 97 - Checksum.remainder("18004\(digits)068001".utf8.map { $0 - 0x30 }[...], by: 97)
    let number = "18004\(letters)068001" + (key < 10 ? "0\(key)" : "\(key)")
    #expect(Checksum.nir(Array(number.utf8)))
    #expect(!Checksum.nir(Array(number.replacing(letters, with: "17").utf8)))
  }

  @Test(arguments: ["RSSMRA85T10A562S", "MRTMTT91D08F205J"])
  func `an Italian fiscal code passes`(code: String) {
    #expect(Checksum.codiceFiscale(Array(code.utf8)))
    #expect(!Checksum.codiceFiscale(Array((code.dropLast() + "X").utf8)))
  }

  @Test func `Spain's letters follow from the number`() {
    #expect(Checksum.spanishLetter(12_345_678) == UInt8(ascii: "Z"))
    #expect(Checksum.spanishLetter(1_234_567) == UInt8(ascii: "L"))
    #expect(Checksum.spanishLetter(12_345_679) != UInt8(ascii: "Z"))
    // X counts as 0, Y as 1: the NIE X-2482300-W of python-stdnum.
    #expect(Checksum.spanishLetter(2_482_300) == UInt8(ascii: "W"))
  }

  @Test func `Ireland's and Finland's characters follow from the number`() {
    #expect(Checksum.irishLetter([1, 2, 3, 4, 5, 6, 7], second: 0) == UInt8(ascii: "T"))
    #expect(Checksum.irishLetter([6, 4, 3, 3, 4, 3, 5], second: 0) == UInt8(ascii: "F"))
    #expect(Checksum.irishLetter([6, 4, 3, 3, 4, 3, 6], second: 0) != UInt8(ascii: "F"))
    #expect(Checksum.finnishCharacter(131_052_309) != UInt8(ascii: "T"))
    #expect(Checksum.finnishCharacter(131_052_308) == UInt8(ascii: "T"))
  }

  @Test(arguments: ["1M8GDM9AXKP042788", "11111111111111111"])
  func `a vehicle of 49 CFR 565 passes`(number: String) {
    #expect(Checksum.vehicle(Array(number.utf8)))
    #expect(!Checksum.vehicle(Array((number.dropLast() + "5").utf8)))
  }

  @Test func `India's sales tax number passes`() {
    #expect(Checksum.gstin(Array("27AAPFU0939F1ZV".utf8)))
    #expect(!Checksum.gstin(Array("27AAPFU0939F1ZW".utf8)))
  }

  @Test func `China's identity number of GB 11643 passes with X for ten`() {
    var digits: [UInt8] = [1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 1, 2, 3, 1, 0, 0, 2, 10]
    #expect(Checksum.chineseIdentity(digits[...]))
    digits[17] = 1
    #expect(!Checksum.chineseIdentity(digits[...]))
    digits = "440524188001010014".utf8.map { $0 - 0x30 }
    #expect(Checksum.chineseIdentity(digits[...]))
    digits[3] = 4
    #expect(!Checksum.chineseIdentity(digits[...]))
  }

  @Test(arguments: ["L898902C36", "7408122", "1204159"])
  func `a field of ICAO's specimen passport passes`(field: String) throws {
    #expect(Checksum.icao(Array(field.utf8)[...]))
    let last = try #require(field.last?.wholeNumberValue)
    #expect(!Checksum.icao(Array((field.dropLast() + "\((last + 1) % 10)").utf8)[...]))
  }

  @Test func `SHA-256 gives the digest of FIPS 180-4`() {
    let digest = SHA256.hash(Array("abc".utf8)[...])
    let expected: [UInt8] = [
      0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22,
      0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00,
      0x15, 0xad,
    ]
    #expect(digest == expected)
  }

  @Test(arguments: [
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
  ])
  func `a Base58 address passes, and fails with a letter changed`(address: String) {
    #expect(TextBytes.reading(Array(address.utf8), Base58.isChecked))
    #expect(!TextBytes.reading(Array((address.dropLast() + "z").utf8), Base58.isChecked))
  }

  @Test(arguments: [
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
  ])
  func `an address of BIP-173 or BIP-350 passes`(address: String) {
    #expect(TextBytes.reading(Array(address.utf8), Bech32.check) == true)
  }
}
