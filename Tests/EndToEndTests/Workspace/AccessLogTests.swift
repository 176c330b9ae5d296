import Foundation
import Testing

/// The log of every look: who may read it, and that nobody rewrites it unseen.
@Suite(.ownThreads) struct AccessLogTests {
  @Test func `a supervisor filters the log by person, ticket and reason, and opens a record`()
    throws
  {
    let desk = try DeskWorkspace()
    let anna = try desk.console()
    try anna.openComplaint()
    anna.forbiddenWords = []
    try anna.escalate(sentence: "because the \(Canary.noteWord) asks")
    try anna.wait(forText: Canary.card)
    #expect(try anna.leaveDesk() == .exited(0))

    let otto = try desk.console(as: .otto)
    otto.send(":")
    try otto.waitForDialog("a few letters of what you want to do")
    otto.send("access log\r")
    try otto.wait(for: "the log") { $0.contains("everything, newest first") }
    for (filter, present, absent) in [
      ("who:anna", "reveal", "key.create"), ("ticket:1", "ticket.view", "session.open"),
      ("reason:contact", "reveal", "ticket.view"),
    ] {
      otto.send("c/")
      try otto.wait(forText: "Esc drop")
      otto.send(filter + "\r")
      try otto.wait(for: "entries of \(filter)") {
        $0.contains("/ " + filter) && $0.contains(present) && !$0.contains(absent)
      }
    }
    otto.send("\r")
    try otto.wait(for: "the record") { $0.contains("because the \(Canary.noteWord) asks") }
    otto.send("q")
    otto.send("v")
    try otto.wait(forText: "verified to")
    #expect(try otto.leaveDesk() == .exited(0))
    #expect(otto.sightings.isEmpty)
    #expect(desk.leaks() == [])
  }

  @Test func `an agent reads the log neither in the console nor by command`() throws {
    let desk = try DeskWorkspace()
    let anna = try desk.console()
    anna.send("L")
    try anna.wait(forText: "the access log is for supervisors")
    #expect(try anna.leaveDesk() == .exited(0))
    for command in [["audit", "list"], ["audit", "show", "1"]] {
      let run = try desk.run(command, as: .anna)
      #expect(run.end == .exited(77))
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("Only supervisors and auditors read the log"))
    }
  }

  @Test func `one byte changed by hand is found, with the entry's number`() throws {
    let desk = try DeskWorkspace()
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    try SQLiteFile.flipByte(
      at: 300, of: "entry", row: 3, in: "audit", of: desk.path + "/tickets.db")
    let run = try desk.run(["audit", "verify"], as: .otto)
    #expect(run.end == .exited(65))
    #expect(run.output.contains("entry 3: "))
    #expect(run.output.contains("NOT intact"))
    let json = try desk.run(["audit", "verify", "--json"], as: .otto)
    #expect(json.end == .exited(65))
    #expect(json.output.contains("\"entry\":3"))
    #expect(json.output.contains("\"intact\":false"))

    let otto = try desk.console(as: .otto)
    otto.send("L")
    try otto.wait(forText: "Access log")
    otto.send("v")
    try otto.wait(forText: "does not hold: entry 3")
    #expect(try otto.leaveDesk() == .exited(0))
  }
}
