/// Texts that nobody would write: pieces of identifiers, tricks, marks that recognisers start from,
/// and bytes of chance, one after the other.
package struct FuzzedText: Sendable {
  /// What the text says.
  package let string: String

  /// Makes the next text of a generator.
  package init(using generator: inout some RandomNumberGenerator) {
    let count = Int.random(in: 1...12, using: &generator)
    string = (0..<count).map { _ in Self.piece(&generator) + Self.joint(&generator) }.joined()
  }

  private static func joint(_ generator: inout some RandomNumberGenerator) -> String {
    ["", " ", "\n", "\n> ", "\n\n", ", ", ". ", ": ", "-", "\u{A0}", "=\n", "<br>"]
      .randomElement(using: &generator) ?? ""
  }

  private static func piece(_ generator: inout some RandomNumberGenerator) -> String {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: labels.randomElement(using: &generator) ?? ""
    case 1: filled(shapes.randomElement(using: &generator) ?? "", &generator)
    case 2: disguised(filled(shapes.randomElement(using: &generator) ?? "", &generator), &generator)
    case 3:
      String(
        repeating: marks.randomElement(using: &generator) ?? "",
        count: .random(in: 1...40, using: &generator))
    case 4: chance(&generator)
    default: words.randomElement(using: &generator) ?? ""
    }
  }

  /// A shape with its digits (`0`), letters (`a`) and capitals (`A`) drawn.
  private static func filled(
    _ shape: String, _ generator: inout some RandomNumberGenerator
  ) -> String {
    String(
      shape.map { character in
        switch character {
        case "0": "0123456789".randomElement(using: &generator) ?? character
        case "a": "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? character
        case "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ".randomElement(using: &generator) ?? character
        default: character
        }
      })
  }

  private static func disguised(
    _ piece: String, _ generator: inout some RandomNumberGenerator
  ) -> String {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: piece.map { "\($0)\u{200B}" }.joined()
    case 1: piece.map { "\($0) " }.joined()
    case 2: piece.unicodeScalars.map { "&#\($0.value);" }.joined()
    case 3: piece.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    case 4: piece.map { String($0.asciiValue.map(fullWidth) ?? $0) }.joined()
    case 5: "**" + piece + "**"
    case 6: piece.replacing("-", with: "\u{2011}").replacing(".", with: "\u{3002}")
    default: piece.map { "\($0)\u{301}" }.joined()
    }
  }

  private static func fullWidth(_ byte: UInt8) -> Character {
    guard (0x21...0x7E).contains(byte), let scalar = Unicode.Scalar(UInt32(byte) + 0xFEE0) else {
      return Character(Unicode.Scalar(byte))
    }
    return Character(scalar)
  }

  private static func chance(_ generator: inout some RandomNumberGenerator) -> String {
    let bytes = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
      UInt8.random(in: .min ... .max, using: &generator)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let labels = [
    "my name is", "Dear", "Best regards,", "card number", "IBAN", "SSN", "phone:", "address:",
    "password", "code", "api key", "VIN", "plate", "born", "passport no.", "BSN", "NIF", "order",
    "invoice no", "version", "login", "customer number", "mac", "IP", "NHS number",
  ]
  private static let shapes = [
    "aaaa.aaa@aaaaa.com", "+00 000 000 0000", "(000) 000-0000", "0000 0000 0000 0000",
    "AA00 0000 0000 0000 0000 00", "000-00-0000", "00.00.0000", "192.0.0.00", "aa:00:a0:0a:00:aa",
    "2001:db8::00", "https://aaa.example/?token=aaa000aaa000aaa000", "AA00 AAA", "AAA000000A",
    "00 Aaaaaa Street, Aaaaaa AA0 0AA", "Aaaaaa Aaaaaa", "sk_live_aaa000AAA000aaa000AAA0",
    "eyJaaaaaaaaaa.aaaaaaaaaaaaaaa.aaaaaaaaaaaaaa", "00000 Aaaaaaa", "0x00aa00aa00aa00aa00aa",
    "AA-00000",
  ]
  private static let marks = [
    "@", ":", "::", "://", "1 ", "a.", "-", "=", "%4", "&#", "<", "> ", "\n", "one ", "O0", "(",
    "‹",
    "[[", "{{", "\\", "\u{200B}", "é", "😀", "A1", "+", "ab ",
  ]
  private static let words = [
    "the parcel is late", "bitte melden Sie sich", "merci d'avance", "日本語の文", "ελληνικά",
    "it was v2.10.4", "on 2026-03-02 at 19:33", "‹email 1›", "[[EMAIL_1]]", "{{name}}",
    "-----BEGIN PRIVATE KEY-----",
  ]
}
