import Canvas
import ConsoleFixtures
import Desk
import Screens
import Testing
import Text
import ViewModels

/// Selecting words with the lines as they are drawn.
@MainActor
struct SelectionTests {
  private func drawn(rows: Int, columns: Int) async -> (ConsoleHarness, () -> Frame) {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("Enter")
    let renderer = ConsoleRenderer()
    let draw = { renderer.frame(for: harness.console, rows: rows, columns: columns) }
    _ = draw()
    return (harness, draw)
  }

  private func selected(_ harness: ConsoleHarness) -> String? {
    harness.console.conversation.selection?.selectedWords.string
  }

  @Test(arguments: [(24, 80), (40, 120), (60, 200)])
  func `it begins with the first message in sight, and goes by the lines that are drawn`(
    rows: Int, columns: Int
  ) async {
    let (harness, draw) = await drawn(rows: rows, columns: columns)
    await harness.press("v")
    _ = draw()
    #expect(selected(harness) == "Hi")
    await harness.press("j")
    let lines = draw().dump().split(separator: "\n").map(String.init)
    let first = lines.first { $0.contains("▏ Hi, I was charged") }
    #expect(first != nil)
    let word = selected(harness) ?? ""
    let second = lines.drop { !$0.contains("▏ Hi, I was charged") }.dropFirst().first ?? ""
    #expect(second.contains("▏ \(word)"), "the first word of the line below")
    await harness.press("k")
    #expect(selected(harness) == "Hi")
  }

  @Test func `what is selected comes into sight`() async {
    let (harness, draw) = await drawn(rows: 20, columns: 80)
    await harness.press("v")
    for _ in 0..<12 {
      await harness.press("j")
      _ = draw()
    }
    let word = selected(harness) ?? "nothing"
    #expect(draw().dump().contains(word))
    #expect(word == "it", "the word of the last message before its token")
  }

  @Test func `the figures of the log count masks that were missed`() async {
    let harness = await ConsoleHarness.started(.acme(user: FakeDesk.otto))
    await harness.press("L")
    let text = ConsoleRenderer().frame(for: harness.console, rows: 60, columns: 200).dump()
    #expect(text.contains("masks missed 1, lifted 0"))
  }
}
