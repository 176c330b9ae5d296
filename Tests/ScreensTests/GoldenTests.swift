import Canvas
import ConsoleFixtures
import Desk
import Foundation
import Screens
import Testing
import Text
import ViewModels

/// Whole screens as text files; `SEALDESK_RECORD=1` writes them anew.
@MainActor
@Suite struct GoldenTests {
  @Test(arguments: Scene.allCases)
  func `a screen looks as it did`(scene: Scene) async throws {
    let harness = await scene.play()
    let renderer = ConsoleRenderer(glyphs: scene.glyphs)
    for size in ScreenSize.all {
      // Scrolling needs the first frame's layout.
      _ = renderer.frame(for: harness.console, rows: size.rows, columns: size.columns)
      let frame = renderer.frame(for: harness.console, rows: size.rows, columns: size.columns)
      try Golden.check(frame.dump(), named: "\(scene.rawValue)-\(size.columns)x\(size.rows)")
    }
  }

  @Test(arguments: [Scene.revealed, .selecting])
  func `styles are as they were where colour means something`(scene: Scene) async throws {
    let harness = await scene.play()
    let frame = ConsoleRenderer().frame(for: harness.console, rows: 40, columns: 120)
    try Golden.check(frame.styledDump(), named: "\(scene.rawValue)-styles-120x40")
  }

  @Test func `nothing breaks however small or odd the window is`() async {
    for scene in Scene.allCases {
      let harness = await scene.play()
      let renderer = ConsoleRenderer(glyphs: scene.glyphs)
      for (rows, columns) in [
        (0, 0), (1, 1), (5, 20), (19, 200), (20, 60), (20, 99), (21, 100), (24, 159), (24, 160),
        (120, 61), (20, 400),
      ] {
        let frame = renderer.frame(for: harness.console, rows: rows, columns: columns)
        #expect(frame.rows == rows && frame.columns == columns)
      }
    }
  }

  @Test(arguments: [(5, 20), (10, 59), (19, 120)])
  func `a window that is too small says so`(rows: Int, columns: Int) async {
    let harness = await Scene.queue.play()
    let frame = ConsoleRenderer().frame(for: harness.console, rows: rows, columns: columns)
    #expect(frame.dump().contains("too small"))
  }

  @Test(arguments: Scene.allCases)
  func `the sandbox says so on every screen`(scene: Scene) async {
    let harness = await scene.play(on: .acme(isPractice: true))
    for size in ScreenSize.all {
      let frame = ConsoleRenderer().frame(
        for: harness.console, rows: size.rows, columns: size.columns)
      #expect(frame.dump().contains("SANDBOX"))
    }
    let tiny = ConsoleRenderer().frame(for: harness.console, rows: 6, columns: 30)
    #expect(tiny.dump().contains("SANDBOX"))
  }
}

struct ScreenSize {
  let rows: Int
  let columns: Int

  static let all = [
    ScreenSize(rows: 24, columns: 80), ScreenSize(rows: 40, columns: 120),
    ScreenSize(rows: 60, columns: 200),
  ]
}

enum Golden {
  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "there is no golden \(name); record it with SEALDESK_RECORD=1" }
  }

  static func check(_ text: String, named name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["SEALDESK_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
      throw Missing(name: name)
    }
    guard text != golden else { return }
    let pairs = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      golden.split(separator: "\n", omittingEmptySubsequences: false))
    let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs\(first.map { " from row \($0.offset) on:\n\($0.element.1)\n\($0.element.0)" } ?? "")
      """)
  }
}
