import Glibc
import Testing

/// The built program and its terminal: opening, sizes, stops, and every way out.
@Suite(.serialized, .ownThreads)
struct ConsoleTerminalTests {
  @Test func `the sandbox opens on a queue, and leaves nothing behind`() throws {
    let run = try SandboxRun.opened()
    #expect(run.process.screen.contains("practice data"))
    #expect(run.process.screen.unknown.isEmpty)
    #expect(!run.folder.entries.isEmpty)
    #expect(try run.leave() == .exited(0))
    expectRestored(run.process)
    #expect(run.folder.entries.isEmpty)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal to end is obeyed, and leaves nothing behind`(signal: Int32) throws {
    let run = try SandboxRun.opened()
    run.process.send(signal: signal)
    #expect(try run.process.waitForEnd() == .exited(128 + signal))
    expectRestored(run.process)
    #expect(run.folder.entries.isEmpty)
  }

  @Test func `a terminal that is closed ends the program, which holds customers' data`() throws {
    let run = try SandboxRun.opened()
    run.process.hangUp()
    #expect(try run.process.waitForEnd() == .exited(128 + SIGHUP))
    #expect(run.folder.entries.isEmpty)
  }

  @Test func `a crash gives the terminal back and says what is kept`() throws {
    let run = try SandboxRun.opened()
    run.process.send(signal: SIGSEGV)
    #expect(try run.process.waitForEnd() == .killed(signal: SIGSEGV))
    expectRestored(run.process)
    #expect(run.process.screen.contains("stopped unexpectedly"))
  }

  @Test func `every size is drawn, and the smallest say so kindly`() throws {
    let run = try SandboxRun.opened()
    for (rows, columns) in [(60, 200), (24, 80), (20, 60), (40, 140)] {
      run.process.resize(rows: rows, columns: columns)
      try run.process.wait(for: "\(columns)×\(rows)") {
        $0.contains("SANDBOX") && !$0.text(row: rows - 1).isEmpty
      }
    }
    for (rows, columns) in [(12, 40), (5, 20)] {
      run.process.resize(rows: rows, columns: columns)
      try run.process.wait(for: "a kind word") { $0.contains("too small") }
    }
    run.process.resize(rows: 30, columns: 120)
    try run.process.wait(forText: "SANDBOX")
    #expect(try run.leave() == .exited(0))
  }

  @Test func `a suspended console gives the terminal to the shell and comes back`() throws {
    let folder = try TemporaryFolder()
    let script = "\(BuildProducts.sealdesk) sandbox; echo stopped; read line; fg; echo left"
    let shell = try TerminalProcess(
      "/bin/sh", ["-mc", script], environment: ["TMPDIR": folder.path, "HOME": folder.path],
      rows: 30, columns: 120)
    try shell.wait(forText: "SANDBOX")
    shell.send(Keys.control("z"))
    try shell.wait(for: "the shell") { $0.contains("stopped") && !$0.isAlternate }
    #expect(shell.mode == shell.modeBefore)
    #expect(!shell.screen.contains("SANDBOX"))
    shell.resize(rows: 40, columns: 140)
    shell.send("\n")
    try shell.wait(for: "the console") { $0.contains("SANDBOX") && $0.isAlternate }
    shell.send("q")
    try shell.wait(forText: "Leave Sealdesk?")
    try shell.wait(for: "the shell again") {
      shell.send("y")
      return $0.contains("left")
    }
  }

  @Test(arguments: [("dumb", "cannot place a cursor"), ("nonesuch", "No terminal type nonesuch")])
  func `an unusable terminal is named, with exit code 2`(type: String, message: String) throws {
    let run = try SandboxRun(environment: ["TERM": type])
    #expect(try run.process.waitForEnd() == .exited(2))
    #expect(run.process.screen.contains(message))
    #expect(!run.process.hasWritten("\u{1B}"))
    #expect(run.folder.entries.isEmpty)
  }

  @Test func `without a terminal there is a sentence and no console`() throws {
    let shell = try TerminalProcess(
      "/bin/sh", ["-c", "\(BuildProducts.sealdesk) sandbox < /dev/null; echo code $?"],
      columns: 120)
    try shell.waitForEnd()
    #expect(shell.screen.contains("needs a terminal"))
    #expect(shell.screen.contains("code 2"))
  }

  @Test func `NO_COLOR is obeyed to the last cell`() throws {
    let run = try SandboxRun.opened(environment: ["NO_COLOR": "1"])
    let colors = run.process.screen.cells.joined().flatMap {
      [$0.style.foreground, $0.style.background]
    }
    #expect(Set(colors) == [.standard])
    #expect(try run.leave() == .exited(0))
  }

  private func expectRestored(_ process: TerminalProcess) {
    #expect(process.mode == process.modeBefore)
    #expect(!process.screen.isAlternate)
    #expect(process.screen.isCursorVisible)
    #expect(process.screen.modes.isDisjoint(with: [2004, 1004, 1002, 1006]))
  }
}
