@_spi(Identifiers) import Sealing
import Testing
import Text

@testable import Masking

struct MaskReasonTests {
  @Test func `an identifier keeps why it was masked, through the store`() throws {
    var vault = emptyVault()
    _ = try Masker().mask(UnmaskedText(received: "card 4111 1111 1111 1111"), into: &vault)
    let identifier = try #require(vault.identifiers.first)
    let stored = try identifier.stored(under: vault.key)
    let opened = try SealedIdentifier(stored, under: vault.key)
    #expect(opened == identifier)
    let reason = try #require(opened.reason)
    #expect(reason.evidence.string.contains("16 digits") && reason.certainty > 0.9)
  }

  @Test(arguments: [("p", true), ("m", false)])
  func `a descriptor of the first version opens, and says nothing of why`(
    role: String, isProfile: Bool
  ) throws {
    let vault = emptyVault()
    let code = LookupCode(bytes: Array(repeating: 7, count: 32))
    let stored = StoredIdentifier<Practice>(
      owner: vault.key.owner, lookupCode: code,
      descriptor: try vault.key.seal(
        Array("\(role)\0PHONE_2\0+44 ••58".utf8), in: .identifier("descriptor", code: code)),
      value: try vault.key.sealValue(Array("x".utf8), in: .identifier("value", code: code)))
    let opened = try SealedIdentifier(stored, under: vault.key)
    #expect(opened.isProfile == isProfile && opened.reason == nil)
    #expect(opened.hint == "+44 ••58" && opened.token == Token(kind: .phone, ordinal: 2))
  }

  @Test(arguments: [
    "q\0PHONE_2\0", "p\0PHONE_2\0hint\0" + "900", "p\0PHONE\0hint", "p",
  ])
  func `a descriptor that this program never wrote is refused`(text: String) throws {
    let vault = emptyVault()
    let code = LookupCode(bytes: Array(repeating: 7, count: 32))
    let stored = StoredIdentifier<Practice>(
      owner: vault.key.owner, lookupCode: code,
      descriptor: try vault.key.seal(
        Array(text.utf8), in: .identifier("descriptor", code: code)),
      value: try vault.key.sealValue(Array("x".utf8), in: .identifier("value", code: code)))
    #expect(throws: SealingError.malformed) {
      _ = try SealedIdentifier(stored, under: vault.key)
    }
  }

  @Test func `grounds that repeat a word of the value say less`() {
    let detection = Detection(
      range: 0..<4, kind: .customerID, certainty: 0.9, evidence: "LT and digits: LT-20417 fits")
    #expect(
      MaskReason(detection, of: "lt 20417").evidence == "found by its form")
    #expect(MaskReason(detection, of: "AB 99999").evidence.string == detection.evidence)
  }

  /// Every piece has a canary in it; none may be in any reason.
  @Test func `no reason holds a word of the value`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var vault = emptyVault()
      let words = (0..<4).map { _ in Pieces.all.randomElement(using: &generator) ?? "" }
        .joined(separator: "\n")
      _ = try Masker().mask(
        UnmaskedText(received: SanitizedText(sanitizing: words)), into: &vault)
      for identifier in vault.identifiers {
        let value = try vault.key.openedForTest(identifier).lowercased()
        let evidence = try #require(identifier.reason).evidence.string.lowercased()
        let telling: [Substring] = value.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
          .filter { $0.count >= 4 }
        let told: Set<Substring> = Set(
          evidence.split(whereSeparator: { !$0.isLetter && !$0.isNumber }))
        #expect(telling.allSatisfy { !told.contains($0) }, "\(identifier.token.screenForm)")
      }
    }
  }
}

extension DataKey {
  /// A test opens what a program needs a receipt for.
  func openedForTest(_ identifier: SealedIdentifier<R>) throws -> String {
    try openValue(identifier.value, in: identifier.valueContext).withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}
