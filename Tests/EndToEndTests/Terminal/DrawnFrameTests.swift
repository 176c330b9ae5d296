import Glibc
import Testing

/// What the terminal shows is what the frame says, whatever was there before.
@Suite(.serialized, .ownThreads)
struct DrawnFrameTests {
  @Test(arguments: [
    (["TERM": "xterm-256color"], 24, 80), (["TERM": "xterm"], 24, 80), (["NO_COLOR": "1"], 12, 33),
    (["TERM": "tmux-256color"], 30, 100),
  ])
  func `every cell of random frames arrives, one frame over the other`(
    environment: [String: String], rows: Int, columns: Int
  ) throws {
    let log = "/tmp/sealdesk-frames-\(getpid()).log"
    defer { unlink(log) }
    unlink(log)
    let probe = try startProbe(
      environment.merging(["PROBE_LOG": log]) { $1 }, rows: rows, columns: columns)
    for seed in 1...25 {
      truncate(log, 0)
      probe.send("g")
      // The mark is on the last row; what stands right of it may be on its way still.
      try probe.wait(for: "frame \(seed)") { $0.text(row: rows - 1).hasPrefix("frame \(seed)") }
      let expected = try #require(expectation(of: seed, in: readFile(log), rows: rows))
      do {
        try probe.wait(for: "every cell", within: .seconds(10)) { expected.matches($0) }
      } catch {
        Issue.record("frame \(seed): \(expected.firstDifference(from: probe.screen) ?? "none")")
        throw error
      }
    }
    probe.send("q")
    #expect(try probe.waitForEnd() == .exited(0))
  }

  private func expectation(of seed: Int, in log: String?, rows: Int) -> ExpectedScreen? {
    guard let log else { return nil }
    let lines = log.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.lastIndex(of: "frame \(seed)"), start + 2 * rows < lines.count
    else { return nil }
    return ExpectedScreen(
      text: lines[start + 1...start + rows].map { String($0.dropFirst()) },
      looks: lines[start + rows + 1...start + 2 * rows]
        .map { $0.split(separator: " ").map(String.init) })
  }
}

/// Rows of text, and for each cell `foreground/background/attributes`.
private struct ExpectedScreen {
  let text: [String]
  let looks: [[String]]

  func matches(_ screen: ScreenEmulator) -> Bool {
    firstDifference(from: screen) == nil
  }

  func firstDifference(from screen: ScreenEmulator) -> String? {
    for row in text.indices where screen.text(row: row) != text[row] {
      return "row \(row) reads “\(screen.text(row: row))”, should be “\(text[row])”"
    }
    for row in looks.indices {
      for (column, cell) in screen.cells[row].enumerated()
      where look(of: cell) != looks[row][column] {
        return "row \(row), column \(column) is \(look(of: cell)), not \(looks[row][column])"
      }
    }
    return nil
  }

  private func look(of cell: EmulatedCell) -> String {
    let isBlank = cell.text == " "
    var attributes = 0
    if cell.style.isBold, !isBlank { attributes |= 1 }
    if cell.style.isUnderlined { attributes |= 2 }
    if cell.style.isReversed { attributes |= 4 }
    if cell.style.isItalic, !isBlank { attributes |= 8 }
    let foreground = isBlank && attributes == 0 ? "." : name(cell.style.foreground)
    return "\(foreground)/\(name(cell.style.background))/\(attributes)"
  }

  private func name(_ color: EmulatedStyle.Color) -> String {
    switch color {
    case .standard: "-"
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue): "\(red << 16 | green << 8 | blue)"
    }
  }
}
