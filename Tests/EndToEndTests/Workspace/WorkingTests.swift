import Foundation
import Testing

/// An agent's day at a live desk: answering, noting, sorting, finding.
@Suite(.ownThreads) struct WorkingTests {
  @Test func `a reply leaves with the values that no screen has shown`() throws {
    let desk = try DeskWorkspace()
    try desk.configureSendmail()
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Hello {{customer.first_name}}, we refund the second charge.")
    console.send(Keys.control("s"))
    try console.wait(for: "the reply to leave") { $0.contains("  sent") }
    let mail = try String(contentsOfFile: desk.sentMail, encoding: .utf8)
    #expect(mail.contains("Hello \(Canary.firstName), we refund the second charge."))
    #expect(mail.contains("To: <\(Canary.email)>"))
    #expect(mail.contains("Subject: Re: ") && mail.contains("[#1-"))
    #expect(mail.contains("In-Reply-To: <first@kanarienpost.example>"))
    let arguments = try String(contentsOfFile: desk.folder.path + "/arguments", encoding: .utf8)
    #expect(arguments == "-oi -f support@desk.example -- \(Canary.email)\n")
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    #expect(desk.leaks() == [])
  }

  @Test func `the folder mode writes the message into its folder`() throws {
    let desk = try DeskWorkspace()
    try desk.configure(mail: "folder: \(desk.outgoing)")
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Dear {{customer.name}}, done.")
    console.send(Keys.control("s"))
    try console.wait(for: "the reply to leave") { $0.contains("  sent") }
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.outgoing)
    #expect(names.count == 1)
    let mail = try String(contentsOfFile: desk.outgoing + "/" + names[0], encoding: .utf8)
    #expect(mail.contains("Dear \(Canary.firstName) \(Canary.familyName), done."))
    #expect(try console.leaveDesk() == .exited(0))
  }

  @Test func `without a mail command a reply waits, sealed, until there is one`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("{{customer.first_name}}, the \(Canary.draftWord) has it.")
    console.send(Keys.control("s"))
    try console.wait(forText: "waits in the outbox: no sendmail command is configured")
    // It is said once, and not again and again.
    let before = desk.byteCount(of: "tickets.db-wal")
    _ = try? console.wait(for: "a second", within: .seconds(1)) { _ in false }
    #expect(desk.byteCount(of: "tickets.db-wal") == before)
    #expect(try console.leaveDesk() == .exited(0))
    #expect(desk.leaks() == [])
    #expect(try desk.run(["outbox"], as: .anna).end == .exited(69))

    try desk.configureSendmail()
    #expect(try desk.succeed(["outbox"], as: .anna).output == "The outbox is empty.\n")
    let mail = try String(contentsOfFile: desk.sentMail, encoding: .utf8)
    #expect(mail.contains("\(Canary.firstName), the \(Canary.draftWord) has it."))
  }

  @Test func `a failed hand-over is on the screen and stays queued`() throws {
    let desk = try DeskWorkspace()
    try desk.configureSendmail(exitCode: 75)
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Hello again.")
    console.send(Keys.control("s"))
    try console.wait(forText: "not sent after 1: ")
    #expect(try console.leaveDesk() == .exited(0))
    #expect(
      try desk.succeed(["outbox"], as: .anna).output == "Some messages wait for later.\n")
  }

  @Test func `delivered mail shows in the open conversation without a key press`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try desk.deliver(
      CustomerMail.message(
        id: "third", inReplyTo: "first", body: "Are you there? Call \(Canary.phone), please."))
    try console.wait(for: "the new message") {
      $0.contains("Are you there?") && $0.contains("phone 1")
    }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    #expect(desk.leaks() == [])
  }

  @Test func `a number key takes a suggestion into the reply`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.wait(forText: "billing.")
    console.send("1")
    try console.wait(for: "the suggested reply") {
      $0.contains("customer.first_name") && $0.contains("send")
    }
    #expect(try console.leaveDesk() == .exited(0))
  }

  @Test func `a note is filed for colleagues only, and sealed`() throws {
    let desk = try DeskWorkspace()
    try desk.configureSendmail()
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("The \(Canary.noteWord) knows this one.", with: "n")
    console.send(Keys.control("s"))
    try console.wait(for: "the note") {
      $0.contains("note, colleagues only") && $0.contains("The note is filed.")
    }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: desk.sentMail))
    #expect(desk.leaks() == [])
  }

  @Test func `status, priority, assignee, tags and snooze are changed from lists`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.pick("t", in: "Status", "pending", showing: "#1 is pending")
    try console.pick("p", in: "Priority", "urgent", showing: "Priority is urgent")
    try console.pick("a", in: "Assign to", "anna", showing: "Assigned to anna")
    try console.pick("T", in: "Tags", Canary.tagWord, showing: "Tagged \(Canary.tagWord)")
    try console.wait(for: "the changes in the ticket's head") {
      $0.contains("pending · urgent") && $0.contains(Canary.tagWord) && $0.contains("My open 1")
    }
    try console.pick("s", in: "Snooze until", "in an hour", showing: "Snoozed until")
    #expect(try console.leaveDesk() == .exited(0))
    #expect(desk.leaks() == [])
  }

  @Test func `search finds a ticket by a word and by a whole address, unseen`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    console.forbiddenWords = []
    for typed in ["teapot", "bo.lind@elsewhere.example"] {
      console.send("S")
      try console.wait(forText: "Search")
      console.send(typed)
      try console.wait(for: "the ticket of “\(typed)”") {
        $0.contains("Search   \(typed)") && $0.contains("▎ #3")
      }
      console.send(Keys.enter)
      try console.wait(forText: "The lid of my teapot is missing")
      console.send("h")
      try console.wait(forText: "open   / filter")
    }
    console.send("S")
    try console.wait(forText: "Search")
    console.send("nobody@elsewhere.example")
    try console.wait(forText: "Nothing was found.")
    #expect(try console.leaveDesk() == .exited(0))
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(log.contains("search.exact"))
    #expect(!log.contains("bo.lind"))
    #expect(desk.leaks(of: ["bo.lind"]) == [])
  }

  @Test func `a send is called back within its window`() throws {
    let desk = try DeskWorkspace()
    try desk.configureSendmail(undoWindowSeconds: 30)
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Too early, said the \(Canary.draftWord).")
    console.send(Keys.control("s"))
    try console.wait(forText: "takes it back")
    console.send("u")
    try console.wait(for: "the text in the composer") {
      $0.contains("Called back") && $0.contains(Canary.draftWord)
        && !$0.contains("leaves in")
    }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: desk.sentMail))
    #expect(desk.leaks() == [])
  }

  @Test func `two consoles on one workspace see each other's commits`() throws {
    let desk = try DeskWorkspace()
    let (anna, otto) = (try desk.console(as: .anna), try desk.console(as: .otto))
    for console in [anna, otto] { try console.openComplaint() }
    try anna.compose("Mine, says the \(Canary.noteWord).", with: "n")
    try otto.wait(forText: "anna is writing")
    anna.send(Keys.control("s"))
    try otto.wait(for: "the colleague's note") {
      $0.contains("Mine, says the \(Canary.noteWord).") && $0.contains("note, colleagues only")
    }
    try otto.pick("t", in: "Status", "hold", showing: "on hold")
    try anna.wait(forText: "on hold · normal")
    #expect(try anna.leaveDesk() == .exited(0))
    #expect(try otto.leaveDesk() == .exited(0))
  }
}
