extension SeededGenerator {
  /// Text in which everything that is hard to draw meets everything else.
  package mutating func text(pieceCount: Int) -> String {
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
