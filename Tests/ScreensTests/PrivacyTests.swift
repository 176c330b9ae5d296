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

  @Test(arguments: Scene.allCases.filter { ![.revealed, .preview, .held].contains($0) })
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
