import Sealing
import Testing
import Text

@testable import Masking

struct VaultTests {
  static func tokens(_ texts: [String]) throws -> [Token] {
    var vault = emptyVault()
    return try texts.flatMap { text in
      try Masker().mask(
        UnmaskedText(received: SanitizedText(sanitizing: text)), into: &vault
      ).tokens
    }
  }

  @Test func `the same value is the same token in every message`() throws {
    let tokens = try Self.tokens([
      "from jane@example.org", "again jane@example.org", "not bob@example.org",
    ])
    #expect(tokens.map(\.ordinal) == [1, 1, 2])
  }

  @Test(arguments: [
    [
      "jane@example.org", "JANE@EXAMPLE.ORG", "j\u{200B}ane@exa\u{AD}mple.org", "jane＠example.org",
      "jane (at) example (dot) org", "&#106;ane&#64;example.org",
    ],
    [
      "+44 20 7946 0958", "+442079460958", "0044 20 7946 0958", "+44.20.7946.0958",
      "+44 (0)20 7946 0958",
    ],
    ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "４１１１ 1111 1111 1111"],
    ["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "DE89-3704-0044-0532-0130-00"],
  ])
  func `ways of writing one value are one token`(ways: [String]) throws {
    let tokens = try Self.tokens(ways.map { "it is \($0), thanks" })
    #expect(tokens.count == ways.count)
    #expect(Set(tokens).count == 1, "\(tokens)")
  }

  @Test func `tokens count on where a stored vault ended`() throws {
    var vault = emptyVault()
    _ = try Masker().mask(UnmaskedText(received: "jane@example.org"), into: &vault)
    let known = vault.identifiers
    var next = IdentifierVault(key: vault.key, lookup: .ephemeral(), known: known)
    let masked = try Masker().mask(UnmaskedText(received: "bob@example.org"), into: &next)
    #expect(masked.tokens.first?.ordinal == 2)
  }

  @Test func `a typed token of the composer is the token it names`() throws {
    var vault = emptyVault()
    let received = try Masker().mask(UnmaskedText(received: "jane@example.org"), into: &vault)
    let composed = try Masker().mask(
      UnmaskedText(composed: "Is ‹email 1› right? {{customer.first_name}} ‹email 9›"), into: &vault)
    #expect(composed.tokens == received.tokens)
    #expect(composed.placeholders.map(\.name) == ["customer.first_name"])
  }

  @Test(arguments: [
    ("4111 1111 1111 1111", IdentifierKind.card, "•••• 1111"),
    ("DE89 3704 0044 0532 0130 00", .iban, "DE•• •••• 3000"),
    ("jane.doe@example.org", .email, "j•••@e•••.org"),
    ("+442079460958", .phone, "+44 ••• ••58"), ("0171 2345678", .phone, "••• ••78"),
    ("Jane Doe", .person, "J•••"), ("hunter2", .password, ""), ("123456", .oneTimeCode, ""),
    ("078-05-1120", .usSSN, ""), ("https://shop.example/reset?token=8f1c", .url, "shop.example"),
  ])
  func `a hint shows what its kind allows`(value: String, kind: IdentifierKind, hint: String) {
    #expect(Hint.hint(for: value, kind: kind).string.hasPrefix(hint))
    if hint.isEmpty { #expect(Hint.hint(for: value, kind: kind).isEmpty) }
  }

  @Test(arguments: ["a@b.c", "1234", "+49123", "DE8", "", "@", "Å"])
  func `a hint of a short value gives it not away`(value: String) {
    for kind in [IdentifierKind.card, .iban, .phone] {
      #expect(Hint.hint(for: value, kind: kind).isEmpty)
    }
  }
}
