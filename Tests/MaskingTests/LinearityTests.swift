import Testing

@testable import Masking

/// Hostile input costs as much a byte as any other, counted in bytes read and not in time.
struct LinearityTests {
  static let hostile = [
    "a-", "a.", "a.a@", "@", "@a.", "1 ", "1-", "12 ", "0 0 ", "one ", "::", "a:", "1:", "://",
    "http://a?b=", "name is ", "Dear ", "IBAN DE", "DE1", "card 4", "password ", "address 1 ", "<",
    "&#1", "%4", "=\n", "> ", "\n> ", "eyJ", "-----BEGIN PRIVATE KEY-----\n", "O", "lO", "( ",
    "Aa ", "Aa, ", "at dot ", "12345 ", "A1 1AA ", "code 1", "1.1.", "%E2%80", "\u{200B}", "é",
    "12345 Aa ",
    "Regards,\n", "+1", "tel 1 or ", "QUJD", "1,1 ", "geb. ",
  ]

  static func visits(_ unit: String, byteCount: Int) -> Int {
    visits(of: String(repeating: unit, count: byteCount / unit.utf8.count))
  }

  static func visits(of text: String) -> Int {
    var text = text
    return text.withUTF8 { Recognition.examining($0, region: nil) { $0.visits } }
  }

  @Test(arguments: hostile)
  func `twice the input is at most twice the work`(unit: String) {
    let small = Self.visits(unit, byteCount: 10_000)
    let large = Self.visits(unit, byteCount: 20_000)
    #expect(Double(large) <= 2.2 * Double(small))
    #expect(large <= 400 * 20_000)
  }

  @Test(arguments: hostile.prefix(12))
  func `an at sign after it changes nothing`(unit: String) {
    let small = Self.visits(of: String(repeating: unit, count: 10_000 / unit.utf8.count) + "@")
    let large = Self.visits(of: String(repeating: unit, count: 20_000 / unit.utf8.count) + "@")
    #expect(Double(large) <= 2.2 * Double(small))
  }
}
