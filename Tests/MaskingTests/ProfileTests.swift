import Testing
import Text

@testable import Masking

/// What is known of the requester is found without any pattern.
struct ProfileTests {
  static let profile = [
    ProfileFact(kind: .person, value: "José Ramírez-Ortega"),
    ProfileFact(kind: .email, value: "jose@ramirez.example"),
    ProfileFact(kind: .phone, value: "+34 612 345 678"),
    ProfileFact(kind: .customerID, value: "KX-4711-22"),
    ProfileFact(kind: .address, value: "Calle Mayor 15, 28013 Madrid"),
  ]

  @Test(arguments: [
    ("sincerely yours José", "José"), ("it is JOSE RAMIREZ-ORTEGA here", "JOSE RAMIREZ-ORTEGA"),
    ("ask for Ramírez-Ortega, José", "Ramírez-Ortega, José"), ("that is Jose's order", "Jose"),
    ("jose ramirez-ortega wrote", "jose ramirez-ortega"), ("J o s é", ""),
    ("dial 612345678 today", "612345678"), ("dial 0034 612 34 56 78 today", "0034 612 34 56 78"),
    ("it is kx471122 as always", "kx471122"), ("no. KX 4711 22", "KX 4711 22"),
    ("still at Calle Mayor 15 28013 Madrid you know", "Calle Mayor 15 28013 Madrid"),
    ("José\u{200B} came", "José"), ("the joke of josephine", ""),
  ])
  func `a known value is found however it is written`(text: String, value: String) {
    let scalars = Array(text.unicodeScalars)
    let spans = MaskFilter().mask(text, profile: Self.profile).spans
    let found = spans.map { String(String.UnicodeScalarView(scalars[$0.start..<$0.end])) }
    #expect(found == (value.isEmpty ? [] : [value]))
  }

  @Test func `a name that is a common word leaves the word alone`() {
    let profile = [ProfileFact(kind: .person, value: "Will May")]
    let text = "Will will pay in May"
    #expect(MaskFilter().mask(text, profile: profile).masked == text)
    #expect(
      MaskFilter().mask("it is Will May, hello", profile: profile).masked
        == "it is [[PERSON_1]], hello")
  }

  @Test func `a name that a message introduces is masked all through it`() {
    let masked = MaskFilter().mask(
      "Maris was here. My name is Maris Okonjo and I wait.\n\nThanks\nMaris"
    ).masked
    #expect(!masked.contains("Maris"))
  }

  @Test func `what the vault knows is masked in the next message`() throws {
    var vault = emptyVault()
    let token = try vault.addProfile(UnmaskedText(received: "Maris Okonjo"), kind: .person)
    let masked = try Masker().mask(
      UnmaskedText(received: "the parcel of Maris Okonjo is late"), into: &vault)
    #expect(masked.tokens == [token])
  }
}
