import Canvas
import Testing
import Text

@testable import Terminal

struct TerminalTypeTests {
  @Test func `without a type there is no console`() {
    #expect(throws: TerminalError.terminalTypeUnset) { try TerminalType(environment: [:]) }
    #expect(throws: TerminalError.terminalTypeUnset) { try TerminalType(environment: ["TERM": ""]) }
    #expect(throws: TerminalError.terminalTypeTooPlain("dumb")) {
      try TerminalType(environment: ["TERM": "dumb"])
    }
  }

  @Test func `a type that is not installed is named`() throws {
    let type = try TerminalType(environment: ["TERM": "no\u{1B}[2Jsuch"])
    #expect(throws: TerminalError.terminalTypeUnknown("nosuch")) { try type.installed() }
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], ["xterm-256color"]),
    (["TERM": "xterm-256color", "COLORTERM": "truecolor"], ["xterm-direct", "xterm-256color"]),
    (["TERM": "alacritty", "COLORTERM": "24bit"], ["xterm-direct", "alacritty"]),
    (["TERM": "tmux-256color", "COLORTERM": "truecolor"], ["tmux-direct", "tmux-256color"]),
    (["TERM": "screen", "COLORTERM": "truecolor"], ["tmux-direct", "screen"]),
    (["TERM": "linux", "COLORTERM": "truecolor"], ["linux"]),
    (["TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"], ["xterm"]),
    (["TERM": "xterm", "COLORTERM": "yes"], ["xterm"]),
  ])
  func `24 bit is tried where it is announced`(
    environment: [String: String], candidates: [String]
  ) throws {
    #expect(try TerminalType(environment: environment).candidates == candidates)
  }

  @Test func `a plain entry behind an uninstalled one is found`() throws {
    let environment = ["TERM": "xterm", "COLORTERM": "truecolor"]
    #expect(
      ["xterm", "xterm-direct"].contains(try TerminalType(environment: environment).installed()))
  }

  @Test(
    arguments: [
      (true, 1 << 24, ColorDepth.rgb), (true, 256, .indexed256), (true, 88, .basic8),
      (true, 8, .basic8), (true, 0, .mono), (false, 1 << 24, .mono),
    ] as [(Bool, Int32, ColorDepth)])
  func `colours follow the terminal, and NO_COLOR`(
    wanted: Bool, count: Int32, depth: ColorDepth
  ) {
    #expect(ColorDepth(wanted: wanted, count: count) == depth)
  }

  @Test func `padding of terminfo is left out`() {
    #expect(PrivateModes.withoutPadding("\u{1B}[H$<50>x$<2*/>$") == "\u{1B}[Hx$")
  }

  @Test func `every error says what to do, and the exit code is 2`() {
    let errors: [TerminalError] = [
      .notATerminal, .terminalTypeUnset, .terminalTypeTooPlain("dumb"), .terminalTypeUnknown("x"),
      .noUnicodeLocale, .cannotOpenTerminal(errno: 5), .cannotOpenLog(errno: 13),
    ]
    #expect(errors.allSatisfy { $0.exitCode == 2 && $0.message.string.hasSuffix(".") })
    #expect(Set(errors.map(\.message)).count == errors.count)
  }
}
