/// SplitMix64, so that a failure can be repeated from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension SeededGenerator {
  /// Text in which everything that is hard to draw meets everything else.
  mutating func text(pieceCount: Int) -> String {
    (0..<pieceCount).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
  }

  private static let pieces = [
    "a", "word", "Überweisung", "supercalifragilistic", " ", " ", " ", "  ", "\n", "\t", "-", "/",
    "- ", "> ", "1. ", ",", ".", "“", "”", "(", ")", "請求書", "の", "、", "。", "「", "」", "カード",
    "한국어", "\u{1112}\u{1161}\u{11AB}", "नमस्ते", "क्षत्रिय", "ไทยนี้", "שלום", "مرحبا", "é", "e\u{301}",
    "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🏴\u{E0067}\u{E007F}", "❤️‍🔥", "🎁",
    "1️⃣", "☎️", "\u{200B}", "\u{200D}", "\u{301}", "\u{FE0F}", "\u{1F3FD}", "\u{E000}", "\u{A0}",
  ]
}
