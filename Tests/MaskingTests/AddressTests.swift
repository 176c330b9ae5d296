import Testing

@testable import Masking

/// What an address is for is not the address.
struct AddressTests {
  @Test(arguments: [
    "please change the delivery address for LT-20420 today.",
    "Die Lieferadresse für LT-20418 bitte ändern.",
    "l'adresse de livraison pour LT-20417 est fausse.",
    "el domicilio para LT-20417 Gracias",
  ])
  func `a reference after the word for address stays`(text: String) {
    #expect(masked(text) == text)
  }

  @Test(arguments: [
    ("It never came. livrez au 103 rue des Lilas, 1000 Bruxelles.", "103 rue des Lilas"),
    ("We moved to 14 Marlow Lane, Leeds LS1 4AB.", "Marlow Lane"),
    ("Adresse: Lindenstraße 10b, D-04109 Leipzig", "04109"),
  ])
  func `an address is found behind another sentence and with its country's letter`(
    text: String, part: String
  ) {
    #expect(!masked(text).contains(part))
  }

  @Test(arguments: [
    ("passeport n° PE6507785.", "PE6507785"), ("n° de contrat : E97826757", "E97826757"),
    ("nº de contrato: SK-009036", "SK-009036"), ("conto corrente 42402557\n4 x 241 mm", "42402557"),
    ("cuenta bancaria 57419685. 2026-11-24T10:00", "57419685"),
  ])
  func `a label with a short word for number gives its value up`(text: String, value: String) {
    #expect(!masked(text).contains(value))
  }

  @Test func `a unit of time is no form of address`() {
    #expect(masked("took=441ms Paczka nie dotarła") == "took=441ms Paczka nie dotarła")
  }

  @Test(arguments: [
    "x.ab@example.com-----BEGIN PRIVATE KEY-----", "ebjc.cxp@example.com-4795 7506",
    "eyJzfxllqznbd.xiakzqytkeqkwmo.yfghtntrlvnpns\ncsfd.cph@cnfbe.com",
  ])
  func `what a better find leaves of a sure one is masked too`(text: String) {
    #expect(!masked(text).contains("@"))
  }

  @Test func `a given name and a surname in a note are found`() {
    #expect(masked("note: Dana Whitlock rang about it") == "note: [[PERSON_1]] rang about it")
  }
}
