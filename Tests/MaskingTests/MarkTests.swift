import Sealing
import Testing
import Text

@testable import Masking

/// Words that an agent marks, and masks that an agent lifts.
struct MarkTests {
  private func marked(
    _ words: SanitizedText, as kind: IdentifierKind, in texts: [StaticString]
  ) throws -> [String] {
    var vault = emptyVault()
    return try Masker().mark(
      words, as: kind, in: texts.map { MaskedText(literal: $0) }, into: &vault
    ).map(\.screenForm.string)
  }

  @Test func `marked words are sealed wherever they stand`() throws {
    let texts = try marked(
      "ZK 77/42", as: .customerID,
      in: ["Contract ZK 77/42 ended.", "Again: ZK 77/42, ZK-7742!", "ZK 77/421 is another"])
    #expect(
      texts == [
        "Contract ‹customer 1› ended.", "Again: ‹customer 1›, ‹customer 1›!",
        "ZK 77/421 is another",
      ])
  }

  @Test func `a word inside another is only sealed where it stands nowhere by itself`() throws {
    #expect(
      try marked("Ann", as: .person, in: ["Ann, annual, Annual"]) == ["‹name 1›, annual, Annual"])
    #expect(try marked("7788", as: .unexamined, in: ["xy7788zz"]) == ["xy‹sealed 1›zz"])
  }

  @Test func `what was marked is masked in the mail that comes, exactly and leniently`() throws {
    var vault = emptyVault()
    _ = try Masker().mark("Zebulon Quay", as: .person, in: [], into: &vault)
    _ = try Masker().mark("QX-4477-B", as: .customerID, in: [], into: &vault)
    let mail = try Masker().mask(
      UnmaskedText(received: "Zebulon Quay here about qx 4477 b"), into: &vault)
    #expect(mail.screenForm == "‹name 1› here about ‹customer 1›")
    // But the customer does not go by it: no reply is addressed to it.
    #expect(vault.identifiers.allSatisfy { !$0.isProfile && $0.standing == .marked })
  }

  @Test(
    arguments: [
      ("jane@example.org", IdentifierKind.email), ("4111 1111 1111 1111", .card),
      ("DE89 3704 0044 0532 0130 00", .iban), ("14/02/1961", .dateOfBirth),
      ("020 7946 0958", .phone), ("Zebulon Quay", .person),
    ] as [(SanitizedText, IdentifierKind)])
  func `the likely kind of selected words`(words: SanitizedText, kind: IdentifierKind) {
    #expect(Masker().kind(of: words) == kind)
  }

  @Test(arguments: ["green", "the parcel", "?!"] as [SanitizedText])
  func `words of no form have no likely kind`(words: SanitizedText) {
    #expect(Masker().kind(of: words) == nil)
  }

  @Test func `whoever holds the value can lift its mask, and nobody else`() throws {
    var vault = emptyVault()
    let lookup = LookupKey<Practice>.ephemeral()
    vault = IdentifierVault(key: vault.key, lookup: lookup)
    let text = try Masker().mask(
      UnmaskedText(received: "Part 020 7946 0958, tel: +44 20 7946 0111"), into: &vault)
    let identifier = try #require(vault.identifiers.first { text.tokens.first == $0.token })
    #expect(throws: SealingError.notAuthentic) {
      _ = try LiftedMask(
        of: identifier, showing: Array("something else".utf8).span, lookup: lookup)
    }
    let value = try vault.key.openedForTest(identifier)
    let mask = try LiftedMask(of: identifier, showing: Array(value.utf8).span, lookup: lookup)
    let restored = mask.restored(in: [text], of: &vault)
    #expect(restored[0].screenForm.string.contains(value))
    #expect(restored[0].tokens == text.tokens.filter { $0 != identifier.token })
    #expect(vault.changed.contains { $0.token == identifier.token && $0.standing == .lifted })

    // Allowed, the same value stays readable; known of a customer, it does not.
    let words = restored[0].screenForm
    var allowing = IdentifierVault(
      key: vault.key, lookup: lookup, known: vault.identifiers, allowed: [mask.lookupCode])
    let next = try Masker().mask(UnmaskedText(received: words), into: &allowing)
    #expect(next.screenForm.string.contains(value))
    _ = try Masker().mark(
      SanitizedText(sanitizing: value), as: identifier.token.kind, in: [], into: &allowing)
    let marked = try Masker().mask(UnmaskedText(received: words), into: &allowing)
    #expect(!marked.screenForm.string.contains(value))
  }

  @Test func `a lifted token's number is given to no other value`() throws {
    var vault = emptyVault()
    let first = try vault.token(for: "LT-1", kind: .customerID, because: .marked, showing: .none)
    let code = try #require(vault.identifiers.first?.lookupCode)
    vault.lift(code)
    let second = try vault.token(for: "LT-2", kind: .customerID, because: .marked, showing: .none)
    #expect(first.ordinal == 1 && second.ordinal == 2)
  }

  @Test func `a stretch of characters gives the words it shows`() throws {
    var vault = emptyVault()
    let text = try Masker().mask(
      UnmaskedText(received: "Hi 👩‍👩‍👧 {{x}} jane@example.org and Bob"), into: &vault)
    let runs = text.rangesOfWords
    #expect(runs.count == 2)
    #expect(text.words(in: 0..<2) == "Hi" && text.words(in: 3..<4) == "👩‍👩‍👧")
    #expect(text.words(in: runs[1].upperBound - 3..<runs[1].upperBound) == "Bob")
    #expect(text.words(in: 0..<runs[1].upperBound) == nil)
  }
}
