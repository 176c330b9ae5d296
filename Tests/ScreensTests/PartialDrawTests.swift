import Canvas
import ConsoleFixtures
import Desk
import Screens
import Synchronization
import Testing
import Tickets
import ViewModels

/// A frame that was drawn in parts, over the one before, is the frame that would be drawn anew.
@MainActor
@Suite struct PartialDrawTests {
  private static let keys = [
    "j", "j", "k", "Enter", "Tab", "]", "[", "o", "s", "g", "G", "PgUp", "PgDn", "r", "h", "i",
    "Esc", "n", "^P", "1", "2", "e", "Enter", "t", "?", ":", "x", "Esc", "/", "a", "Enter", "c",
    "Esc", "p", "a", "T", "z", "u", "M", "q", "n", "Esc", "v", "w",
  ]

  @Test(arguments: [
    (40, 140, 1 as UInt64), (50, 180, 2), (24, 80, 3), (40, 120, 4), (60, 200, 5),
  ])
  func `after any keys, both are the same`(rows: Int, columns: Int, seed: UInt64) async {
    var state = seed
    let harness = await ConsoleHarness.started(
      .acme(user: seed % 2 == 0 ? FakeDesk.otto : FakeDesk.ines))
    let renderer = ConsoleRenderer()
    for step in 0..<250 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let key = Self.keys[Int(state >> 33) % Self.keys.count]
      await harness.press(key)
      if step % 7 == 0 { await harness.wait(0.4) }
      if step % 31 == 0 { await harness.wait(61) }
      let kept = renderer.frame(for: harness.console, rows: rows, columns: columns)
      let fresh = ConsoleRenderer().frame(for: harness.console, rows: rows, columns: columns)
      guard kept != fresh else { continue }
      Issue.record("after \(key), step \(step):\n\(kept.styledDump())\n\(fresh.styledDump())")
      return
    }
  }

  @Test(arguments: [(24, 80), (40, 140)])
  func `the cursor stands in what is written, drawn whole or in parts`(
    rows: Int, columns: Int
  ) async {
    let harness = await ConsoleHarness.started(.acme())
    let renderer = ConsoleRenderer()
    _ = renderer.frame(for: harness.console, rows: rows, columns: columns)
    await harness.press("Enter", "r")
    await harness.type("Hi")
    for _ in 0..<2 {
      let frame = renderer.frame(for: harness.console, rows: rows, columns: columns)
      #expect(frame.cursor != nil)
    }
  }

  @Test func `a change between keys asks for a frame, and only a change does`() async {
    let harness = await ConsoleHarness.started(.acme())
    let asked = Calls()
    let renderer = ConsoleRenderer(whenChanged: { asked.add() })
    for _ in 0..<3 { _ = renderer.frame(for: harness.console, rows: 40, columns: 140) }
    #expect(asked.count == 0)
    await harness.press("j")
    #expect(asked.count > 0)
    let after = asked.count
    for _ in 0..<3 { _ = renderer.frame(for: harness.console, rows: 40, columns: 140) }
    // Another size is drawn whole, and what was read for the old one asks for nothing.
    _ = renderer.frame(for: harness.console, rows: 50, columns: 180)
    #expect(asked.count == after)
  }

  @Test func `a value in clear asks for the frame without it when its time is over`() async {
    let harness = await Scene.revealed.play()
    let asked = Calls()
    let renderer = ConsoleRenderer(whenChanged: { asked.add() })
    for _ in 0..<2 {
      let frame = renderer.frame(for: harness.console, rows: 40, columns: 140)
      #expect(frame.holdsRevealed)
    }
    #expect(asked.count == 0)
    await harness.wait(3_600)
    #expect(asked.count > 0)
    #expect(!renderer.frame(for: harness.console, rows: 40, columns: 140).holdsRevealed)
  }

  private final class Calls: Sendable {
    private let made = Atomic(0)
    var count: Int { made.load(ordering: .relaxed) }
    func add() { made.add(1, ordering: .relaxed) }
  }
}
