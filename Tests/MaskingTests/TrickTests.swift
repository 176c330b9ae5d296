import Testing

@testable import Masking

/// Ways of writing an identifier so that programs do not see it, alone and two at once.
struct TrickTests {
  struct Value: Sendable, CustomTestStringConvertible {
    let kind: IdentifierKind
    let label: String
    let text: String
    var testDescription: String { text }
  }

  static let values = [
    Value(kind: .email, label: "my e-mail is ", text: "karen.ramirez@example.org"),
    Value(kind: .phone, label: "my phone number is ", text: "+1 415-614-1335"),
    Value(kind: .card, label: "my card number is ", text: "4111 1111 1111 1111"),
    Value(kind: .iban, label: "my IBAN is ", text: "DE89 3704 0044 0532 0130 00"),
    Value(kind: .usSSN, label: "my SSN is ", text: "219-09-9999"),
  ]

  struct Trick: Sendable, CustomTestStringConvertible {
    let name: String
    let apply: @Sendable (String) -> String
    var testDescription: String { name }
  }

  static func mapped(
    _ name: String, _ transform: @escaping @Sendable (Unicode.Scalar) -> String
  ) -> Trick {
    Trick(name: name) { $0.unicodeScalars.map(transform).joined() }
  }

  static func digits(_ name: String, from zero: UInt32) -> Trick {
    mapped(name) { scalar in
      guard (0x30...0x39).contains(scalar.value),
        let digit = Unicode.Scalar(zero + scalar.value - 0x30)
      else { return String(scalar) }
      return String(digit)
    }
  }

  static let tricks = [
    mapped("zero-width spaces") { "\($0)\u{200B}" },
    mapped("soft hyphens") { "\($0)\u{AD}" },
    mapped("word joiners and marks") { "\($0)\u{2060}\u{301}" },
    mapped("right-to-left marks") { "\u{200F}\($0)" },
    mapped("full width") { scalar in
      let wide = (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) : nil
      return scalar == " " ? "\u{3000}" : wide.map(String.init) ?? String(scalar)
    },
    mapped("decimal references") { "&#\($0.value);" },
    mapped("hexadecimal references") { "&#x\(String($0.value, radix: 16));" },
    mapped("percent encoding") { "%" + String($0.value, radix: 16, uppercase: true) },
    mapped("JSON escapes") { "\\u00" + String($0.value, radix: 16) },
    mapped("exotic dashes and blanks") { $0 == "-" ? "\u{2011}" : $0 == " " ? "\u{A0}" : "\($0)" },
    digits("Arabic-Indic digits", from: 0x660),
    digits("Devanagari digits", from: 0x966),
    digits("mathematical digits", from: 0x1D7CE),
    mapped("keycaps") { (0x30...0x39).contains($0.value) ? "\($0)\u{FE0F}\u{20E3}" : "\($0)" },
    mapped("underscores") { $0 == " " || $0 == "-" ? "_" : "\($0)" },
    mapped("blanks between all") { "\($0) " },
    mapped("Cyrillic letters") { ["a": "а", "e": "е", "o": "о", "p": "р"]["\($0)"] ?? "\($0)" },
    Trick(name: "bold") { "**\($0.prefix(5))**\($0.dropFirst(5))" },
    Trick(name: "mark-up") { "<b>\($0.prefix(6))</b>\($0.dropFirst(6))" },
    Trick(name: "line break") { "\($0.prefix(9))\n\($0.dropFirst(9))" },
    Trick(name: "quoted line break") { "\($0.prefix(9))\n> \($0.dropFirst(9))" },
    Trick(name: "struck through") {
      "\($0.prefix(5))~~\($0.dropFirst(5).prefix(3))~~\($0.dropFirst(8))"
    },
    Trick(name: "two pieces of code") { "`\($0.prefix(7))``\($0.dropFirst(7))`" },
    mapped("strokes") { "\($0)\u{336}" },
  ]

  static func check(_ value: Value, _ disguised: String) {
    let text = "\(value.label)\(disguised), thanks"
    let scalars = Array(text.unicodeScalars)
    let start = value.label.unicodeScalars.count
    let end = start + disguised.unicodeScalars.count
    let spans = MaskFilter().mask(text).spans
    let covered = Set(spans.flatMap { $0.start..<$0.end })
    let leaked = (start..<end).filter { index in
      !covered.contains(index) && scalars[index].properties.generalCategory != .format
        && (scalars[index].properties.numericType != nil || scalars[index] == "@")
    }
    #expect(leaked.isEmpty, "\(text)")
    #expect(spans.contains { $0.kind == value.kind }, "\(text)")
  }

  @Test(arguments: tricks, values)
  func `a disguised value is masked where it is written`(trick: Trick, value: Value) {
    Self.check(value, trick.apply(value.text))
  }

  @Test(arguments: values)
  func `two tricks at once are seen through`(value: Value) {
    let pairs = [
      (0, 9), (9, 0), (4, 1), (10, 0), (12, 9), (16, 0), (1, 20), (9, 18), (14, 4), (2, 4),
    ]
    for (first, second) in pairs {
      Self.check(value, Self.tricks[second].apply(Self.tricks[first].apply(value.text)))
    }
  }

  @Test(arguments: values)
  func `Base64 that holds a value is masked whole`(value: Value) {
    let bytes = Array("please write \(value.text) ok".utf8)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var encoded = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let padded = Array(group) + [0, 0]
      let number = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
      for place in 0..<4 {
        let index = number >> (18 - 6 * place) & 63
        encoded += place <= group.count ? String(alphabet[index]) : "="
      }
    }
    let span = MaskFilter().mask("see \(encoded) please").spans.first
    #expect(span?.kind == value.kind)
    #expect(span?.start == 4)
  }

  @Test(arguments: [
    "karen (at) example (dot) org", "karen [at] example [dot] org", "karen(at)example(dot)org",
    "karen at example dot org", "karen arroba example punto org", "karen@example dot org",
    "karen punkt ramirez klammeraffe example punkt de",
  ])
  func `a spelled address is masked`(spelled: String) {
    let spans = MaskFilter().mask("write to \(spelled), please").spans
    #expect(spans.map(\.kind) == [.email])
  }

  @Test(arguments: [
    ("call &#60;b&#62;+44&#60;/b&#62; 20 7946 0958 now", "call <b>[[PHONE_1]] now"),
    ("card 4111 1111&#10;&#62; 1111 1111 ok", "card [[CREDIT_CARD_1]] ok"),
    ("card 4111<!-- x --> 1111 1111 1111 ok", "card [[CREDIT_CARD_1]] ok"),
    ("card 4111 <span style=\"color:red\">1111</span> 1111 1111 ok", "card [[CREDIT_CARD_1]] ok"),
    ("my SSN is 219-09-=\n9999 ok", "my SSN is [[US_SSN_1]] ok"),
    ("write \\u{6d}\\u{65}\\u{40}kiln.example ok", "write [[EMAIL_1]] ok"),
    ("MAC 3e:12:a4:\n> 2e:eb:3e ok", "MAC [[MAC_ADDRESS_1]] ok"),
    ("passport number J649\n> 88262 ok", "passport number [[PASSPORT_1]] ok"),
    ("my SSN is 2\u{336}19-09-999\u{336}9\u{336} ok", "my SSN is [[US_SSN_1]] ok"),
    ("from 203.0.~~113~~.7 ok", "from [[IP_ADDRESS_1]] ok"),
    ("passport number C 0 1 X 0 0 4 4 7 ok", "passport number [[PASSPORT_1]] ok"),
    ("write to ahlers@kiln.s\n> tudio ok", "write to [[EMAIL_1]] ok"),
    ("plate AB12\nCDE ok", "plate [[LICENSE_PLATE_1]] ok"),
    ("plate RSF 389\nMy dog", "plate [[LICENSE_PLATE_1]]\nMy dog"),
    ("it is NDYzMTAyOTQ1Mw== ok", "it is [[SEALED_1]] ok"),
    (
      "it is <a href=\"mailto:me@kiln.example\">here</a>",
      "it is <a href=\"mailto:[[EMAIL_1]]\">here</a>"
    ),
  ])
  func `mark-up, code inside code and wraps are seen through`(text: String, expected: String) {
    #expect(masked(text) == expected.replacing("call <b>", with: "call &#60;b&#62;"))
  }

  @Test func `digits as words are masked`() {
    let number = "four one five eight five one five six eight seven"
    let outcome = MaskFilter().mask("my phone number is \(number), thanks")
    #expect(outcome.masked == "my phone number is [[PHONE_1]], thanks")
  }
}
