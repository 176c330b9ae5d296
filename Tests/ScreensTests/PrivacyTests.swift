import Canvas
import ConsoleFixtures
import Desk
import Foundation
import Screens
import Testing
import Text
import ViewModels

@MainActor
@Suite struct PrivacyTests {
  /// The screen's text without line ends and spaces, so that wrapping hides nothing.
  private func squeezed(_ frame: Frame) -> String {
    frame.dump().filter { !$0.isWhitespace }
  }

  private func canaries(in frame: Frame) -> [String] {
    let text = squeezed(frame)
    return FakeDesk.canaries.filter { text.contains($0.filter { !$0.isWhitespace }) }
  }

  @Test(
    arguments: Scene.allCases.filter { ![.revealed, .preview, .held, .brokenGlass].contains($0) })
  func `no value shows that was not revealed`(scene: Scene) async {
    let harness = await scene.play()
    let renderer = ConsoleRenderer(glyphs: scene.glyphs)
    for size in ScreenSize.all {
      let frame = renderer.frame(for: harness.console, rows: size.rows, columns: size.columns)
      #expect(canaries(in: frame) == [])
      #expect(!frame.holdsRevealed)
    }
  }

  @Test func `a revealed value shows in the conversation, and only that one`() async {
    let harness = await Scene.revealed.play()
    let frame = ConsoleRenderer().frame(for: harness.console, rows: 40, columns: 120)
    #expect(canaries(in: frame) == ["+44 7700 900158"])
    #expect(frame.holdsRevealed)
  }

  /// The rows in which a frame shows a value.
  private func rows(of frame: Frame, showing value: String) -> [Int] {
    (0..<frame.rows).filter { frame.text(row: $0).contains(value) }
  }

  /// A console whose first suggestion speaks of the phone number, which is open.
  private func suggestingRevealed() async -> ConsoleHarness {
    let desk = await FakeDesk.acme()
    await desk.suggestCallBack()
    return await Scene.revealed.play(on: desk)
  }

  private static let phone = "+44 7700 900158"

  @Test func `a revealed value shows in the conversation, the suggestion and the preview alike`()
    async
  {
    let harness = await suggestingRevealed()
    let renderer = ConsoleRenderer()
    await harness.press("Tab")
    #expect(harness.console.focus == .suggestions)
    var frame = renderer.frame(for: harness.console, rows: 40, columns: 120)
    let shown = rows(of: frame, showing: Self.phone)
    #expect(shown.count == 3, "header, message, suggestion")
    await harness.press("Enter", "^P")
    frame = renderer.frame(for: harness.console, rows: 40, columns: 120)
    #expect(rows(of: frame, showing: Self.phone).starts(with: shown.prefix(2)))
    let preview = rows(of: frame, showing: Self.phone).last
    #expect(preview ?? 0 > 30, "in the composer")
    #expect(frame.text(row: preview ?? 0).contains("4:5"), "with its clock")
    await harness.press("Esc", "E")
    for focus in ["Tab", "Tab", "S-Tab"] {
      await harness.press(focus)
      frame = renderer.frame(for: harness.console, rows: 40, columns: 120)
      #expect(canaries(in: frame) == [])
      #expect(!frame.holdsRevealed)
    }
  }

  @Test func `what the desk and its assistant are given holds tokens, whatever is open`() async {
    let harness = await suggestingRevealed()
    await harness.press("Tab", "Enter", "^P")
    await harness.wait(1)
    await harness.press("^S")
    let given = await harness.desk.log + harness.desk.compositions
    #expect(given.contains { $0.contains("‹phone 1›") })
    for canary in FakeDesk.canaries {
      #expect(!given.contains { $0.contains(canary) })
    }
  }

  @Test func `every cell of a value is marked as revealed and stands out`() async {
    let harness = await Scene.revealed.play()
    let frame = ConsoleRenderer().frame(for: harness.console, rows: 40, columns: 120)
    let revealed = (0..<frame.rows).flatMap { row in
      (0..<frame.columns).map { frame[row, $0] }.filter(\.isRevealed)
    }
    #expect(revealed.count.isMultiple(of: "+44 7700 900158".count))
    #expect(revealed.allSatisfy { $0.style.role == .revealed })
  }

  @Test(arguments: ["E", "^X", "^Z"])
  func `after masking no frame holds the value`(key: String) async {
    let harness = await Scene.revealed.play()
    let renderer = ConsoleRenderer()
    _ = renderer.frame(for: harness.console, rows: 40, columns: 120)
    await harness.press(key)
    let frame = renderer.frame(for: harness.console, rows: 40, columns: 120)
    #expect(canaries(in: frame) == [])
    #expect(!frame.holdsRevealed)
  }

  @Test func `after its time a value is masked in every size`() async {
    let harness = await Scene.preview.play()
    let renderer = ConsoleRenderer()
    _ = renderer.frame(for: harness.console, rows: 40, columns: 120)
    await harness.wait(600)
    for size in ScreenSize.all {
      let frame = renderer.frame(for: harness.console, rows: size.rows, columns: size.columns)
      #expect(canaries(in: frame) == [])
    }
  }

  @Test func `a value that was wiped elsewhere leaves no trace of its text`() async {
    let harness = await Scene.revealed.play()
    let renderer = ConsoleRenderer()
    _ = renderer.frame(for: harness.console, rows: 40, columns: 120)
    for reveal in harness.console.reveals.open { reveal.close() }
    let frame = renderer.frame(for: harness.console, rows: 40, columns: 120)
    #expect(canaries(in: frame) == [])
  }

  @Test func `the passphrase is never drawn`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("^X")
    await harness.type("correct horse")
    let frame = ConsoleRenderer().frame(for: harness.console, rows: 24, columns: 80)
    #expect(!frame.dump().contains("correct"))
    #expect(!frame.dump().contains("Charged twice"), "a locked screen shows nothing of the desk")
  }
}
