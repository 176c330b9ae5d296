import Testing

@testable import Masking

/// The notation of a site's own patterns, and that nothing makes it slow.
@Suite struct PatternTests {
  @Test(arguments: [
    ("LT-#####", ["LT-20417", "lt-20417", "LT 20417", "LT20417", "LT_20417"]),
    ("@@###", ["AB123", "ab123"]),
    ("*{6}", ["A1B2C3", "123456", "abcdef"]),
    ("K#{2,4}", ["K12", "K123", "K1234"]),
    ("(EU|US)-##", ["EU-12", "US-12", "us 12"]),
    ("M###(-@@)?", ["M123", "M123-AB", "M123AB"]),
    ("[A-F0-9]{4}", ["BEEF", "00ff", "12AB"]),
    ("C\\##", ["C#1"]),
    ("(AB?){2}#", ["AA1", "ABA1", "AAB1", "ABAB1"]),
  ])
  func `a pattern takes what it describes`(source: String, texts: [String]) throws {
    let pattern = try IdentifierPattern(source)
    for text in texts { #expect(pattern.takes(text), "\(source) on \(text)") }
  }

  @Test(arguments: [
    ("LT-#####", ["LT-2041", "LT-204178", "XLT-20417", "LT-2041A", "LT", ""]),
    ("K#{2,4}", ["K1", "K12345"]),
    ("(EU|US)-##", ["EUUS-12", "E-12", "-12"]),
    ("[A-F0-9]{4}", ["BEEG"]),
    ("#####", ["OOlll"]),
  ])
  func `a pattern takes nothing else`(source: String, texts: [String]) throws {
    let pattern = try IdentifierPattern(source)
    for text in texts { #expect(!pattern.takes(text), "\(source) on \(text)") }
  }

  @Test(arguments: [
    ("#####", false), ("LT-#####", false), ("@@####", true), ("[AB]##", true), ("(LT)?##", true),
    ("(AB|CD)####", false),
  ])
  func `a pattern knows whether it has a letter that is always one of few`(
    source: String, takesAnyLetters: Bool
  ) throws {
    #expect(try IdentifierPattern(source).takesAnyLetters == takesAnyLetters)
    #expect(try IdentifierPattern(source, separators: .exact).takesAnyLetters == takesAnyLetters)
  }

  @Test func `digits may be typed as letters, as long as half of them are digits`() throws {
    let pattern = try IdentifierPattern("LT-#####")
    #expect(pattern.takes("LT-2O4l7"))
    #expect(!pattern.takes("LT-OOlOI"))
  }

  @Test func `a shape that is left readable is taken as it is written`() throws {
    let pattern = try IdentifierPattern("LT-#####", separators: .exact)
    #expect(pattern.takes("LT-20417"))
    for text in ["LT 20417", "LT20417", "LT-2O417"] { #expect(!pattern.takes(text)) }
  }

  @Test(arguments: [
    ("", 0, PatternFault.Problem.empty), ("A(|B)", 2, .empty), ("A()", 2, .empty),
    ("é##", 0, .notASCII), ("A(B", 1, .unclosed), ("A[BC", 1, .unclosed), ("A\\", 2, .unclosed),
    ("A{2", 1, .unclosed), ("A)", 1, .misplaced), ("?A", 0, .misplaced), ("A??", 2, .misplaced),
    ("A{x}", 1, .count), ("A{4,2}", 1, .count), ("A{65}", 1, .count), ("A[Z-A]", 3, .count),
    ("A#{40}#{40}", 0, .tooLong), ("(((((((((A)))))))))", 8, .tooDeep), ("A?", 0, .start),
    ("-##", 0, .start), ("A#{0}", 2, .count),
  ])
  func `a fault names its place`(
    source: String, offset: Int, problem: PatternFault.Problem
  ) throws {
    let fault = #expect(throws: PatternFault.self) { try IdentifierPattern(source) }
    #expect(fault == PatternFault(offset: offset, problem: problem))
  }

  @Test func `counts that are written inside each other end at the limit`() {
    #expect(throws: PatternFault(offset: 0, problem: .tooLong)) {
      try IdentifierPattern("((((#{64}){64}){64}){64}){64}")
    }
  }

  @Test(arguments: [
    ("LT-#####", "LT-#{4,6}", "LT-00000"), ("@@##", "AB##", "AB00"), ("(A|B)#", "(B|C)#", "B0"),
  ])
  func `two patterns show what both take`(one: String, two: String, common: String) throws {
    let left = try IdentifierPattern(one, separators: .exact).automaton
    let right = try IdentifierPattern(two, separators: .exact).automaton
    #expect(left.common(with: right) == common)
    #expect(right.common(with: left) == common)
  }

  @Test func `patterns with nothing in common say so`() throws {
    let left = try IdentifierPattern("LT-#####", separators: .exact).automaton
    let right = try IdentifierPattern("LT-####", separators: .exact).automaton
    #expect(left.common(with: right) == nil)
  }

  /// What a backtracking expression needs 2ⁿ steps for.
  @Test func `a pattern full of choices reads no byte twice as often as it has characters`() throws
  {
    let pattern = try IdentifierPattern("(A?){20}A{20}#")
    TextBytes.reading(Array(repeating: UInt8(ascii: "A"), count: 100_000)) { bytes in
      let text = FoldedReader(bytes: bytes)
      #expect(pattern.end(in: text, from: 0, lengths: nil, passesGaps: true) == nil)
    }
  }

  /// Whatever the automaton takes, a plain search by hand takes, and the other way round.
  @Test func `the automaton agrees with trying every way by hand`() throws {
    var random = SeededGenerator(seed: 26)
    for _ in 0..<2_000 {
      let source =
        "A"
        + (0..<6).map { _ in
          ["B", "B?", "#", "(B|#)", "[AB]", "(B#)?"].randomElement(using: &random) ?? ""
        }.joined()
      let text = "A" + String((0..<6).map { _ in "AB1".randomElement(using: &random) ?? "A" })
      var parser = PatternParser(source, separators: .exact)
      let node = try parser.parse()
      let whole = Self.ends(node, Array(text.utf8), [0]).contains(text.utf8.count)
      #expect(
        try IdentifierPattern(source, separators: .exact).takes(text) == whole,
        "\(source) on \(text)")
    }
  }

  private static func ends(
    _ node: PatternNode, _ bytes: [UInt8], _ starts: Set<Int>
  ) -> Set<Int> {
    switch node {
    case .one(let characters):
      Set(starts.filter { $0 < bytes.count && characters.contains(bytes[$0]) }.map { $0 + 1 })
    case .sequence(let nodes): nodes.reduce(starts) { ends($1, bytes, $0) }
    case .choice(let nodes): nodes.reduce(into: []) { $0.formUnion(ends($1, bytes, starts)) }
    case .optional(let node): starts.union(ends(node, bytes, starts))
    }
  }
}
