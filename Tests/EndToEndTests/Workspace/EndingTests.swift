import Foundation
import Glibc
import Testing

/// The ways out of a live console, and what they keep.
@Suite(.ownThreads) struct EndingTests {
  @Test(arguments: [SIGTERM, SIGHUP, 0])
  func `a signal, or a closed window, keeps what was being written`(signal: Int32) throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Half a thought of the \(Canary.draftWord)")
    try console.wait(forText: Canary.draftWord)
    if signal == 0 {
      console.hangUp()
      #expect(try console.waitForEnd() == .exited(128 + SIGHUP))
    } else {
      console.send(signal: signal)
      #expect(try console.waitForEnd() == .exited(128 + signal))
      #expect(console.mode == console.modeBefore && !console.screen.isAlternate)
    }
    try expectDraft(on: desk)
  }

  @Test(arguments: [SIGSEGV, SIGABRT])
  func `a crash gives the terminal back and keeps the draft`(signal: Int32) throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    console.forbiddenWords = []
    try console.escalate()
    try console.wait(forText: Canary.card)
    try console.compose("Half a thought of the \(Canary.draftWord)")
    try console.wait(forText: "sealed draft, saved")
    console.send(signal: signal)
    #expect(try console.waitForEnd() == .killed(signal: signal))
    #expect(console.mode == console.modeBefore && !console.screen.isAlternate)
    #expect(console.screen.contains("stopped unexpectedly"))
    for word in Canary.all { #expect(!console.screen.contains(word)) }
    try expectDraft(on: desk)
  }

  private func expectDraft(on desk: DeskWorkspace) throws {
    #expect(desk.leaks() == [])
    let again = try desk.console()
    try again.openComplaint()
    try again.wait(forText: "Half a thought of the \(Canary.draftWord)")
    #expect(try again.leaveDesk() == .exited(0))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }
}
