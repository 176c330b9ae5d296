import SeededRandom
import Terminal
import Testing

/// Wherever reads cut the bytes, the events are the same; and no sequence ever comes out as text.
struct InputParserFuzzTests {
  private static let pieces = [
    "j", "K", " ", "\r", "\u{01}", "é", "漢", "😀", "\u{1B}x", "\u{1B}é", "\u{1B}[A", "\u{1B}OB",
    "\u{1B}[1;5C", "\u{1B}[15~", "\u{1B}[Z", "\u{1B}[[B", "\u{1B}[M !\"", "\u{1B}[<0;12;7M",
    "\u{1B}[<65;1;1M", "\u{1B}[I", "\u{1B}[O", "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\",
    "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[200~two\rlines \u{1B}[A\u{1B}[201~",
    "\u{1B}[97;5u", "\u{1B}\u{1B}[D", "\u{1B}[99;99;99X", "\u{1B}[12\u{18}",
  ]

  @Test(arguments: pieces)
  func `a piece parses alike cut in two anywhere`(piece: String) {
    let bytes = Array((piece + "q").utf8)
    let whole = parse(piece + "q")
    #expect(whole.last == key("q"))
    for cut in 0...bytes.count {
      #expect(events(of: [bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `streams of pieces parse alike byte by byte and at random cuts`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 1...12, using: &random))
        .compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
      let bytes = Array(text.utf8)
      let whole = parse(text)
      #expect(events(of: bytes.map { [$0][...] }) == whole)
      #expect(events(of: cuts(bytes, using: &random)) == whole)
    }
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func `noise parses alike at random cuts, and the parser recovers`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Mostly what sequences are made of, so that the states are reached.
    let alphabet = Array("\u{1B}\u{1B}\u{1B}[[O]P0123;<~?MmIuA \u{07}\\".utf8) + [0xC3, 0xA9, 0xFF]
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 1...60, using: &random))
        .compactMap { _ in alphabet.randomElement(using: &random) }
      var parser = InputParser()
      let whole = parser.feed(bytes, at: start)
      #expect(events(of: cuts(bytes, using: &random)) == whole)
      _ = parser.expire(at: start.advanced(by: .seconds(60)))
      #expect(parser.feed(Array("j".utf8), at: start).last == key("j"))
    }
  }

  private func events(of reads: [ArraySlice<UInt8>]) -> [InputEvent] {
    var parser = InputParser()
    return reads.flatMap { parser.feed($0, at: start) }
  }

  private func cuts(_ bytes: [UInt8], using random: inout SeededGenerator) -> [ArraySlice<UInt8>] {
    var rest = bytes[...]
    var reads: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      let count = Int.random(in: 1...rest.count, using: &random)
      reads.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return reads
  }
}
