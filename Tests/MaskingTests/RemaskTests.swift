import Sealing
import Testing
import Text

@testable import Masking

/// Stored texts, examined again by recognisers that have learned since.
struct RemaskTests {
  /// Words as a masker without recognisers would have left them, with tokens for what is in brackets.
  private func stored(
    _ words: String, into vault: inout IdentifierVault<Practice>
  ) throws -> MaskedText {
    var segments: [MaskedText.Segment] = []
    for (index, part) in words.split(separator: "|", omittingEmptySubsequences: false).enumerated()
    {
      let text = SanitizedText(sanitizing: String(part))
      guard !index.isMultiple(of: 2) else {
        segments.append(.text(text))
        continue
      }
      let found = Masker().detect(in: text)
      #expect(found.count == 1, "\(part) is one identifier")
      segments += try Masker().mask(UnmaskedText(received: text), into: &vault).segments
    }
    return MaskedText(segments: segments)
  }

  private func remasked(_ words: String) throws -> String {
    var vault = emptyVault()
    let text = try stored(words, into: &vault)
    return try Masker().remask([text], into: &vault)[0].screenForm.string
  }

  @Test(arguments: [
    (
      "Write to |jane@example.org| or call +44 20 7946 0958.",
      "Write to ‹email 1› or call ‹phone 1›."
    ),
    ("Card |4111 1111 1111 1111|, mail bob@example.net", "Card ‹card 1›, mail ‹email 1›"),
    ("|jane@example.org| and joan@example.org", "‹email 1› and ‹email 2›"),
    ("Again jane@example.org, |jane@example.org|", "Again ‹email 1›, ‹email 1›"),
    ("Order LT-20417 of 2026-03-02", "Order LT-20417 of 2026-03-02"),
    ("", ""),
  ])
  func `what was missed is sealed beside what was not`(words: String, expected: String) throws {
    #expect(try remasked(words) == expected)
  }

  @Test func `the words of a token's screen form are no evidence`() throws {
    // "card" before digits is a label, and "‹card 1›" must not be one.
    var vault = emptyVault()
    let text = try stored(
      "|4111 1111 1111 1111| 4000 1234 5678 9018 is a part number", into: &vault)
    let alone = try Masker().mask(
      UnmaskedText(received: "4000 1234 5678 9018 is a part number"), into: &vault)
    #expect(alone.tokens.isEmpty)
    #expect(try Masker().remask([text], into: &vault) == [text])
  }

  @Test func `what the profile holds is found`() throws {
    var vault = emptyVault()
    let text = MaskedText(literal: "It was Zebulon Quay who said so.")
    _ = try vault.addProfile(UnmaskedText(received: "Zebulon Quay"), kind: .person)
    let remasked = try Masker().remask([text], into: &vault)
    #expect(remasked[0].screenForm == "It was ‹name 1› who said so.")
  }

  @Test func `placeholders of a reply stay what they are`() throws {
    var vault = emptyVault()
    let reply = try Masker().mask(
      UnmaskedText(composed: "Hello {{customer.first_name}}, {{refund.reference!}}"), into: &vault)
    #expect(try Masker().remask([reply], into: &vault) == [reply])
  }

  @Test func `a find that reaches over a token is sealed on both sides of it`() throws {
    var vault = emptyVault()
    let text = try stored("12 |jane@example.org| Lane ", into: &vault)
    let opaque = OpaqueText(text)
    let found = Detection(
      range: 0..<opaque.text.string.utf8.count, kind: .address, certainty: 0.9, evidence: "")
    let masked = try opaque.replacing([found]) { value, detection throws(SealingError) in
      .token(
        try vault.token(for: value.string, kind: detection.kind, because: .marked, showing: .none))
    }
    #expect(masked.screenForm == "‹address 1› ‹email 1› ‹address 2› ")
  }

  @Test func `a second look changes nothing, whatever was written`() throws {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<300 {
      var vault = emptyVault()
      let count = Int.random(in: 1...5, using: &generator)
      let segments = (0..<count).flatMap { _ -> [MaskedText.Segment] in
        let words = Pieces.all.randomElement(using: &generator) ?? ""
        let between = ["\n", " ", ", "].randomElement(using: &generator) ?? " "
        let text = SanitizedText(sanitizing: words + between)
        let token = try? vault.token(
          for: "value \(Int.random(in: 1...3, using: &generator))", kind: .phone, because: .marked,
          showing: .none)
        let tokens = token.map { [MaskedText.Segment.token($0)] } ?? []
        return Bool.random(using: &generator) ? [.text(text)] : tokens + [.text(text)]
      }
      let text = MaskedText(segments: segments)
      let first = try Masker().remask([text], into: &vault)
      var again = IdentifierVault(key: vault.key, lookup: .ephemeral(), known: vault.identifiers)
      let second = try Masker().remask(first, into: &again)
      #expect(first == second, "\(text.screenForm)")
      #expect(first[0].tokens.count >= text.tokens.count)
    }
  }

  @Test func `what today's masker masked holds nothing new for it`() throws {
    var generator = SeededGenerator(seed: 21)
    var added = 0
    for _ in 0..<300 {
      var vault = emptyVault()
      let words = (0..<4).map { _ in Pieces.all.randomElement(using: &generator) ?? "" }
        .joined(separator: "\n\n")
      let masked = try Masker().mask(
        UnmaskedText(received: SanitizedText(sanitizing: words)), into: &vault)
      let remasked = try Masker().remask([masked], into: &vault)
      if remasked != [masked] { added += 1 }
    }
    #expect(added <= 3)
  }

  @Test func `a text that cannot be examined is sealed whole, around its tokens`() throws {
    var vault = emptyVault()
    let token = try vault.token(
      for: "+442079460958", kind: .phone, because: .marked, showing: .none)
    let long = SanitizedText(
      sanitizing: String(repeating: "word ", count: Recognition.limitByteCount / 5 + 1))
    let text = MaskedText(segments: [.text(long), .token(token), .text(long)])
    let remasked = try Masker().remask([text], into: &vault)[0]
    #expect(remasked.segments.allSatisfy { if case .token = $0 { true } else { $0 == .text(" ") } })
    #expect(remasked.tokens.contains(token))
  }
}
