import Foundation
import Glibc
import Testing

/// From nothing to an open console, as the README tells it.
@Suite(.ownThreads) struct NewcomerTests {
  @Test func `init asks twice without echo, and the console asks who it is`() throws {
    let desk = try DeskWorkspace()
    let secret = "a passphrase never shown"
    let elsewhere = desk.folder.path + "/elsewhere"
    let making = try desk.terminal(["init", "--workspace", elsewhere, "--supervisor", "mira"])
    try making.wait(forText: "A passphrase for mira:")
    making.send(secret + "\n")
    try making.wait(forText: "Once more:")
    making.send(secret + "\n")
    #expect(try making.waitForEnd() == .exited(0))
    #expect(making.screen.contains("mira is its supervisor"))
    #expect(!making.hasWritten(secret))
    #expect(making.mode == making.modeBefore)

    let console = try desk.terminal([])
    try console.wait(forText: "Who are you? (otto, anna)")
    console.send("anna\n")
    try console.wait(forText: "Passphrase of anna:")
    console.send(DeskWorkspace.Person.anna.passphrase + "\n")
    try console.wait(forText: "● live")
    #expect(try console.leaveDesk() == .exited(0))
    #expect(!console.hasWritten(DeskWorkspace.Person.anna.passphrase))
  }

  @Test func `a question for a passphrase can be left, and gives the terminal back`() throws {
    let desk = try DeskWorkspace()
    let elsewhere = desk.folder.path + "/elsewhere"
    let making = try desk.terminal(["init", "--workspace", elsewhere, "--supervisor", "mira"])
    try making.wait(forText: "A passphrase for mira:")
    making.send("half a thou\u{3}")
    #expect(try making.waitForEnd() == .exited(64))
    #expect(making.screen.contains("No passphrase was given. Nothing was changed."))
    #expect(making.mode == making.modeBefore)
    #expect(!FileManager.default.fileExists(atPath: elsewhere))
  }

  @Test func `a letter typed wrongly is taken back whole`() throws {
    let desk = try DeskWorkspace()
    let elsewhere = desk.folder.path + "/elsewhere"
    let making = try desk.terminal(["init", "--workspace", elsewhere, "--supervisor", "mira"])
    try making.wait(forText: "A passphrase for mira:")
    making.send("forget this\u{15}caf\u{E9}\u{7F}e by the sea\n")
    try making.wait(forText: "Once more:")
    making.send("cafe by the sea\n")
    #expect(try making.waitForEnd() == .exited(0))
  }

  @Test func `an mbox, a Maildir and a message are imported once each`() throws {
    let desk = try DeskWorkspace()
    let maildir = desk.folder.path + "/maildir"
    for part in ["cur", "new", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: maildir + "/" + part, withIntermediateDirectories: true)
    }
    let another = CustomerMail.fromAnother.replacing("lid@", with: "spout@")
    try desk.write(another, to: maildir + "/new/1.host")
    let message = desk.folder.path + "/one.eml"
    try desk.write(CustomerMail.message(id: "fourth", inReplyTo: "first"), to: message)
    let mailbox = desk.folder.path + "/again.mbox"
    try desk.write(CustomerMail.mbox([CustomerMail.message(id: "first"), another]), to: mailbox)

    let sentences = try [maildir, message, mailbox].map {
      try desk.succeed(["import", "mail", $0], as: .otto).output
    }
    #expect(sentences[0].hasPrefix("1 messages: 1 new tickets"))
    #expect(sentences[1].hasPrefix("1 messages: 0 new tickets, 1 added"))
    #expect(sentences[2].hasPrefix("2 messages: 0 new tickets, 0 added to tickets, 2 here already"))
    #expect(desk.leaks() == [])
    #expect(try desk.run(["import", "mail", message], as: .anna).end == .exited(77))
  }

  @Test func `an attachment is listed by a masked name, and its bytes are sealed`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    console.send("]")
    try console.wait(forText: "My contract")
    console.send("j" + Keys.enter)
    try console.wait(for: "the attachment") {
      $0.contains("Here is the contract.") && $0.contains(".txt")
    }
    #expect(!console.screen.contains(Canary.attachmentBytes))
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    #expect(desk.leaks() == [])
  }

  @Test func `a wrong passphrase opens nothing, and a changed one does`() throws {
    let desk = try DeskWorkspace()
    let old = desk.folder.path + "/old.passphrase"
    try desk.write(DeskWorkspace.Person.anna.passphrase, to: old)
    let new = desk.folder.path + "/new.passphrase"
    try desk.write("a wholly different phrase", to: new)
    try desk.succeed(["passphrase", "--new-passphrase-file", new], as: .anna)

    let refused = try desk.starting()
    #expect(try refused.waitForEnd() == .exited(77))
    #expect(refused.screen.contains("The passphrase does not fit."))
    #expect(!refused.screen.isAlternate)
    #expect(try desk.run(["audit", "verify"], as: .anna).end == .exited(77))

    try desk.write("a wholly different phrase", to: desk.passphraseFile(of: .anna))
    let console = try desk.console()
    #expect(try console.leaveDesk() == .exited(0))
    #expect(
      try desk.succeed(["audit", "list"], as: .otto).output.contains("key.passphrase_change"))
  }

  @Test func `ASCII alone draws the whole console`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.starting(["--ascii"])
    try console.wait(for: "the console") { $0.contains("live") && $0.contains("My open") }
    console.send("]")
    try console.wait(forText: "#1")
    console.send(Keys.enter)
    try console.wait(forText: Canary.bodyWord)
    let beyond = console.screen.text.unicodeScalars.filter { !$0.isASCII }
    #expect(String(String.UnicodeScalarView(beyond)) == "")
    #expect(try console.leaveDesk() == .exited(0))
  }
}
