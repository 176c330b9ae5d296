import Canvas
import Glibc
import Testing
import Text

struct RevealTests {
  @Test(arguments: [
    "maria@example.net", "+44 20 7946 0958", "Zoë Müller", "佐藤 花子", "Zoe\u{308}", "👨‍👩‍👧 x", "ש",
  ])
  func `bytes are drawn as the text would be`(value: String) {
    var written = Pen(rows: 1, columns: 30)
    written.write(SanitizedText(sanitizing: value), row: 0, column: 1, .revealed)
    var revealed = Pen(rows: 1, columns: 30)
    let bytes = Array(value.utf8)
    let end = revealed.reveal(bytes.span, row: 0, column: 1)
    #expect(revealed.frame.dump() == written.frame.dump())
    #expect(end == 1 + RevealedText.columns(of: bytes.span))
    #expect(revealed.frame[0, 1].isRevealed && !revealed.frame[0, 0].isRevealed)
    #expect(revealed.frame.holdsRevealed)
  }

  @Test(
    arguments: [
      ([0x41, 0xFF, 0x42], "A\u{FFFD}B"),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF5, 0x80], "\u{FFFD}\u{FFFD}"),
      ([0x1B, 0x5B, 0x32, 0x4A, 0x07], "[2J"),
      ([0x41, 0x0A, 0x42, 0x09, 0x43], "A B C"),
      ([0xE2, 0x80, 0xAE, 0x41], "A"),
    ] as [([UInt8], String)])
  func `malformed bytes and controls cannot drive a terminal`(bytes: [UInt8], expected: String) {
    var pen = Pen(rows: 1, columns: 20)
    pen.reveal(bytes.span, row: 0, column: 0)
    #expect(pen.frame.text(row: 0) == expected)
  }

  @Test func `a value is cut to its room`() {
    var pen = Pen(rows: 2, columns: 20)
    let bytes = Array("0123456789".utf8)
    #expect(pen.reveal(bytes.span, row: 0, column: 2, skipping: 3, columns: 4) == 6)
    #expect(pen.reveal(bytes.span, row: 1, column: 15) == 20)
    #expect(pen.frame.dump() == "  3456\n               01234\n")
  }

  /// A value in clear must not outlive its frame anywhere in memory.
  ///
  /// The cells' own layout is searched for, which no other value in this test has.
  @Test(.serialized, arguments: zip(["release", "wipe", "copy"], [3, 5, 7]))
  func `memory that showed a value is overwritten`(way: String, step: Int) throws {
    let canary: [UInt8] = (0..<24).map { UInt8(ascii: "a") + UInt8($0 * step % 26) }
    func draw() -> Frame {
      var pen = Pen(rows: 3, columns: 30)
      pen.reveal(canary.span, row: 1, column: 2)
      return pen.frame
    }
    var frame: Frame? = draw()
    #expect(try isFound(canary))
    switch way {
    case "wipe":
      frame?.wipe()
      #expect(frame?.dump() == "\n\n\n")
    case "copy":
      var copy = frame
      frame?.wipe()
      #expect(copy?.holdsRevealed == true)
      #expect(try isFound(canary))
      copy = nil
    default:
      frame = nil
    }
    #expect(try occurrences(of: canary) == 0)
  }

  /// Looks again where the list of mappings moved under the reader, as it may while tests run.
  private func isFound(_ bytes: [UInt8]) throws -> Bool {
    try (0..<50).contains { _ in try occurrences(of: bytes) > 0 }
  }

  /// How often a row of cells that shows these bytes lies in writable memory.
  private func occurrences(of bytes: [UInt8]) throws -> Int {
    let maps = try #require(fopen("/proc/self/maps", "r"))
    let memory = open("/proc/self/mem", O_RDONLY)
    defer {
      fclose(maps)
      close(memory)
    }
    var count = 0
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, CInt(line.count), maps) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      let fields = text.split(separator: " ")
      let bounds = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
      guard fields[1].hasPrefix("rw"), bounds.count == 2, bounds[1] - bounds[0] < 1 << 28 else {
        continue
      }
      count += occurrences(of: bytes, in: memory, from: bounds[0], to: bounds[1])
    }
    return count
  }

  /// Reads in chunks, since other tests give memory back meanwhile.
  private func occurrences(of bytes: [UInt8], in memory: CInt, from: UInt, to: UInt) -> Int {
    let chunk = 1 << 20
    let overlap = (bytes.count - 1) * 8
    var words = [UInt64](repeating: 0, count: (chunk + overlap) / 8)
    var count = 0
    for start in stride(from: from, to: to, by: chunk) {
      let size = pread(memory, &words, min(chunk + overlap, Int(to - start)), off_t(start))
      let found = occurrences(of: bytes, in: words[..<(max(0, size) / 8)])
      // What was read must not be found again where it was read to.
      if found > 0 { for index in words.indices { words[index] = 0 } }
      count += found
    }
    return count
  }

  private func occurrences(of bytes: [UInt8], in words: ArraySlice<UInt64>) -> Int {
    // The whole first cell is sought, of the others their scalars.
    let style = UInt64(StyleID(.revealed, on: .background).rawValue)
    let first = UInt64(bytes[0]) | style << 32 | 1 << 48 | 1 << 56
    return words.withUnsafeBufferPointer { words in
      var count = 0
      var index = 0
      while index + bytes.count <= words.count {
        if words[index] == first,
          bytes.indices.allSatisfy({ words[index + $0] & 0xFFFF_FFFF == UInt64(bytes[$0]) })
        {
          count += 1
        }
        index += 1
      }
      return count
    }
  }
}
