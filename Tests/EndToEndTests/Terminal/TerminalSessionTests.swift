import Glibc
import Testing

/// The terminal while the program runs: keys, frames, sizes, stops.
@Suite(.serialized, .ownThreads)
struct TerminalSessionTests {
  @Test func `keys, pastes and focus arrive, and unknown sequences do not`() throws {
    let probe = try startProbe()
    for (keys, name) in [
      ("j", "j"), (Keys.up, "up"), ("\u{1B}[1;5C", "ctrl-right"), (Keys.control("a"), "ctrl-a"),
      ("é", "é"), (Keys.focusOut, "focus(gained: false)"), (Keys.backTab, "shift-tab"),
    ] {
      probe.send(keys)
      try probe.wait(forText: "last \(name)")
    }
    probe.send("\u{1B}[?62;22c\u{1B}]52;c;x\u{07}x")
    try probe.wait(forText: "events 8")
    #expect(probe.screen.contains("last x"))
    probe.send(Keys.escape)
    try probe.wait(forText: "last escape")
    probe.paste(String(repeating: "pasted text\r", count: 20_000))
    try probe.wait(forText: "last paste of 240000")
    try quit(probe)
  }

  @Test func `a frame is where it belongs, and the real cursor on the focus`() throws {
    let probe = try startProbe()
    #expect(probe.screen.text(row: 6) == "wide 漢字 e\u{301} 😀|")
    #expect(probe.screen.text(row: 23) == String(repeating: " ", count: 79) + "/")
    #expect(probe.screen.cursor.row == 2)
    #expect(probe.screen.cursor.column == 3)
    #expect(probe.screen.modes.isSuperset(of: [2004, 1004]))
    #expect(probe.screen.unknown.isEmpty)
    try quit(probe)
  }

  @Test func `a changed model is drawn without a key`() throws {
    let probe = try startProbe()
    probe.send("k")
    try probe.wait(forText: "ticks 5")
    #expect(probe.screen.contains("events 1"))
    try quit(probe)
  }

  @Test func `an alarm rings once, without a key`() throws {
    let probe = try startProbe()
    probe.send("t")
    try probe.wait(forText: "last alarm")
    probe.send("k")
    try probe.wait(forText: "ticks 5")
    #expect(probe.screen.contains("events 3"))
    try quit(probe)
  }

  @Test func `another thread can ask for a frame`() throws {
    let probe = try startProbe()
    probe.send("n")
    try probe.wait(forText: "silent 1")
    try quit(probe)
  }

  @Test func `LINES and COLUMNS do not count against the terminal itself`() throws {
    let probe = try startProbe(["LINES": "10", "COLUMNS": "20"])
    #expect(probe.screen.text(row: 23).count == 80)
    try quit(probe)
  }

  @Test func `a program that was stopped from outside draws itself anew`() throws {
    let probe = try startProbe()
    probe.send(signal: SIGSTOP)
    probe.resize(rows: 30, columns: 100)
    probe.send(signal: SIGCONT)
    try probe.wait(forText: "resumed 1")
    try probe.wait(forText: "size 30x100")
    probe.send("j")
    try probe.wait(forText: "last j")
    #expect(probe.screen.isAlternate)
    try quit(probe)
  }

  @Test func `a screen that something else has scribbled on is redrawn`() throws {
    let probe = try startProbe()
    probe.scribble("\u{1B}[5;5Hscribble")
    #expect(probe.screen.contains("scribble"))
    probe.send(Keys.control("l"))
    try probe.wait(forNoText: "scribble")
    try quit(probe)
  }

  @Test func `a resize draws the whole screen in the new size`() throws {
    let probe = try startProbe()
    for (rows, columns) in [(60, 200), (20, 60), (5, 20), (24, 80)] {
      probe.resize(rows: rows, columns: columns)
      try probe.wait(forText: "size \(rows)x\(columns)")
      try probe.wait(for: "the corner") { $0.text(row: rows - 1).hasSuffix("/") }
      #expect(probe.screen.text(row: rows - 1).count == columns)
    }
    probe.send("j")
    try probe.wait(forText: "last j")
    try quit(probe)
  }

  @Test func `the mouse is reported only while it is switched on`() throws {
    let probe = try startProbe()
    #expect(probe.screen.modes.isDisjoint(with: [1002, 1006]))
    probe.send("y")
    try probe.wait(for: "mouse reports") { $0.modes.isSuperset(of: [1002, 1006]) }
    probe.send("\u{1B}[<0;10;5M")
    try probe.wait(forText: "MouseEvent")
    probe.send("y")
    try probe.wait(for: "no mouse reports") { $0.modes.isDisjoint(with: [1002, 1006]) }
    try quit(probe)
  }

  @Test func `a theme is taken at once`() throws {
    let probe = try startProbe()
    #expect(probe.screen.cells[9][0].style.background == .indexed(233))
    probe.send("l")
    try probe.wait(for: "white") { $0.cells[9][0].style.background == .indexed(231) }
    try quit(probe)
  }

  @Test func `a stray print goes to a log that only its owner can read`() throws {
    let log = "/tmp/sealdesk-probe-\(getpid()).log"
    defer { unlink(log) }
    let probe = try startProbe(["PROBE_LOG": log])
    probe.send("p")
    try probe.wait(forText: "last p")
    try quit(probe)
    #expect(!probe.hasWritten("stray"))
    var status = stat()
    #expect(stat(log, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(status.st_size == "a stray print\na stray error\n".utf8.count)
  }

  @Test func `nothing happens while nothing happens`() throws {
    let probe = try startProbe()
    probe.send("j")
    try probe.wait(forText: "events 1")
    // What the key set going may take a moment to come to rest.
    _ = try? probe.wait(for: "rest", within: .milliseconds(300)) { _ in false }
    let before = ProcessTime(of: probe.processID)
    let bytes = probe.output.count
    _ = try? probe.wait(for: "a second", within: .seconds(1)) { _ in false }
    #expect(ProcessTime(of: probe.processID) == before)
    #expect(probe.output.count == bytes)
    try quit(probe)
  }

  private func quit(_ probe: TerminalProcess) throws {
    probe.send("q")
    #expect(try probe.waitForEnd() == .exited(0))
    #expect(probe.mode == probe.modeBefore)
  }
}

extension TerminalSessionTests {
  @Test func `an identifier that was masked again is nowhere in memory`() throws {
    let probe = try startProbe()
    probe.send("v")
    try probe.wait(forText: "memory holds 0")
    probe.send("r")
    try probe.wait(forText: "value L")
    probe.send("v")
    try probe.wait(for: "a finding") { $0.contains("memory holds") && !$0.contains("holds 0") }
    probe.send("m")
    try probe.wait(forText: "last m")
    probe.send("v")
    try probe.wait(forText: "memory holds 0")
    try quit(probe)
  }
}

extension TerminalSessionTests {
  @Test(arguments: [
    (["TERM": "xterm-256color"], "indexed256"), (["TERM": "screen-256color"], "indexed256"),
    (["TERM": "xterm"], "basic8"), (["TERM": "linux"], "basic8"), (["TERM": "vt100"], "mono"),
    (["NO_COLOR": "1"], "mono"),
  ])
  func `colours follow the terminal`(environment: [String: String], depth: String) throws {
    let probe = try startProbe(environment)
    #expect(probe.screen.contains("depth \(depth)"))
    let colors = Set(
      probe.screen.cells.joined().flatMap { [$0.style.foreground, $0.style.background] })
    #expect((colors == [.standard]) == (depth == "mono"))
    try quit(probe)
  }

  @Test func `24 bit colours are used where terminfo has an entry for them`() throws {
    let entries = try TerminfoEntries(compiling: "xterm-direct.ti")
    let probe = try startProbe(["COLORTERM": "truecolor", "TERMINFO": entries.folder])
    #expect(probe.screen.contains("depth rgb"))
    #expect(probe.screen.cells[9][0].style.background == .rgb(0x0F, 0x13, 0x1A))
    #expect(probe.screen.cells[8][0].style.foreground == .rgb(0xE5, 0x70, 0x6B))
    try quit(probe)
  }

  @Test(arguments: [
    (["TERM": ""], "TERM is not set"), (["TERM": "dumb"], "cannot place a cursor"),
    (["TERM": "nonesuch"], "No terminal type nonesuch"),
  ])
  func `an unusable terminal is named, with exit code 2`(
    environment: [String: String], message: String
  ) throws {
    let probe = try TerminalProcess(
      BuildProducts.terminalProbe, environment: environment, columns: 120)
    #expect(try probe.waitForEnd() == .exited(2))
    #expect(probe.screen.contains(message))
    #expect(!probe.hasWritten("\u{1B}"))
    #expect(probe.mode == probe.modeBefore)
  }

  @Test(arguments: ["< /dev/null", "| cat"])
  func `a pipe or a file is no terminal`(redirection: String) throws {
    let shell = try TerminalProcess(
      "/bin/sh", ["-c", "\(BuildProducts.terminalProbe) \(redirection); echo code $?"],
      columns: 120)
    try shell.waitForEnd()
    #expect(shell.screen.contains("needs a terminal"))
    #expect(shell.screen.contains(redirection == "| cat" ? "code 0" : "code 2"))
  }

  @Test(arguments: ["\u{1A}", "TSTP"])
  func `a suspended program gives the terminal to its shell and comes back`(
    way: String
  ) throws {
    // The shell has job control: a stopped job returns to it, and it continues on a line of input.
    let script = "\(BuildProducts.terminalProbe) & pid=$!; fg; echo stopped $pid; read line; fg"
    let shell = try TerminalProcess("/bin/sh", ["-mc", script])
    try shell.wait(forText: "size 24x80")
    let raw = shell.mode
    if way == "TSTP" {
      kill(try probeID(of: shell), SIGTSTP)
    } else {
      shell.send(way)
    }
    try shell.wait(for: "the shell") { $0.contains("stopped") && !$0.isAlternate }
    #expect(shell.mode == shell.modeBefore)
    #expect(shell.screen.modes.isDisjoint(with: [2004, 1004]))
    shell.resize(rows: 30, columns: 90)
    shell.send("\n")
    try shell.wait(forText: "size 30x90")
    try shell.wait(forText: "resumed 1")
    #expect(shell.screen.isAlternate && shell.mode == raw)
    #expect(shell.screen.modes.isSuperset(of: [2004, 1004]))
    shell.send("j")
    try shell.wait(forText: "last j")
    shell.send("q")
    try shell.waitForEnd()
  }

  /// The child of the shell, from its task's list of children.
  private func probeID(of shell: TerminalProcess) throws -> pid_t {
    let path = "/proc/\(shell.processID)/task/\(shell.processID)/children"
    let words = try #require(readFile(path)).split(separator: " ")
    return try #require(words.first.flatMap { pid_t(String($0)) })
  }
}
