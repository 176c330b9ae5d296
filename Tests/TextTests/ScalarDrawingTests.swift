import Glibc
import Testing
import Text

struct ScalarDrawingTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("請", 2), ("カ", 2), ("ｶ", 1), ("한", 2), ("🎁", 2), ("（", 2), ("Ａ", 2),
    ("ש", 1), ("ي", 1), ("ก", 1), ("अ", 1), ("\u{903}", 1), ("•", 1), ("☎", 1), ("⌚", 2),
    ("\u{3000}", 2), ("\u{A0}", 1), ("\u{FFFD}", 1),
  ])
  func `a base fills one column or two`(scalar: Unicode.Scalar, columns: Int) {
    #expect(ScalarDrawing(scalar) == .base(scalar, columns: columns))
  }

  @Test(arguments: ["\u{301}", "\u{20E3}", "\u{E31}", "\u{94D}", "\u{1161}", "\u{5B8}", "\u{650}"])
  func `a mark sits on its base`(scalar: Unicode.Scalar) {
    #expect(ScalarDrawing(scalar) == .mark)
  }

  @Test(arguments: [
    "\u{FE0E}", "\u{FE0F}", "\u{E0100}", "\u{1F3FB}", "\u{1F3FF}", "\u{E0067}", "\u{200B}",
    "\u{202E}", "\u{2066}", "\u{200F}", "\u{AD}", "\u{FEFF}", "\u{1B}", "\u{9B}", "\u{7F}", "\u{0}",
    "\u{34F}", "\u{600}",
  ])
  func `what terminals obey or disagree about is not drawn`(scalar: Unicode.Scalar) {
    #expect([.nothing, .boundary].contains(ScalarDrawing(scalar)))
  }

  @Test(arguments: [
    "\u{378}", "\u{E000}", "\u{10FFFF}", "\u{1FAE8}", "\u{1FADC}", "\u{4DC0}", "\u{2630}",
    "\u{FFFE}",
  ])
  func `what a terminal may not know is drawn as the replacement character`(scalar: Unicode.Scalar)
  {
    #expect(ScalarDrawing(scalar) == .unknown)
  }

  @Test func `half a flag is drawn as its letter`() {
    #expect(ScalarDrawing("\u{1F1E9}") == .base("D", columns: 1))
  }

  /// The C library places the cursor, so where it counts otherwise the screen falls apart.
  @Test func `the C library agrees on the width of everything that is drawn`() throws {
    // Its header hides the function behind a macro that Swift cannot set.
    typealias Width = @convention(c) (wchar_t) -> CInt
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: Width.self)
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    var disagreements: [String] = []
    var drawnCount = 0
    // All that is assigned; the planes above hold nothing but tags and private use.
    for value in UInt32(0x20)...0x3_2000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let ours: Int
      switch ScalarDrawing(scalar) {
      case .base(let base, let columns) where base == scalar: ours = columns
      case .mark: ours = 0
      default: continue
      }
      drawnCount += 1
      let theirs = Int(wcwidth(wchar_t(bitPattern: value)))
      if theirs != ours {
        disagreements.append("U+\(String(value, radix: 16)): \(ours), not \(theirs)")
      }
    }
    #expect(disagreements.isEmpty)
    #expect(drawnCount > 140_000)
  }
}
