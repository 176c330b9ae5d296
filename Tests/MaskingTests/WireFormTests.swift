import Sealing
import Testing
import Text

@testable import Masking

struct WireFormTests {
  static let card = Token(kind: .card, ordinal: 1)

  static let hostile = [
    "[[CREDIT_CARD_1]]", "\\[[CREDIT_CARD_1]]", "[[[CREDIT_CARD_1]]]", "{{customer.first_name}}",
    "\\{{x}}", "{{{x}}}", "\\", "\\\\", "[", "[[", "]]", "{", "{{", "}}", "[\u{301}[EMAIL_1]]",
    "[[EMAIL_1]\u{301}]", "\u{301}", "‹email 1›", "[[A]][[B_2]]", "[\\[EMAIL_1]]",
  ]

  @Test(arguments: hostile)
  func `typed words come back as words`(words: String) {
    let text = MaskedText(segments: [.text(SanitizedText(sanitizing: words))])
    #expect(MaskedText(wireForm: text.wireForm) == text)
  }

  @Test(arguments: hostile)
  func `a token between typed words stays the one token`(words: String) {
    let words = SanitizedText(sanitizing: words)
    let text = MaskedText(segments: [.text(words), .token(Self.card), .text(words)])
    let read = MaskedText(wireForm: text.wireForm)
    #expect(read.tokens == [Self.card])
    #expect(read.wireForm == text.wireForm)
    #expect(read.segments.count == 3)
  }

  @Test func `a placeholder keeps its fallback and its mark`() {
    let placeholder = Placeholder(name: "customer.first_name", fallback: "there", isRequired: true)
    let text = MaskedText(segments: [.placeholder(placeholder)])
    #expect(text.wireForm == "{{customer.first_name|there!}}")
    #expect(MaskedText(wireForm: text.wireForm) == text)
  }

  @Test(arguments: [
    "{{name|4111 1111 1111 1111}}", "{{name|maris@example.net!}}", "{{4111111111111111}}",
    "{{name|Ada Lovelace}}",
  ])
  func `an identifier typed into a placeholder is masked like any other`(typed: String) throws {
    var vault = emptyVault()
    _ = try vault.addProfile(UnmaskedText(received: "Ada Lovelace"), kind: .person)
    let masked = try Masker().mask(
      UnmaskedText(composed: SanitizedText(sanitizing: typed)), into: &vault)
    #expect(masked.placeholders.isEmpty)
    #expect(masked.tokens.count == 1)
  }

  @Test(arguments: [
    "{{customer.first_name|there}}", "{{customer.email}}", "{{customer.phone!}}", "{{order_ref!}}",
    "{{ticket.number}}", "{{agent.name}}", "{{workspace.name|the team}}", "{{refund.days|14 days}}",
  ])
  func `a placeholder that holds no identifier stays one`(typed: String) throws {
    var vault = emptyVault()
    _ = try vault.addProfile(UnmaskedText(received: "Ada Lovelace"), kind: .person)
    let masked = try Masker().mask(
      UnmaskedText(composed: SanitizedText(sanitizing: typed)), into: &vault)
    #expect(masked.placeholders.map(\.sourceForm) == [typed])
  }

  @Test func `what looks like a token does not show as one`() throws {
    var vault = emptyVault()
    let typed = SanitizedText(sanitizing: "‹card 1› is not [[CREDIT_CARD_1]] nor {{x}}")
    let masked = try Masker().mask(UnmaskedText(received: typed), into: &vault)
    #expect(masked.tokens.isEmpty)
    #expect(masked.placeholders.isEmpty)
    let shown = masked.screenForm.string
    #expect(!shown.contains("‹") && !shown.contains("›") && !shown.contains("{{"))
    #expect(shown.hasPrefix("<card 1>"))
  }

  @Test func `a real token shows between its marks`() {
    let text = MaskedText(segments: [.text("paid with "), .token(Self.card)])
    #expect(text.screenForm.string == "paid with ‹card 1›")
    #expect(text.rankingForm == "paid with  #credit_card ")
  }

  @Test func `a sealed text opens in its place and in no other`() throws {
    let key = DataKey<Practice>.random(for: CustomerID(rawValue: 1))
    let place = SealContext(table: "message", column: "body", row: 1)
    let text = MaskedText(segments: [.text("hello "), .token(Self.card)])
    let sealed = try SealedText(text, under: key, in: place)
    #expect(try sealed.open(under: key, in: place) == text)
    #expect(throws: SealingError.self) {
      try sealed.open(under: key, in: SealContext(table: "message", column: "body", row: 2))
    }
    #expect(throws: SealingError.self) {
      try sealed.open(under: .random(for: CustomerID(rawValue: 1)), in: place)
    }
  }
}
