import Sealing
import Testing
import Text

@testable import Masking

/// What holds for any text.
struct PropertyTests {
  static func message(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...8, using: &generator)
    let separators = [" ", "\n", "\n\n", ", ", ". ", "", "\n> ", "\t"]
    return (0..<count).map { _ in
      let piece = Pieces.all.randomElement(using: &generator) ?? ""
      return disguised(piece, &generator) + (separators.randomElement(using: &generator) ?? "")
    }.joined()
  }

  /// Now and then a trick is played on a piece.
  static func disguised(_ piece: String, _ generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: piece.unicodeScalars.map { "\($0)\u{200B}" }.joined()
    case 1: piece.replacing(" ", with: "\u{A0}")
    case 2: piece.replacing("-", with: "\u{2011}").uppercased()
    case 3: "**\(piece)`"
    default: piece
    }
  }

  @Test(arguments: 0..<400)
  func `finds are disjoint, sorted and on scalar boundaries`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = SanitizedText(sanitizing: Self.message(&generator))
    let utf8 = Array(text.string.utf8)
    var end = 0
    for detection in Masker().detect(in: text) {
      #expect(detection.range.lowerBound >= end)
      #expect(!detection.range.isEmpty)
      for boundary in [detection.range.lowerBound, detection.range.upperBound]
      where boundary < utf8.count {
        #expect(utf8[boundary] & 0xC0 != 0x80)
      }
      #expect((0...1).contains(detection.certainty))
      end = detection.range.upperBound
    }
    #expect(end <= utf8.count)
  }

  @Test(arguments: 0..<200)
  func `masking what was masked finds nothing new in its words`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let raw = Self.message(&generator)
    let once = MaskFilter().mask(raw).masked
    let twice = MaskFilter().mask(once)
    let tokens = twice.spans.map { span in
      String(String.UnicodeScalarView(Array(once.unicodeScalars)[span.start..<span.end]))
    }
    #expect(tokens.allSatisfy { !$0.contains("@") }, "\(raw) | \(once) | \(tokens)")
  }

  @Test(arguments: 0..<200)
  func `what was masked comes back through the vault`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = SanitizedText(sanitizing: Self.message(&generator))
    var vault = emptyVault()
    let masked = try Masker().mask(UnmaskedText(received: text), into: &vault)
    var restored = ""
    var values: [Token: [String]] = [:]
    for detection in Masker().detect(in: text) {
      let bytes = Array(text.string.utf8)[detection.range]
      let value = String(decoding: bytes, as: UTF8.self)
      let token = try vault.token(
        for: value, kind: detection.kind, because: .marked, showing: .none)
      values[token, default: []].append(value)
    }
    for segment in masked.segments {
      switch segment {
      case .text(let words): restored += words.string
      case .token(let token): restored += values[token]?.removeFirst() ?? "?"
      case .placeholder: Issue.record("received text has no placeholders")
      }
    }
    #expect(restored.unicodeScalars.elementsEqual(text.string.unicodeScalars))
  }

  @Test(arguments: 0..<200)
  func `any bytes give valid text and never trap`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 10_000)
    let count = Int.random(in: 0..<600, using: &generator)
    let alphabet = Array("0123456789@.:-_/+()[]{}<>=%&;#\\\n aAzZ".utf8)
    let bytes = (0..<count).map { _ in
      Bool.random(using: &generator)
        ? UInt8.random(in: .min ... .max, using: &generator)
        : alphabet.randomElement(using: &generator) ?? 0
    }
    let text = SanitizedText(sanitizing: bytes)
    let outcome = MaskFilter().mask(text.string)
    #expect(outcome.spans.allSatisfy { $0.start < $0.end })
    #expect(String(validating: Array(outcome.masked.utf8), as: UTF8.self) != nil)
  }

  @Test(arguments: 0..<100)
  func `two texts without names mask together as they do alone`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 20_000)
    let nameless = [
      "write to maris@example.net please.", "card 4111 1111 1111 1111 was charged.",
      "IBAN DE89 3704 0044 0532 0130 00", "the app v10.4.2.1 crashed.", "SSN 078-05-1120",
      "call +44 20 7946 0958 now.", "it is about order LT-20417.", "from 203.0.113.7 it came.",
    ]
    let first = nameless.randomElement(using: &generator) ?? ""
    let second = nameless.randomElement(using: &generator) ?? ""
    let alone =
      MaskFilter().mask(first).spans.map { ($0.start, $0.end, $0.kind) }
      + MaskFilter().mask(second).spans.map {
        ($0.start + first.count + 2, $0.end + first.count + 2, $0.kind)
      }
    let together = MaskFilter().mask(first + "\n\n" + second).spans.map {
      ($0.start, $0.end, $0.kind)
    }
    #expect(together.elementsEqual(alone, by: ==))
  }
}
