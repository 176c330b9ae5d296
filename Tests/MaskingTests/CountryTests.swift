import Testing

@testable import Masking

/// Labels, groupings and postcodes of countries, each as its people write them.
struct CountryTests {
  @Test(arguments: [
    ("mit nummer er 47 11 65 71, tak", "mit nummer er [[PHONE_1]], tak"),
    ("numeroni on 040 1234567.", "numeroni on [[PHONE_1]]."),
    ("passin numero on FF8581015", "passin numero on [[PASSPORT_1]]"),
    ("nummerplade LS 24 028, tak", "nummerplade [[LICENSE_PLATE_1]], tak"),
    ("registreringsnummer WBP 16S, tack", "registreringsnummer [[LICENSE_PLATE_1]], tack"),
    ("number plate 143-KE-41035.", "number plate [[LICENSE_PLATE_1]]."),
    ("født 1977-03-03", "født [[DATE_OF_BIRTH_1]]"),
    ("pers.nr 811228-9874", "pers.nr [[SE_PERSONNUMMER_1]]"),
    ("my IRD number is 49-091-850", "my IRD number is [[NZ_IRD_1]]"),
    ("NIF 123456789", "NIF [[PT_NIF_1]]"),
    (
      "sort code and account number 20-00-00 55779911",
      "sort code and account number [[BANK_ACCOUNT_1]]"
    ),
    (
      "numer konta 61 1090 1014 0000 0712 1981 2874", "numer konta [[BANK_ACCOUNT_1]]"
    ),
    ("NHS number → 943 476 5919", "NHS number → [[UK_NHS_1]]"),
    ("CPF (novo): 111.444.777-35", "CPF (novo): [[BR_CPF_1]]"),
    ("born (me): 28.10.1952", "born (me): [[DATE_OF_BIRTH_1]]"),
    ("mobile 📞 07700 900417", "mobile 📞 [[PHONE_1]]"),
    ("Kontonr.\n\t4172 3753457916", "Kontonr.\n\t[[BANK_ACCOUNT_1]]"),
    ("Passport no.\nZ5324779\n", "Passport no.\n[[PASSPORT_1]]\n"),
  ])
  func `a label is known in its language`(text: String, expected: String) {
    #expect(masked(text) == expected)
  }

  @Test(arguments: [
    "ny adresse: Strandvejen 38, 2. tv, 8924 Aarhus C", "Adresse: Seestrasse 5, 9000 St. Gallen",
    "neue Anschrift: An der Mühle 56 b, 06108 Halle (Saale)",
    "osoite: Mannerheimintie 10 A 4, 00100 Helsinki",
    "adress: Drottninggatan 24 lgh 1102, 641 85 Malmö",
    "new address: 76 Merrion Street, Dublin D02 E3T7",
    "new address: 113 Rata Street, Nelson 5204",
    "novo endereço: Rua Augusta, 1596, Centro, São Paulo - SP, 07940-334",
  ])
  func `an address ends where its country's addresses do`(text: String) throws {
    let label = try #require(text.firstIndex(of: ":"))
    #expect(masked("\(text) (since 2019).") == "\(text[...label]) [[ADDRESS_1]] (since 2019).")
  }

  @Test(arguments: [
    "in FooService.handle(FooService.java:217)", "shipped 8924 Aarhus C\n\nOrdre LT-20417",
  ])
  func `what only looks like an identifier stays`(text: String) {
    #expect(masked(text) == text)
  }
}
