import Glibc
import Testing

/// However the program ends, the person gets their terminal back.
@Suite(.serialized, .ownThreads)
struct TerminalRestoreTests {
  @Test(arguments: [
    ("f", SIGILL), ("i", SIGILL), ("b", SIGILL), ("a", SIGABRT), ("s", SIGSEGV), ("o", SIGSEGV),
  ])
  func `a crash gives the terminal back and says so`(key: String, signal: Int32) throws {
    let probe = try startProbe()
    #expect(probe.mode != probe.modeBefore)
    #expect(probe.screen.isAlternate)
    probe.send(key)
    let end = try probe.waitForEnd()
    // A trap is SIGILL on x86 and SIGTRAP on ARM.
    #expect([.killed(signal: signal), .killed(signal: SIGTRAP)].contains(end))
    expectRestored(probe)
    #expect(probe.screen.contains("probe: stopped unexpectedly"))
  }

  @Test func `quitting gives the terminal back without a word`() throws {
    let probe = try startProbe()
    probe.send("q")
    #expect(try probe.waitForEnd() == .exited(0))
    expectRestored(probe)
    #expect(probe.screen.text.allSatisfy { $0.isWhitespace })
  }

  @Test func `leaving by exit gives the terminal back`() throws {
    let probe = try startProbe()
    probe.send("e")
    #expect(try probe.waitForEnd() == .exited(3))
    expectRestored(probe)
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGQUIT, SIGHUP])
  func `a signal to end gives the terminal back`(signal: Int32) throws {
    let probe = try startProbe()
    probe.send(signal: signal)
    #expect(try probe.waitForEnd() == .exited(128 + signal))
    expectRestored(probe)
  }

  @Test func `a program that hangs is ended by a second request, terminal restored`() throws {
    let probe = try startProbe()
    probe.send("h")
    try probe.wait(for: "nothing", until: { _ in true })
    let deadline = ContinuousClock.now.advanced(by: TerminalProcess.patience)
    while probe.end == nil, ContinuousClock.now < deadline {
      probe.send(signal: SIGTERM)
      _ = try? probe.waitForEnd(within: .milliseconds(200))
    }
    #expect(probe.end == .killed(signal: SIGTERM) || probe.end == .exited(128 + SIGTERM))
    expectRestored(probe)
  }

  @Test func `a terminal that is closed ends the program`() throws {
    let probe = try startProbe()
    probe.hangUp()
    #expect(try probe.waitForEnd() == .exited(128 + SIGHUP))
  }

  private func expectRestored(_ probe: TerminalProcess) {
    #expect(probe.mode == probe.modeBefore)
    #expect(probe.mode?.isCooked == true)
    #expect(!probe.screen.isAlternate)
    #expect(probe.screen.isCursorVisible)
    #expect(probe.screen.modes.isDisjoint(with: [2004, 1004, 1002, 1006]))
    #expect(probe.screen.cursor.style == EmulatedStyle())
  }
}
